"""Pages in a real Chromium: in either language, theme and size, and what must hold on every one.

KALANTAR_CHROMIUM names the browser; without one these tests are skipped, unless
KALANTAR_REQUIRE_BROWSER=1 says that there must be one.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.plugins.servers import Service

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# Playwright keeps an event loop in the main thread, where tests also ask the database; Django would
# refuse that. Nothing of the tests runs in that loop.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

QUIET = [  # Chromium itself asks nothing of the network
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
]


class OpenPage(Protocol):
    """Opens ``path`` in a browser of its own: another call is another person's computer."""

    def __call__(
        self,
        path: str,
        *,
        session: str = "",
        language: str = "fa",
        theme: str = "light",
        phone: bool = False,
    ) -> Page: ...


type CheckPage = Callable[[Page], None]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, and run it last: the loop would be in asyncio's way."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):  # also by way of open_page
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the run; each page has a context of its own."""
    program = os.environ.get("KALANTAR_CHROMIUM") or shutil.which("chromium")
    if not program:
        if os.environ.get("KALANTAR_REQUIRE_BROWSER") == "1":
            pytest.fail("No Chromium: install it, or name it in KALANTAR_CHROMIUM.")
        pytest.skip("No Chromium here (KALANTAR_CHROMIUM names one)")
    expect.set_options(timeout=10_000)  # a busy machine is not a fault
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET + sandbox)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, service: Service) -> Iterator[OpenPage]:
    """Pages close with the test. What a page says to the console or asks of the net is kept."""
    contexts: list[BrowserContext] = []

    def open_one(
        path: str,
        *,
        session: str = "",
        language: str = "fa",
        theme: str = "light",
        phone: bool = False,
    ) -> Page:
        from django.conf import settings

        context = chromium.new_context(
            base_url=service.pages,
            viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
            has_touch=phone,
            is_mobile=phone,
            locale=language,
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(30_000)
        kept = {"theme": theme, settings.LANGUAGE_COOKIE_NAME: language}
        if session:
            kept[settings.SESSION_COOKIE_NAME] = session
        context.add_cookies(
            [{"name": n, "value": v, "url": service.pages} for n, v in kept.items()]
        )
        page = context.new_page()
        watch(page)
        press_when_it_stands(page)
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()


def press_when_it_stands(page: Page) -> None:
    """Keys are pressed on a page that stands, as people do: not on one whose scripts are still on
    their way, and not in the very moment in which the key before has opened something."""

    def patiently(act: Callable[..., None]) -> Callable[..., None]:
        def later(*given: Any, **more: Any) -> None:
            # asked once a frame; a function, since the page's policy refuses an expression asked again
            page.wait_for_function("() => document.readyState === 'complete'")
            act(*given, **more)

        return later

    for name in ("press", "type"):
        setattr(page.keyboard, name, patiently(getattr(page.keyboard, name)))


def watch(page: Page) -> None:
    """Keep what the page complains of, for ``check_page``."""
    complaints: list[str] = []
    setattr(page, "complaints", complaints)  # noqa: B010

    def said(message: ConsoleMessage) -> None:
        if "GL Driver Message" in message.text:
            return  # Chromium's about drawing maps without a graphics card
        if message.type in {"error", "warning"}:
            complaints.append(
                f"console {message.type}: {message.text} {message.location.get('url', '')}"
            )

    def asked(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            complaints.append(f"left this machine: {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            complaints.append(f"{response.status}: {response.url}")

    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(f"script: {error.stack or error}"))
    page.on("request", asked)
    page.on("response", answered)


@pytest.fixture
def check_page() -> CheckPage:
    """What holds on every page: WCAG 2.2 AA by axe-core, a quiet console, nothing asked of the
    internet, no scrolling sideways, language and direction said and agreeing."""
    return check


def check(page: Page) -> None:
    from django.conf import settings

    page.evaluate((settings.NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
    )
    broken = [
        f"{item['id']}: {item['help']} at {node['target']}: {node['failureSummary']}"
        for item in found["violations"]
        for node in item["nodes"]
    ]
    root = page.evaluate(
        "(({lang, dir, scrollWidth, clientWidth}) => ({lang, dir, scrollWidth, clientWidth}))"
        "(document.documentElement)"
    )
    wanted = {"fa": "rtl", "en": "ltr"}
    if wanted.get(root["lang"]) != root["dir"]:
        broken.append(f"language {root['lang']!r} written {root['dir']!r}")
    if root["scrollWidth"] > root["clientWidth"]:
        broken.append(f"{root['scrollWidth']} px wide on {root['clientWidth']}")
    broken += getattr(page, "complaints", [])
    assert not broken, "\n".join(broken)
