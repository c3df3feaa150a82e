"""Where focus is: in what a verb asks, back at its button, and on the card once it is done."""

import pytest
from playwright.sync_api import Locator, Page, expect

from kalantar.dispatch.actions import send_units
from kalantar.incidents.actions import add_note, join_call
from kalantar.incidents.models import Incident
from kalantar.kernel.geometry import Point
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import OpenPage
from tests.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session(scene: Scene) -> str:
    return sign_in(grant(Role.DISPATCHER, over=scene.city))


@pytest.fixture
def incident(scene: Scene) -> Incident:
    """With a unit on it, whose part of the card opens by the key 1."""
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    send_units(incident=incident.pk, units=[scene.unit().pk], by=scene.person(Role.DISPATCHER))
    return incident


def opened(open_page: OpenPage, session: str, incident: Incident, language: str = "en") -> Page:
    page = open_page(f"/room/?incident={incident.pk}", session=session, language=language)
    page.locator("#card[data-card]").wait_for()
    return page


def name_of(page: Page) -> Locator:
    return page.locator("#card-name")


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_calls_of_an_incident_are_parted_and_joined_by_the_keys_on_their_buttons(
    open_page: OpenPage, scene: Scene, session: str, incident: Incident, language: str
) -> None:
    for number in ("02111", "02122"):
        taker = scene.person(Role.CALL_TAKER)
        join_call(incident=incident.pk, call=scene.call(taker, number).pk, by=taker)
    scene.call(scene.person(Role.CALL_TAKER), "02133")
    page = opened(open_page, session, incident, language)
    page.keyboard.press("j")
    asked = page.locator("#verb")
    expect(asked.locator("h3").first).to_be_focused()
    signs = {"fa": ["۱", "۲", "۳", "Esc"], "en": ["1", "2", "3", "Esc"]}[language]
    expect(asked.locator(".key")).to_have_text(signs)
    page.keyboard.press("1")
    expect(page.locator("#verb button")).to_have_count(0)
    assert incident.incident_calls.filter(parted_at=None).count() == 1
    expect(name_of(page)).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#verb [data-key='2']")).to_be_visible()
    page.keyboard.press("2")
    expect(page.locator("#verb button")).to_have_count(0)
    assert incident.incident_calls.filter(parted_at=None).count() == 2


def test_what_is_left_gives_focus_back_to_the_button_that_opened_it(
    open_page: OpenPage, session: str, incident: Incident
) -> None:
    page = opened(open_page, session, incident)
    for key in ("j", "t"):
        page.keyboard.press(key)
        expect(page.locator("#verb :focus")).to_have_count(1)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")  # the first leaves the field, where there is one
        expect(page.locator("#verb button")).to_have_count(0)
        expect(page.locator(f"#verb-{key.upper()}")).to_be_focused()


def test_after_a_verb_focus_is_on_the_card_and_the_arrows_go_on(
    open_page: OpenPage, scene: Scene, session: str, incident: Incident
) -> None:
    other = scene.incident(scene.person(Role.CALL_TAKER))
    page = opened(open_page, session, incident)
    page.keyboard.press("g")
    expect(page.locator(".assigned .status")).to_contain_text("en route")
    expect(name_of(page)).to_be_focused()
    page.locator("[data-key=V]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".assigned .status")).to_contain_text("on scene")
    expect(page.locator(".assigned summary")).to_be_focused()
    page.keyboard.press("t")
    expect(page.locator("#verb textarea")).to_be_focused()
    page.keyboard.type("two cars")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_contain_text("two cars")
    expect(name_of(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#card[data-card='{other.pk}']")).to_be_visible()
    expect(name_of(page)).to_be_focused()
    page.keyboard.press("s")
    expect(page.locator("#card[data-units]")).to_be_visible()
    expect(name_of(page)).to_be_focused()


def test_a_card_that_changes_by_itself_takes_focus_from_nobody(
    open_page: OpenPage, scene: Scene, session: str, incident: Incident
) -> None:
    page = opened(open_page, session, incident)
    page.keyboard.press("/")
    page.keyboard.type("note ")
    add_note(incident=incident.pk, text="from elsewhere", by=scene.person(Role.DISPATCHER))
    expect(page.locator("#card")).to_contain_text("from elsewhere")
    expect(page.locator("#command")).to_be_focused()
    expect(page.locator("#command")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")  # what is offered closes first, then the line is left
    page.keyboard.press("Escape")
    add_note(incident=incident.pk, text="and again", by=scene.person(Role.DISPATCHER))
    expect(page.locator("#card")).to_contain_text("and again")
    expect(page.locator("body")).to_be_focused()


def test_a_verb_that_ends_while_a_command_is_written_does_not_disturb_it(
    open_page: OpenPage, session: str, incident: Incident
) -> None:
    page = opened(open_page, session, incident)
    page.keyboard.press("g")
    page.keyboard.press("/")
    page.keyboard.type("note 1")
    expect(page.locator(".assigned .status")).to_contain_text("en route")
    expect(page.locator("#command")).to_be_focused()
    expect(page.locator("#command")).to_have_value("note 1")


@pytest.mark.parametrize("language", ["fa", "en"])
def test_on_a_narrow_screen_what_came_of_a_command_is_in_sight_beside_it(
    open_page: OpenPage, session: str, incident: Incident, language: str
) -> None:
    page = open_page("/room/", session=session, language=language, phone=True)
    page.locator("#card[data-card]").wait_for()
    page.keyboard.press("/")
    page.keyboard.type("nonsense")
    page.keyboard.press("Enter")
    expect(page.locator("#command-answer .refused")).to_be_in_viewport(ratio=1)
    expect(page.locator("#command")).to_be_in_viewport(ratio=0.95)
    expect(page.locator("#command")).to_be_focused()


@pytest.mark.parametrize("needed", [1, 2])
def test_after_sending_others_than_recommended_focus_is_on_the_card(
    open_page: OpenPage, scene: Scene, session: str, needed: int
) -> None:
    """Where the reason was written is hidden then: no more is needed, or nothing is overridden."""
    for _ in range(needed):
        scene.unit()
    far = scene.unit(Point(51.45, 35.75))
    scene.type.units = needed
    scene.type.save()
    waiting = scene.incident(scene.person(Role.CALL_TAKER))
    page = opened(open_page, session, waiting)
    for box in page.locator("[data-recommended]").all():
        box.uncheck()
    page.locator(f"input[value='{far.pk}']").check()
    page.locator("#why").fill("has the ram")
    page.locator("#why").press("Enter")
    expect(page.locator(".assigned")).to_contain_text(far.call_sign)
    expect(name_of(page)).to_be_focused()
