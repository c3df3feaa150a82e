"""A dispatcher works with the keyboard alone, whatever its language; every page can be read by all."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Route, expect

from kalantar.dispatch.models import Assignment
from kalantar.incidents.models import Incident
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session(scene: Scene) -> str:
    return sign_in(grant(Role.DISPATCHER, over=scene.city))


def test_from_the_queue_to_the_end_by_keys(open_page: OpenPage, scene: Scene, session: str) -> None:
    unit = scene.unit()
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    page = open_page("/room/", session=session, language="en")
    card = page.locator("#card")
    page.keyboard.press("ArrowDown")
    expect(card.locator("[data-send-button]")).to_contain_text(unit.call_sign)
    page.keyboard.press("Enter")
    expect(card.locator(".assigned")).to_contain_text("sent")
    for key, state in (("g", "en route"), ("v", "on scene")):
        page.keyboard.press(key)
        expect(card.locator(".assigned .status")).to_contain_text(state)
    page.keyboard.press("l")
    expect(card.locator(".assigned")).to_have_count(0)
    page.keyboard.press("c")
    expect(card.locator("#verb select")).to_be_focused()
    card.locator("#verb select").select_option(str(scene.ending.pk))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card).to_contain_text("closed")
    expect(page.locator(f"#in-{incident.pk}")).to_have_count(0)


def test_a_card_that_opens_late_never_hides_what_was_done(
    open_page: OpenPage, scene: Scene, session: str
) -> None:
    """Enter waits for the card that opens, is pressed on it once, and its answer stays."""
    unit = scene.unit()
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    page = open_page(f"/room/?incident={incident.pk}", session=session, language="en")
    held = holding(page, f"**/room/incidents/{incident.pk}/")
    sent = holding(page, "**/send/")
    expect(page.locator("[data-send-button]")).to_contain_text(unit.call_sign)
    page.keyboard.press("ArrowDown")
    until_held(page, held, 1)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert sent == []
    held[0].continue_()
    until_held(page, sent, 1)
    sent[0].continue_()
    expect(page.locator("#card .assigned")).to_contain_text("sent")
    assert len(sent) == 1


@pytest.fixture
def two(scene: Scene) -> tuple[Incident, Incident]:
    scene.unit()
    first, second = (scene.incident(scene.person(Role.CALL_TAKER)) for _ in range(2))
    return first, second


def test_a_key_pressed_while_a_card_opens_is_of_that_card(
    open_page: OpenPage, scene: Scene, session: str, two: tuple[Incident, Incident]
) -> None:
    first, second = two
    page = open_page(f"/room/?incident={first.pk}", session=session, language="en")
    held = holding(page, f"**/room/incidents/{second.pk}/")
    expect(page.locator("[data-send-button]")).to_contain_text("T-01")
    page.keyboard.press("ArrowDown")
    until_held(page, held, 1)
    expect(page.locator(f"#in-{second.pk} [aria-current]")).to_have_count(1)
    expect(page.locator("#card")).to_have_attribute("inert", "")
    page.keyboard.press("Enter")
    held[0].continue_()
    expect(page.locator(f"#card[data-card='{second.pk}'] .assigned")).to_contain_text("sent")
    expect(page.locator("#card")).not_to_have_attribute("inert", "")
    assert list(Assignment.objects.values_list("incident_id", flat=True)) == [second.pk]


def test_a_key_is_let_go_when_the_card_does_not_come(
    open_page: OpenPage, scene: Scene, session: str, two: tuple[Incident, Incident]
) -> None:
    first, second = two
    page = open_page(f"/room/?incident={first.pk}", session=session, language="en")
    held = holding(page, f"**/room/incidents/{second.pk}/")
    expect(page.locator("[data-send-button]")).to_contain_text("T-01")
    page.keyboard.press("ArrowDown")
    until_held(page, held, 1)
    page.keyboard.press("Enter")
    held[0].abort()
    expect(page.locator(f"#in-{first.pk} [aria-current]")).to_have_count(1)
    expect(page.locator("#card")).not_to_have_attribute("inert", "")
    assert not Assignment.objects.exists()
    page.keyboard.press("Enter")
    expect(page.locator(f"#card[data-card='{first.pk}'] .assigned")).to_contain_text("sent")


def test_of_two_cards_asked_for_the_last_opens(
    open_page: OpenPage, scene: Scene, session: str, two: tuple[Incident, Incident]
) -> None:
    first, second = two
    page = open_page(f"/room/?incident={first.pk}", session=session, language="en")
    held = holding(page, f"**/room/incidents/{second.pk}/")
    expect(page.locator("[data-send-button]")).to_contain_text("T-01")
    page.keyboard.press("ArrowDown")
    until_held(page, held, 1)
    page.keyboard.press("ArrowUp")
    expect(page.locator("#card")).not_to_have_attribute("inert", "")
    with suppress(PlaywrightError):  # the page no longer waits for it
        held[0].continue_()
    page.keyboard.press("Enter")
    expect(page.locator(f"#card[data-card='{first.pk}'] .assigned")).to_contain_text("sent")


def holding(page: Page, address: str) -> list[Route]:
    """What the page asks of ``address`` from its loading on, unanswered until it is continued.

    Loaded anew: what a page asks just as it begins to be listened to can pass unheard.
    """
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(address, hold)
    page.reload()
    return held


def until_held(page: Page, held: list[Route], number: int) -> None:
    """Frame by frame of the page, until it has asked so often for what is held."""
    for _ in range(2_000):
        if len(held) >= number:
            return
        page.evaluate("new Promise(requestAnimationFrame)")
    raise AssertionError(f"{len(held)} of {number} were asked for")


def test_a_refusal_is_said_in_place_in_the_readers_language(
    open_page: OpenPage, scene: Scene, session: str
) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    page = open_page(f"/room/?incident={incident.pk}", session=session, language="fa")
    page.keyboard.press("p")
    page.locator("#verb select").select_option("1")
    page.locator("#verb input[name=why]").fill(" ")
    page.locator("#verb button.next").click()
    expect(page.locator("#verb [data-rule=reason_is_given]")).to_contain_text("دلیل")


def test_the_sheet_of_keys_is_read_from_the_buttons(
    open_page: OpenPage, scene: Scene, session: str
) -> None:
    scene.incident(scene.person(Role.CALL_TAKER))
    page = open_page("/room/", session=session, language="en")
    page.locator("#card[data-card]").wait_for()
    page.keyboard.press("?")
    sheet = page.locator("#keys")
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("Write a command")
    expect(sheet.get_by_text("Close", exact=True)).to_be_visible()  # C stands in it, and is its key


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_room_can_be_read_by_everyone(
    open_page: OpenPage,
    check_page: CheckPage,
    scene: Scene,
    session: str,
    language: str,
    theme: str,
) -> None:
    scene.unit()
    scene.incident(scene.person(Role.CALL_TAKER))
    page = open_page("/room/", session=session, language=language, theme=theme)
    page.locator("#card[data-card]").wait_for()
    check_page(page)
