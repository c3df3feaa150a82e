"""Signing in with a real browser: every page accessible in both languages; a passkey works."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from playwright.sync_api import Page, expect

from kalantar.kernel.models import Entry
from kalantar.people.models import User
from kalantar.people.tests.small import PASSWORD
from kalantar.people.tests.test_sign_in import _code
from tests.people import an_area, grant
from tests.plugins.browser import CheckPage, OpenPage
from tests.plugins.servers import Service

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person() -> User:
    cache.clear()
    made = grant("dispatcher", over=an_area())
    made.password = make_password(PASSWORD)
    made.save()
    return made


def _sign_in(page: Page, person: User) -> None:
    page.locator("[name=login]").fill(person.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")


@pytest.mark.parametrize(
    ("language", "theme", "phone"), [("fa", "light", True), ("en", "dark", False)]
)
def test_a_first_sign_in_sets_up_the_app(
    open_page: OpenPage,
    check_page: CheckPage,
    person: User,
    language: str,
    theme: str,
    phone: bool,
) -> None:
    page = open_page("/account/", language=language, theme=theme, phone=phone)
    check_page(page)
    _sign_in(page, person)
    page.wait_for_url("**/account/second-factor/")
    check_page(page)
    page.locator("a[href='/account/second-factor/app/']").click()
    check_page(page)
    page.locator("main summary").click()
    secret = page.locator("code.secret").inner_text()
    page.locator("[name=code]").fill(_code(secret))
    page.locator("[name=code]").press("Enter")
    page.wait_for_url("**/account/second-factor/codes/")
    expect(page.locator(".codes li")).to_have_count(10)
    check_page(page)
    page.goto("/account/")
    expect(page.locator("main h1")).to_contain_text(person.username)
    check_page(page)


def test_a_passkey_opens_the_service_without_a_password(
    open_page: OpenPage, service: Service, person: User
) -> None:
    here = service.pages.replace("127.0.0.1", "localhost")  # passkeys belong to names, not numbers
    page = open_page("/account/sign-in/", language="en")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{here}/account/")
    _sign_in(page, person)
    page.wait_for_url("**/account/second-factor/")
    page.locator("a[href='/account/second-factor/passkeys/add/']").click()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/account/second-factor/codes/")
    page.goto(f"{here}/account/sign-out/")
    page.locator("main button.btn-primary").click()
    page.wait_for_url(re.compile("/account/sign-in/"))
    page.locator("#passkey_login").click()
    page.wait_for_url(f"{here}/room/")  # the first page leads a dispatcher there
    page.goto(f"{here}/account/")
    expect(page.locator("main h1")).to_contain_text(person.username)
    ways = Entry.objects.filter(event="SignedIn").order_by("pk").values_list("facts__method")
    assert [way for (way,) in ways] == ["password", "webauthn"]
