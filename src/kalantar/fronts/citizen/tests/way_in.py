"""A citizen at their phone: types the two numbers, reads the message, types the code."""

from playwright.sync_api import Page, expect

from kalantar.citizens.tests.portal import Portal, last_code
from kalantar.kernel.models import Entry
from kalantar.notices.tests.world import COMPLAINS, react


def the_code_comes() -> str:
    """The worker answers the latest asking; what the phone then shows."""
    react(Entry.objects.filter(event="CodeAskedFor").latest("pk").pk)
    return last_code()


def type_numbers(page: Page, number: str, phone: str) -> None:
    page.locator("[name=number]").fill(number)
    page.locator("[name=phone]").fill(phone)
    page.locator("main button.first").click()


def come_in(page: Page, portal: Portal, phone: str = COMPLAINS) -> None:
    type_numbers(page, portal.case.number, phone)
    expect(page.locator("[name=code]")).to_be_visible()
    page.locator("[name=code]").fill(the_code_comes())
    page.locator("main button.first").click()
    expect(page.locator(".next")).to_be_visible()
