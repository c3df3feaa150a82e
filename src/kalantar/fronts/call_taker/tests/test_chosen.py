"""What is chosen from a list is what is sent: other words typed after it are no choice."""

import re

import pytest
from playwright.sync_api import Page, expect

from kalantar.calls.models import Call
from kalantar.incidents.models import Incident
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import sign_in
from tests.plugins.browser import OpenPage
from tests.scene import CENTRE, Scene

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = ("lon", "lat", "accuracy_m")


@pytest.fixture
def page(open_page: OpenPage, scene: Scene, taker: User) -> Page:
    """A conversation with everything chosen; the incident of somebody else is near."""
    scene.incident(scene.person(Role.CALL_TAKER))
    call = scene.call(scene.person(Role.CALL_TAKER))
    page = open_page(f"/calls/{call.pk}/", session=sign_in(taker), language="en")
    _choose_place(page)
    page.locator("#type-search").fill("brawl")
    page.locator(f"#types [data-type='{scene.type.pk}']").click()
    expect(page.locator("#questions .sends")).to_be_visible()
    expect(page.locator("#near .near")).to_be_visible()
    return page


@pytest.mark.parametrize("press", ["x", "Backspace", "Escape"])
def test_a_place_retyped_after_it_was_chosen_is_no_place(
    page: Page, scene: Scene, press: str
) -> None:
    before = Incident.objects.count()
    page.locator("#address").focus()
    page.keyboard.press(press)
    for name in PLACE:
        expect(page.locator(f"#open [name={name}]")).to_have_value("")
    expect(page.locator("#near .near")).to_have_count(0)  # nothing is near no place
    page.locator("#address").fill("Another street")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#call .errorlist")).to_have_text(
        "Choose a place from the list, or click the map."
    )
    assert Incident.objects.count() == before
    _choose_place(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#call .notice.good")).to_be_visible()
    assert Incident.objects.latest("opened_at").place == pytest.approx(CENTRE, abs=1e-4)


@pytest.mark.parametrize("press", ["x", "Backspace", "Escape"])
def test_a_type_retyped_after_it_was_chosen_is_no_type(page: Page, press: str) -> None:
    before = Incident.objects.count()
    page.locator("#type-search").focus()
    page.keyboard.press(press)
    expect(page.locator("#open [name=type]")).to_have_value("")
    expect(page.locator("#questions > *")).to_have_count(0)
    expect(page.locator("#open [name=lon]")).to_have_value(re.compile(r"\d"))  # the place stays
    page.locator("#type-search").fill("something else")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#call .errorlist")).to_have_text("Choose what has happened.")
    assert Incident.objects.count() == before


def _choose_place(page: Page) -> None:
    page.locator("#address").fill(f"{CENTRE.lat}, {CENTRE.lon}")
    page.locator(f"#places [data-lon='{CENTRE.lon}']").click()


def test_what_was_written_is_not_left_by_one_press(page: Page) -> None:
    page.locator("#narrative").fill("Two men, one door.")
    page.locator("#call h2").click()
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    expect(page.locator("#call-refused [role=alert]")).to_contain_text("no incident was opened")
    expect(page.locator("#narrative")).to_have_value("Two men, one door.")
    assert Call.objects.filter(ended_at=None).exists()
    page.keyboard.press("e")
    page.wait_for_url(re.compile(r"/calls/(\?.*)?$"))
    assert not Call.objects.filter(ended_at=None).exclude(answered_at=None).exists()
