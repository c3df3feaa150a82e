"""Every verb there is on the room's cards has a key, words in both languages, and its line on the sheet."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from kalantar.caller_links.tests.callers import callers_in
from kalantar.commands.line import run
from kalantar.commands.verbs import BY_NAME, VERBS
from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.dispatch.queries import incident_card
from kalantar.fronts.dispatcher import keys
from kalantar.fronts.dispatcher.sheet import sheet
from kalantar.fronts.dispatcher.urls import urlpatterns
from kalantar.incidents.models import Incident
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.scene import Scene

pytestmark = pytest.mark.django_db
# What an address of the room is when it is no verb: a page, a part of one, or a step within a verb.
READ = {
    "room", "history", "shift", "queue", "tally", "figures", "moving", "pins", "first", "units",
    "card", "choices", "verbs", "next_words", "board", "callers_waiting", "silent",
}  # fmt: skip
KEYED = {"data-key", "data-key-press", "data-keys-open"}  # its own, another's, and the one of all
WITHIN = {
    "command": "undo", "join": "join_call", "part": "join_call", "call_backup": "ask_backup",
    "withdraw_backup": "need_no_backup",
}  # fmt: skip
# Of a unit that gives no word; their keys stand on their own buttons, which are walked in its journey.
SILENT = {"heard", "silent_take_up", "silent_all_well", "silent_no_answer", "silent_send_help"}


class Pressed(HTMLParser):
    """What can be pressed on a page outside a form's fields, each with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("button", "summary") or (tag == "a" and "href" in given):
            self.found.append(given | {"tag": tag})


@pytest.fixture
def room(client: Client, scene: Scene) -> Client:
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    return client


def test_every_verb_of_the_cards_has_a_key_and_words(scene: Scene) -> None:
    by, unit = scene.person(Role.DISPATCHER), scene.unit()
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    run(f"dispatch {unit.call_sign} to {incident.number}", scene.city, by)
    card = incident_card(by, incident.pk, notes=1)
    assert card is not None
    shown = {verb.name for verb in card.verbs}
    shown |= {verb.name for seen in card.running for verb in seen.verbs}
    assert shown >= {step.verb for step in ASSIGNMENT.steps}
    assert shown - keys.KEYS.keys() == set()
    assert shown - BY_NAME.keys() == set()


def test_every_address_that_changes_something_is_a_verb_with_a_key() -> None:
    named = {WITHIN.get(str(one.name), str(one.name)) for one in urlpatterns} - READ - SILENT
    assert named - keys.KEYS.keys() == set()
    assert named - BY_NAME.keys() == set()


def test_what_is_asked_of_a_silent_unit_has_a_key() -> None:
    pages = Path(__file__).parents[1] / "templates" / "dispatcher"
    buttons = re.findall(
        r"<button.*?</button>", "".join(one.read_text() for one in pages.glob("*.html"))
    )
    for name in SILENT:
        [button] = [one for one in buttons if f"'dispatcher:{name}'" in one]
        assert "data-key=" in button


def test_no_key_is_two_verbs_of_one_card() -> None:
    for of_one in (keys.ON_ASSIGNMENT, keys.ON_INCIDENT):
        assert len(set(of_one.values())) == len(of_one)
    assert not set(keys.ON_ASSIGNMENT.values()) & set(keys.ON_INCIDENT.values())
    assert keys.KEYS.keys() <= BY_NAME.keys()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_sheet_has_every_verb_with_its_words_and_key(room: Client, language: str) -> None:
    page = room.get("/room/verbs/", headers={"accept-language": language}).text
    lines = dict(re.findall(r'<tr id="verb-(\w+)">(.*?)</tr>', page, re.DOTALL))
    assert lines.keys() == {verb.name for verb in VERBS} == {one.verb.name for one in sheet()}
    for one in sheet():
        line = lines[one.verb.name]
        assert one.key
        assert f'<kbd class="key">{one.key}</kbd>' in line
        assert all(word in line for word in (*one.verb.en, *one.verb.fa)), one.verb.name
        assert ("✉" in line) == one.verb.by_message


def test_all_that_can_be_pressed_in_the_room_has_a_key(room: Client, scene: Scene) -> None:
    """Links of the queue are gone through with ↑ ↓, those of the bar stand in every page's menu."""
    unit, _idle = scene.unit(), scene.unit()
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    scene.incident(scene.person(Role.CALL_TAKER))
    by = scene.person(Role.DISPATCHER)
    fragments = [room.get(f"/room/incidents/{incident.pk}/").text]
    run(f"dispatch {unit.call_sign} to {incident.number}: why", scene.city, by)
    fragments += [room.get(f"/room/incidents/{incident.pk}/").text, room.get("/room/units/").text]
    fragments += [
        room.get(f"/room/incidents/{incident.pk}/{verb}/").text
        for verb in ("priority", "type", "note", "close", "place", "answers", "calls")
    ]
    page = room.get("/room/").text
    fragments.append(page[page.index('<footer class="command">') :])
    without = [
        one
        for fragment in fragments
        for one in Pressed(fragment).found
        if not KEYED & one.keys() and "queue-item" not in (one.get("class") or "")
    ]
    assert [one for one in without if one.get("type") == "button" or one["tag"] != "button"] == []


def test_no_key_of_the_room_with_an_open_card_is_two_things(room: Client, scene: Scene) -> None:
    """Figures choose from a list, and the nearest list is meant; forms end and are left by the same keys."""
    callers, unit = callers_in(scene), scene.unit()
    number = Incident.objects.get(pk=callers.incident.pk).number
    run(f"dispatch {unit.call_sign} to {number}: why", scene.city, scene.person(Role.DISPATCHER))
    pages = [
        room.get("/room/").text,
        room.get(f"/room/incidents/{callers.incident.pk}/").text,
        room.get(reverse("callers", args=[callers.incident.pk])).text,
    ]
    page = pages[0][: pages[0].index('id="card"')] + pages[0][pages[0].index("<footer") :]
    seen = [one.get("data-key") for part in (page, *pages[1:]) for one in Pressed(part).found]
    keys = [key for key in seen if key and not key.isdigit() and key != "Esc"]
    twice = {key for key in keys if keys.count(key) > 1}
    assert twice == set()
