"""By the keyboard alone: what is offered is gone through, taken, sent, and taken back."""

import pytest
from playwright.sync_api import expect

from kalantar.incidents.models import Incident
from kalantar.patrols.models import Unit
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = {
    "en": {"send": "dis", "verb": "dispatch ", "to": "to ", "close": "close", "ends": "Settled"},
    "fa": {"send": "اعز", "verb": "اعزام ", "to": "به ", "close": "بستن", "ends": "صلح و سازش"},
}


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_command_is_written_by_what_is_offered_sent_and_taken_back(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, language: str
) -> None:
    words, unit = WORDS[language], scene.unit()
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    serial = incident.number.rpartition("-")[2].lstrip("0")
    serial = (
        serial.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) if language == "fa" else serial
    )
    session = sign_in(grant(Role.DISPATCHER, over=scene.city))
    page = open_page("/room/", session=session, language=language)
    line, options = page.locator("#command"), page.locator("#command-options [role=option]")
    page.locator("#card[data-card]").wait_for()
    page.keyboard.press("/")
    page.keyboard.type(words["send"])
    expect(options).to_have_count(1)
    page.keyboard.press("Tab")
    expect(line).to_have_value(words["verb"])
    expect(options).to_have_count(1)
    expect(line).to_have_attribute("aria-expanded", "true")
    check_page(page)
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(line).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(line).to_have_attribute("aria-activedescendant", "command-option-1")
    page.keyboard.press("Enter")
    expect(line).to_have_value(f"{words['verb']}{unit.call_sign} ")
    expect(options.first).to_have_text(words["to"].strip())
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # before the answer is there: it is taken when it comes
    expect(line).to_have_value(f"{words['verb']}{unit.call_sign} {words['to']}{serial}")
    expect(options).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("#card .assigned")).to_contain_text(unit.call_sign)
    expect(page.locator("#command-options")).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.press("Backspace")
    expect(page.locator("#card .assigned")).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.type(f"{words['close']} {serial} ")
    expect(options.first).to_have_text(words["ends"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"#in-{incident.pk}")).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("Backspace")
    expect(page.locator(f"#in-{incident.pk}")).to_have_count(1)
    assert Incident.objects.get(pk=incident.pk).state == "waiting"
    assert Unit.objects.get(pk=unit.pk).status == "available"
    page.keyboard.press("f")
    expect(page.locator("#verb-send")).to_be_visible()
    check_page(page)


def test_a_command_that_asks_opens_its_form(open_page: OpenPage, scene: Scene) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    session = sign_in(grant(Role.DISPATCHER, over=scene.city))
    page = open_page("/room/", session=session, language="en")
    page.locator("#card[data-card]").wait_for()
    page.keyboard.press("/")
    page.keyboard.type(f"calls {incident.number}")
    page.keyboard.press("Enter")
    expect(page.locator("#card .ask")).to_contain_text("Calls of this incident")
