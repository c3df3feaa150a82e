"""One incident through the hands of everybody at a screen, in both languages; and a new colleague."""

import re
from dataclasses import dataclass

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kalantar.calls.actions import offer_call
from kalantar.catalogue.models import Question
from kalantar.incidents.models import Incident
from kalantar.kernel.clock import system_clock
from kalantar.kernel.text import search_key
from kalantar.patrols.models import CrewMember, Shift, Unit
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.places.models import Extract, GazetteerEntry, PlaceKind
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import CENTRE, Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)
SQUARE = {"fa": "میدان نمونه", "en": "Sample square"}
BRAWL = {"fa": "نزاع", "en": "brawl"}


@dataclass
class Town:
    """A city whose square can be searched, a type with a question, and one patrol."""

    scene: Scene
    weapon: Question
    unit: Unit
    officer: User

    def session(self, role: Role) -> str:
        return sign_in(grant(role, over=self.scene.city))


@pytest.fixture
def town() -> Town:
    scene = a_city(system_clock)
    around = {"west": 51.3, "south": 35.6, "east": 51.5, "north": 35.8}
    extract = Extract.objects.create(city=scene.city, digest="0" * 64, attribution="", **around)
    GazetteerEntry.objects.create(
        extract=extract,
        kind=PlaceKind.PLACE,
        name=SQUARE["fa"],
        name_fa=SQUARE["fa"],
        name_en=SQUARE["en"],
        search=" | ".join(search_key(name) for name in SQUARE.values()),
        point=CENTRE,
    )
    weapon = Question.objects.create(
        incident_type=scene.type,
        code="weapon",
        text_fa="آیا سلاح دارند؟",
        text_en="Are they armed?",
        yes_means_priority=1,
    )
    officer, unit = grant(Role.PATROL_OFFICER, over=scene.city), scene.unit()
    shift = Shift.objects.get(unit=unit)
    CrewMember.objects.create(shift=shift, officer=officer, period=(shift.begun_at, None))
    return Town(scene, weapon, unit, officer)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_from_the_ringing_call_to_the_disposition(
    open_page: OpenPage, check_page: CheckPage, town: Town, language: str
) -> None:
    desk = open_page("/calls/", session=town.session(Role.CALL_TAKER), language=language)
    room = open_page("/room/", session=town.session(Role.DISPATCHER), language=language)
    phone = open_page("/patrol/", session=sign_in(town.officer), language=language, phone=True)
    for page in (desk, room, phone):
        expect(page.locator("html[data-live=on]")).to_be_attached()
        check_page(page)

    incident = the_call_is_taken(desk, town, language)
    check_page(desk)
    the_patrol_is_sent(room, town, incident)
    check_page(room)
    the_patrol_goes_and_comes_back(phone, check_page)
    the_incident_is_closed(room, town)
    check_page(room)
    incident.refresh_from_db()
    assert incident.disposition == town.scene.ending
    assert incident.priority == 1


def the_call_is_taken(page: Page, town: Town, language: str) -> Incident:
    """Key A, the place by typing, the type by typing, its question, Ctrl+Enter; then a word more."""
    ringing = town.scene.person(Role.CALL_TAKER)
    offer_call(number="02188776655", jurisdiction=town.scene.city.pk, by=ringing)
    expect(page.locator("#waiting [data-key=A]")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator("#address")).to_be_focused()
    page.keyboard.insert_text(SQUARE[language][:-1])
    expect(page.locator("#places [data-place]")).to_contain_text(SQUARE[language])
    page.keyboard.press("Enter")
    expect(page.locator("#type-search")).to_be_focused()
    page.keyboard.insert_text(BRAWL[language])
    expect(
        page.locator(f"#types [aria-selected=true][data-type='{town.scene.type.pk}']")
    ).to_be_visible()
    page.keyboard.press("Enter")
    yes = page.locator(f"#questions [name='answer-{town.weapon.pk}'][value=yes]")
    expect(yes).to_be_focused()
    page.keyboard.press("Space")
    expect(yes).to_be_checked()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#call .notice.good")).to_be_visible()
    page.keyboard.press("3")
    page.keyboard.insert_text("one of them ran away")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#call .said")).to_contain_text("one of them ran away")
    incident = Incident.objects.get(city=town.scene.city)
    page.keyboard.press("Escape")  # out of the field
    page.keyboard.press("e")
    expect(page).to_have_url(re.compile(r"/calls/\?city=[^&]+$"))
    return incident


