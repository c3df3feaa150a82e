"""From the ringing call to the incident; a second caller joins it."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from kalantar.calls.actions import offer_call
from kalantar.incidents.models import Incident
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import CENTRE, Scene

pytestmark = pytest.mark.django_db(transaction=True)


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
    page.locator(
        f"#places [data-lon='{CENTRE.lon}']"
    ).click()  # a slow typist is shown others before
    page.locator("#type-search").fill("brawl")
    page.locator(f"#types [data-type='{scene.type.pk}']").click()
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#call .notice.good")).to_be_visible()
    incident = Incident.objects.get(city=scene.city)
    assert incident.type == scene.type
    assert incident.place == pytest.approx(CENTRE, abs=1e-4)
    assert incident.accuracy_m == 10  # coordinates are meant so closely


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


def test_no_address_carries_what_a_caller_says(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, taker: User
) -> None:
    """Every address the journey asks for, from the ringing call to what else the caller says."""
    offer_call(number="02188776655", jurisdiction=scene.city.pk, by=scene.person(Role.CALL_TAKER))
    page = open_page("/calls/", session=sign_in(taker), language="fa")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(unquote(request.url)))
    page.keyboard.press("a")
    expect(page.locator("#address")).to_be_focused()
    page.keyboard.type("میدان نمو", delay=30)
    expect(page.locator("#places [data-place]")).to_contain_text("میدان نمونه")
    page.keyboard.press("Enter")
    expect(page.locator("#accuracy")).to_have_value("۶۰")
    page.keyboard.type("نزاع", delay=30)
    expect(page.locator(f"#types [data-type='{scene.type.pk}']")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#narrative")).to_be_focused()
    page.keyboard.type("همسایه‌ام فریاد می‌زند")
    page.locator(".map-missing").evaluate("sign => sign.remove()")  # this city has no tiles
    page.locator(".map-canvas canvas").click(position={"x": 120, "y": 120})
    expect(page.locator("[name=place_source]")).to_have_value("map")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#call .notice.good")).to_be_visible()
    page.keyboard.press("3")
    page.keyboard.type("حالا آرام شده است")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#call .said")).to_be_visible()
    check_page(page)
    said = ("میدان", "نمو", "نزاع", "همسایه", "آرام", "88776655", "51.4", "35.7", "lon=", "lat=")
    journey = ("/near/", "/places/", "/places/at/", "/types/", "/open/", "/note/")
    assert all(any(address.endswith(path) for address in asked) for path in journey)
    assert [address for address in asked if any(word in address for word in said)] == []
