"""A new colleague gets a role, in both languages; every screen can be read on a phone."""

from dataclasses import dataclass

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kalantar.catalogue.models import Question
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
    expect(page.locator(".notice.good")).to_be_visible()
    give_the_role(page, town)
    expect(page.locator(".rows tr")).to_have_count(1)
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
