"""A greyed verb is reached, read and pressed as any other, and says why it cannot be done, and what to do."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from kalantar.dispatch.actions import send_units
from kalantar.dispatch.rules import a_unit_is_chosen
from kalantar.incidents.models import Incident
from kalantar.incidents.rules import no_unit_is_on_incident
from kalantar.kernel.rules import Rule
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = pytest.mark.parametrize("language", ["fa", "en"])


@pytest.fixture
def session(scene: Scene) -> str:
    return sign_in(grant(Role.DISPATCHER, over=scene.city))


@pytest.fixture
def incident(scene: Scene) -> Incident:
    """With a unit on it, so that it cannot be closed."""
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    send_units(incident=incident.pk, units=[scene.unit().pk], by=scene.person(Role.DISPATCHER))
    return incident


def says(page: Page, rule: Rule, language: str) -> None:
    """The rule's sentence and its remedy, seen, and in what screen readers tell of by themselves."""
    said = page.locator("[role=status][aria-live=polite] [data-refused]")
    expect(said).to_be_visible()
    for one in (rule.sentence, rule.remedy):
        expect(said).to_contain_text(getattr(one, language))


@LANGUAGES
def test_its_key_a_click_and_focus_say_why_and_do_nothing_else(
    open_page: OpenPage, check_page: CheckPage, session: str, incident: Incident, language: str
) -> None:
    page = open_page(f"/room/?incident={incident.pk}", session=session, language=language)
    verb, said = page.locator("#verb-C"), page.locator("[data-refused]")
    expect(verb).to_have_attribute("aria-disabled", "true")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("c")
    says(page, no_unit_is_on_incident, language)
    check_page(page)
    page.keyboard.press("Escape")
    expect(said).to_be_hidden()
    verb.click(force=True)
    says(page, no_unit_is_on_incident, language)
    page.keyboard.press("t")  # what can be done is done, and the refusal is gone
    expect(page.locator("#verb textarea")).to_be_focused()
    expect(said).to_be_hidden()
    page.keyboard.press("Escape")
    page.locator("#verb-M").focus()
    for _ in range(9):
        page.keyboard.press("Tab")
        if verb.evaluate("one => one === document.activeElement"):
            break
    expect(verb).to_be_focused()
    says(page, no_unit_is_on_incident, language)
    assert not [url for url in asked if url.endswith("/close/")]


@LANGUAGES
def test_sending_nobody_says_that_somebody_must_be_chosen(
    open_page: OpenPage, scene: Scene, session: str, language: str
) -> None:
    scene.unit()
    waiting = scene.incident(scene.person(Role.CALL_TAKER))
    page = open_page(f"/room/?incident={waiting.pk}", session=session, language=language)
    box = page.locator("input[name=unit]")
    box.uncheck()
    page.keyboard.press("Tab")
    page.locator("[data-send-button]").press("Enter")
    says(page, a_unit_is_chosen, language)
    box.check()
    page.keyboard.press("Enter")
    expect(page.locator(".assigned")).to_have_count(1)


def test_no_verb_of_the_card_is_beyond_the_keyboard(
    client: Client, session: str, incident: Incident
) -> None:
    client.cookies["sessionid"] = session
    page = client.get(f"/room/incidents/{incident.pk}/").text
    assert " disabled" not in page
    assert page.count('aria-disabled="true" data-refusal="') == page.count('aria-disabled="true"')
