"""The lists by keyboard alone, in both languages: search, the next page, a new row, back."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kalantar.kernel.clock import system_clock
from kalantar.kernel.listing import PAGE
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.mark.parametrize(("language", "theme"), [("fa", "dark"), ("en", "light")])
def test_people_are_looked_for_and_leafed_through_without_a_mouse(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, language: str, theme: str
) -> None:
    for _ in range(PAGE + 1):
        grant(Role.PATROL_OFFICER, over=scene.city)
    looked_for = grant(Role.DISPATCHER, over=scene.city)
    User.objects.filter(pk=looked_for.pk).update(name_fa="زهرا یکتا", name_en="Zahra Yekta")
    session = sign_in(grant(Role.ADMINISTRATOR, over=scene.city))
    address = reverse("administrator:people")
    page = open_page(address, session=session, language=language, theme=theme)
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(PAGE)
    page.keyboard.press("e")
    expect(rows).to_have_count(3)
    check_page(page)
    page.keyboard.press("/")
    page.keyboard.insert_text("یکتا" if language == "fa" else "yekta")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(1)
    expect(page).to_have_url(re.compile(f"{address}$"))  # a name is in no address
    page.keyboard.press("/")
    page.keyboard.insert_text("nobody at all")
    page.keyboard.press("Enter")
    expect(page.locator(".empty-title")).to_be_visible()
    check_page(page)
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url("**/add/")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#id_username")).to_be_focused()  # the browser asks for what is missing
