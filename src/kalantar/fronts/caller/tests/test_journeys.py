"""In a browser, on a phone, in both languages, with a script and without one."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kalantar.caller_links.actions import ask_caller
from kalantar.caller_links.models import CallerWord
from kalantar.caller_links.tests.callers import Callers
from tests.plugins.browser import PHONE, CheckPage, OpenPage, watch
from tests.plugins.servers import Service

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 12 * 1024


def received(page: Page) -> list[int]:
    """The bytes of every answer with its headers, from now on, with nothing kept from before."""
    bytes_of: list[int] = []
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def came(told: dict[str, Any]) -> None:
        bytes_of.append(int(told["encodedDataLength"]))

    line.on("Network.loadingFinished", came)
    return bytes_of


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_caller_says_where_they_are_and_is_asked(
    open_page: OpenPage, check_page: CheckPage, callers: Callers, language: str
) -> None:
    link = callers.send(language=language)
    page = open_page("about:blank", language=language, phone=True)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 35.701, "longitude": 51.412, "accuracy": 9})
    bytes_of = received(page)
    page.goto(f"/h/{callers.token(link)}/", wait_until="networkidle")
    assert len(bytes_of) == 3, "the page, its sheet and its script"
    assert sum(bytes_of) < MOST, bytes_of
    expect(page.locator("html")).to_have_attribute("lang", language)
    check_page(page)
    page.locator("[data-where]").click()
    page.locator("[data-agree]").click()
    expect(page.locator("#talk li")).to_have_count(1)
    assert CallerWord.objects.get().accuracy_m == 9
    page.locator("[value=cannot_speak]").click()
    expect(page.locator("[data-hide]")).to_be_visible()
    ask_caller(link=link.pk, question="in_danger", by=callers.taker)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.locator("#talk [value=yes]").click()
    expect(page.locator("#talk li")).to_have_count(4)
    check_page(page)
    page.keyboard.press("Escape")
    page.wait_for_url("**/today/")
    check_page(page)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_without_a_script_everything_is_said_as_well(
    chromium: Browser, service: Service, callers: Callers, language: str
) -> None:
    link = callers.send(language=language, silent=True)
    context = chromium.new_context(
        base_url=service.pages, java_script_enabled=False, viewport=PHONE, locale="en"  # type: ignore[arg-type]
    )  # fmt: skip
    page = context.new_page()
    watch(page)
    try:
        page.goto(f"/h/{callers.token(link)}/")
        expect(page.locator("html")).to_have_attribute("lang", language)
        page.locator("[value=worse]").click()
        expect(page.locator("#talk li")).to_have_count(1)
        page.locator("main a[href='?write=1']").click()
        page.locator("#text").fill("کوچهٔ دوم، پلاک ۵")
        page.locator("[value=words]").click()
        expect(page.locator("#talk li")).to_have_count(2)
        page.locator("[value=messages]").click()
        expect(page.locator("[value=messages]")).to_have_count(0)
        page.locator("header a:not([data-hide])").click()
        other = "en" if language == "fa" else "fa"
        expect(page.locator("html")).to_have_attribute("lang", other)
        page.locator("[data-hide]").click()
        page.wait_for_url("**/today/")
        assert context.cookies() == []
        assert page.complaints == []  # type: ignore[attr-defined]
    finally:
        context.close()
