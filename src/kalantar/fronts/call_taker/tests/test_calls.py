"""From the ringing call to the incident; a second caller joins it."""

import pytest
from playwright.sync_api import expect

from kalantar.calls.actions import offer_call
from kalantar.incidents.models import Incident
from kalantar.kernel.clock import system_clock
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.places.models import Extract
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import CENTRE, Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene() -> Scene:
    scene = a_city(system_clock)
    around = {"west": 51.3, "south": 35.6, "east": 51.5, "north": 35.8}
    Extract.objects.create(city=scene.city, digest="0" * 64, attribution="", **around)
    return scene


@pytest.fixture
def taker(scene: Scene) -> User:
    return grant(Role.CALL_TAKER, over=scene.city)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_call_becomes_an_incident(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, taker: User, language: str
) -> None:
    offer_call(number="02188776655", jurisdiction=scene.city.pk, by=scene.person(Role.CALL_TAKER))
    page = open_page("/calls/", session=sign_in(taker), language=language)
    check_page(page)
    page.keyboard.press("a")
    expect(page.locator("#address")).to_be_focused()
    page.keyboard.type(f"{CENTRE.lat}, {CENTRE.lon}")
    page.locator("#places button").first.click()
    page.locator("#type-search").fill("brawl")
    page.locator(f"#types [data-type='{scene.type.pk}']").click()
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#call .notice.good")).to_be_visible()
    incident = Incident.objects.get(city=scene.city)
    assert incident.type == scene.type
    assert incident.place == pytest.approx(CENTRE, abs=1e-4)


def test_what_was_typed_stays_when_something_is_missing(
    open_page: OpenPage, scene: Scene, taker: User
) -> None:
    offer_call(number="", jurisdiction=scene.city.pk, by=scene.person(Role.CALL_TAKER))
    page = open_page("/calls/", session=sign_in(taker), language="en")
    page.keyboard.press("a")
    page.locator("#narrative").fill("There is a fight.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#call .errorlist").first).to_be_visible()
    expect(page.locator("#narrative")).to_have_value("There is a fight.")


def test_a_second_caller_joins_the_same_incident(
    open_page: OpenPage, scene: Scene, taker: User
) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    offer_call(number="", jurisdiction=scene.city.pk, by=scene.person(Role.CALL_TAKER))
    page = open_page("/calls/", session=sign_in(taker), language="en")
    page.keyboard.press("a")
    page.locator("#address").fill(f"{CENTRE.lat}, {CENTRE.lon}")
    page.locator("#places button").first.click()
    page.locator("#near button").first.click()
    expect(page.locator("#call .notice.good")).to_contain_text(incident.number)
