"""A page in Persian says nothing in English: the pages of each role are read word by word.

What may stand in Latin letters is data that has no other letters, and what is typed on a keyboard.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

import pytest
from django.test import Client

from kalantar.dispatch.actions import arrive, clear, send_units
from kalantar.incidents.actions import add_note
from kalantar.kernel.actor import system
from kalantar.kernel.clock import system_clock
from kalantar.notices.actions import install_notice_words
from kalantar.patrols.actions import change_unit, end_shift
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction
from tests.people import grant, sign_in
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db

PERSIAN = {"accept-language": "fa"}
WORD = re.compile(r"[A-Za-z][A-Za-z_]+")
ALLOWED = re.compile(
    r"T-\d+"  # call signs
    r"|Settled|Brawl|Broken down"  # what rows are called in English stands in their lists
    r"|\bEnglish\b|\{\w+\}"  # a language by its own name; places in the words of a message
    r"|p?[0-9a-f]{6,}(-[0-9a-f]{4,})*"  # user names, and what the test's areas are called by
    r"|Example st\."  # an address as it was typed
    r"|\bE?SMS\b|\bCSV\b|\bAPI\b|\bOpenStreetMap\b|\bKalantar\b|\./kalantar [a-z ]+"
)
UNREAD = {"script", "style", "kbd", "code", "template", "textarea"}
SAID = ("title", "aria-label", "placeholder", "alt", "data-words")
NEVER_CLOSED = {"input", "meta", "link", "br", "img", "hr", "source", "wbr", "path", "use"}


class Words(HTMLParser):
    """The text of a page that is read or read aloud, without what stands in its code signs."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        foreign = given.get("lang") == "en" or "code" in (given.get("class") or "").split()
        if tag not in NEVER_CLOSED and (self.skipped or tag in UNREAD or foreign):
            self.skipped.append(tag)
        else:
            self.said += [given[name] or "" for name in SAID if name in given]

    def handle_endtag(self, tag: str) -> None:
        if self.skipped and tag == self.skipped[-1]:
            self.skipped.pop()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.said.append(data)


def latin(page: str) -> Iterator[str]:
    words = Words()
    words.feed(page)
    for said in words.said:
        said = re.sub(r'"(Map|AttributionControl)\.\w+":', "", said)
        if WORD.search(ALLOWED.sub("", said)):
            yield " ".join(said.split())


@pytest.fixture
def scene() -> Scene:
    """A city where all that is told on a timeline has happened, changes of every field among it."""
    scene = a_city(system_clock)
    by, officer = scene.person(Role.DISPATCHER), scene.person(Role.PATROL_OFFICER)
    unit, plain = scene.unit(crew=officer), scene.unit(plain_clothes=True)
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    going = send_units(incident=incident.pk, units=[unit.pk, plain.pk], why="هر دو", by=by)
    for assignment in going.assignments.all():
        arrive(assignment=assignment.pk, by=by)
        clear(assignment=assignment.pk, by=by)
    add_note(incident=incident.pk, text="آرام است", by=by)
    for each in (unit, plain):
        end_shift(unit=each.pk, by=system(why="kept long enough"))
        change_unit(
            unit=each.pk, kind="foot", plain_clothes=not each.plain_clothes,
            capabilities=["k9", "armed"], radio_identity="۱۲", by=system(why="by the command line"),
        )  # fmt: skip
    scene.incident(by)
    install_notice_words(by=system(why="migrate"))
    return scene


def pages(scene: Scene) -> list[str]:
    from kalantar.incidents.models import Incident
    from kalantar.patrols.models import Unit

    units = Unit.objects.filter(jurisdiction__in=scene.stations)
    incidents = Incident.objects.filter(city=scene.city)
    lists = (
        "people/",
        "units/",
        "types/",
        "dispositions/",
        "reasons/",
        "messages/?language=fa",
        "areas/",
    )
    return [
        *(f"/administration/{name}" for name in lists),
        *(f"/administration/units/{one.pk}/" for one in units),
        f"/administration/types/{scene.type.pk}/",
        f"/administration/areas/{scene.city.pk}/",
        "/room/", "/room/history/", "/room/shift/", "/calls/", "/patrol/", "/audit/",
        *(f"/room/incidents/{one.pk}/" for one in incidents),
        *(f"/room/?incident={one.pk}" for one in incidents),
    ]  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_no_page_of_a_role_says_a_word_in_english(client: Client, scene: Scene, role: Role) -> None:
    root = Jurisdiction.objects.get(pk=scene.city.ancestors[0])
    client.cookies["sessionid"] = sign_in(grant(role, over=root))
    seen, wrong = 0, {}
    for address in pages(scene):
        answer = client.get(address, headers=PERSIAN, follow=True)
        seen += answer.status_code == 200
        if found := sorted(set(latin(answer.text))):
            wrong[address] = found
    assert not wrong, "\n".join(f"{address}: {found}" for address, found in wrong.items())
    assert seen


def test_the_record_is_answered_in_persian(client: Client, scene: Scene) -> None:
    client.cookies["sessionid"] = sign_in(grant(Role.AUDITOR, over=scene.city))
    asked = {"why": "شکایت ۱۲", "event": "UnitChanged"}
    answer = client.post("/audit/", asked, headers=PERSIAN)
    assert "از خط فرمان" in answer.text
    assert sorted(set(latin(answer.text))) == []


def test_the_map_says_its_own_words_in_persian(client: Client, scene: Scene) -> None:
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    page = client.get("/room/", headers=PERSIAN).text
    (words,) = re.findall('data-words="([^"]*)"', page)
    assert json.loads(unescape(words)) == {
        "Map.Title": "نقشه",
        "AttributionControl.ToggleAttribution": "نمایش یا پنهان‌کردن منبع داده‌های نقشه",
    }


def test_a_word_in_english_is_found() -> None:
    page = '<p title="Map">T-01 <kbd>Enter</kbd> <b class="code">X-12 abc</b> نقشه (draft)</p>'
    assert list(latin(page)) == ["Map", "نقشه (draft)"]
