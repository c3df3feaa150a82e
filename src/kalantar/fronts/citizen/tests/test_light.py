"""An old phone on a slow line: under 50 KB with everything, and no script at all."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kalantar.citizens.tests.portal import Portal
from kalantar.fronts.citizen.tests.way_in import come_in
from tests.plugins.browser import CheckPage, OpenPage, watch
from tests.plugins.servers import Service

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 50 * 1024


def _received(page: Page) -> list[int]:
    """The bytes of every answer, with its headers, as they come over the line; from now on."""
    bytes_of: list[int] = []
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def came(told: dict[str, Any]) -> None:
        bytes_of.append(int(told["encodedDataLength"]))

    line.on("Network.loadingFinished", came)
    return bytes_of


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_first_page_is_under_fifty_kilobytes_with_an_empty_cache(
    open_page: OpenPage, portal: Portal, language: str
) -> None:
    page = open_page("about:blank", language=language, phone=True)
    received = _received(page)
    page.goto("/my/", wait_until="networkidle")
    expect(page.locator("[name=number]")).to_be_visible()
    assert len(received) >= 2, "the page and its sheet"
    assert sum(received) < MOST, received


@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_page_works_without_javascript(
    chromium: Browser, service: Service, portal: Portal, language: str
) -> None:
    context = chromium.new_context(
        base_url=service.pages, java_script_enabled=False, locale=language
    )
    context.add_cookies([{"name": "django_language", "value": language, "url": service.pages}])
    page = context.new_page()
    watch(page)
    try:
        page.goto("/my/")
        come_in(page, portal)
        page.locator("header button[name=language]").click()
        other = "en" if language == "fa" else "fa"
        expect(page.locator("html")).to_have_attribute("lang", other)
        expect(page.locator(".next")).to_be_visible()
        page.get_by_role("button", name={"fa": "خروج", "en": "Leave"}[other]).click()
        expect(page.locator("[name=number]")).to_be_visible()
        assert page.complaints == []  # type: ignore[attr-defined]
    finally:
        context.close()


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("phone", [True, False])
def test_every_page_can_be_read_by_everybody(
    open_page: OpenPage,
    check_page: CheckPage,
    portal: Portal,
    language: str,
    theme: str,
    phone: bool,
) -> None:
    page = open_page("/my/", language=language, theme=theme, phone=phone)
    check_page(page)
    page.goto("/my/code/")
    check_page(page)
    page.goto("/my/?ended=yes")
    check_page(page)
    come_in(page, portal)
    assert page.url.endswith("/my/file/")
    check_page(page)