def the_patrol_is_sent(page: Page, town: Town, incident: Incident) -> None:
    """The new incident has opened by itself in a quiet room; Enter sends the recommended unit."""
    expect(page.locator(f"#card[data-card='{incident.pk}']")).to_be_visible()
    expect(page.locator("[data-send-button]")).to_contain_text(town.unit.call_sign)
    page.keyboard.press("Enter")
    expect(page.locator("#card .assigned")).to_contain_text(town.unit.call_sign)


def the_patrol_goes_and_comes_back(page: Page, check_page: CheckPage) -> None:
    """The assignment has come by itself; the large button is pressed four times."""
    for state in ("acknowledged", "en_route", "on_scene", "cleared"):
        button = page.locator(f".phone-verb.next[data-status={state}]")
        expect(button).to_be_visible()
        check_page(page)
        button.click()
        expect(button).to_have_count(0)
    expect(page.locator("#unit-status [data-status=available]")).to_be_visible()
    expect(page.locator(".phone-status[data-status=available]")).to_be_visible()
    check_page(page)


def the_incident_is_closed(page: Page, town: Town) -> None:
    """Key C, the disposition with the arrow keys, Enter."""
    expect(page.locator("#card [data-key=C]")).to_be_enabled()
    page.keyboard.press("c")
    dispositions = page.locator("#verb select")
    expect(dispositions).to_be_focused()
    offered = dispositions.locator("option")
    for _ in range(offered.count()):
        if dispositions.input_value() == str(town.scene.ending.pk):
            break
        page.keyboard.press("ArrowDown")
    expect(dispositions).to_have_value(str(town.scene.ending.pk))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#queue .queue-item")).to_have_count(0)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_new_colleague_gets_a_role(
    open_page: OpenPage, check_page: CheckPage, town: Town, language: str
) -> None:
    session = town.session(Role.ADMINISTRATOR)
    page = open_page("/administration/", session=session, language=language)
    page.keyboard.press("n")
    page.locator("#id_username").fill("z9002")
    page.locator("#id_name_fa").fill("زهرا نمونه")
    page.locator("#id_name_en").fill("Zahra Sample")
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".alert-success")).to_be_visible()
    give_the_role(page, town)
    expect(page.locator("#roles tbody tr")).to_have_count(1)
    check_page(page)
    give_the_role(page, town)  # once more
    expect(page.locator(".refused[data-rule]")).to_be_visible()
    zahra = User.objects.get(username="z9002")
    assert [(row.role, row.jurisdiction) for row in zahra.grants.all()] == [
        (Role.DISPATCHER, town.scene.stations[0])
    ]


def give_the_role(page: Page, town: Town) -> None:
    page.locator("#id_role").select_option(Role.DISPATCHER)
    page.locator("#id_jurisdiction").select_option(str(town.scene.stations[0].pk))
    page.locator("form[action$='/roles/'] button").click()


@pytest.mark.parametrize(("language", "theme"), [("fa", "dark"), ("en", "light")])
def test_every_screen_can_be_read_on_a_phone(
    open_page: OpenPage, check_page: CheckPage, town: Town, language: str, theme: str
) -> None:
    town.scene.incident(town.scene.person(Role.CALL_TAKER))
    user = grant(Role.ADMINISTRATOR, over=town.scene.city)
    screens = [
        (town.session(Role.DISPATCHER), ["/room/"]),
        (town.session(Role.CALL_TAKER), ["/calls/"]),
        (
            sign_in(user),
            [
                reverse("administrator:people"),
                reverse("administrator:person", args=[user.pk]),
                reverse("administrator:unit", args=[town.unit.pk]),
                reverse("administrator:type", args=[town.scene.type.pk]),
            ],
        ),
    ]
    for session, addresses in screens:
        page = open_page(addresses[0], session=session, language=language, theme=theme, phone=True)
        for address in addresses:
            page.goto(address)
            expect(page.locator("h1")).to_be_attached()
            check_page(page)
