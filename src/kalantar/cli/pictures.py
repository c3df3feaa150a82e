"""``pictures``: the README's pictures, taken from a running demo in both languages."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kalantar.cli.words import step
from kalantar.config.processes.trouble import Trouble
from kalantar.config.settings import ROOT
from kalantar.kernel.sentence import Sentence

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = ROOT / "docs" / "pictures"
LANGUAGES = ("fa", "en")
WIDE, PHONE = (1440, 900), (390, 844)
SCREENS = {  # picture → who sees it there, and how large
    "dispatch-room": ("dispatcher", WIDE),
    "call-taker": ("taker", WIDE),
    "patrol": ("patrol", PHONE),
}
PATIENCE_MS = 240_000  # until an incident waits for a unit
STILL_MS = 6_000  # until the map has drawn its streets and the units stand on it


def pictures(
    address: Annotated[str, typer.Option(help="Where the demo runs.")] = "http://127.0.0.1:8000",
    password: Annotated[str, typer.Option(help="Of the demo's people.")] = "kalantar-110",
    folder: Annotated[Path, typer.Option(help="Where to put them.")] = FOLDER,
) -> None:
    """Take the README's pictures from a running demo; needs Chromium.

    Example: ./kalantar pictures --address http://127.0.0.1:8100
    """
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise Trouble(
            Sentence(
                en="There is no Chromium on this machine. On Debian: apt install chromium",
                fa="مرورگر Chromium روی این ماشین نیست. در دبیان: apt install chromium",
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
        )
        for name in SCREENS:
            for language in LANGUAGES:
                file = folder / f"{name}.{language}.png"
                with step(f"{file.name}", f"{file.name}"):
                    _take(browser, address, password, name, language, file)
        browser.close()


def _take(
    browser: "Browser", address: str, password: str, name: str, language: str, file: Path
) -> None:
    """Sign in and look, in a browser of its own."""
    who, (width, height) = SCREENS[name]
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=1.5, locale=language
    )
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    page = context.new_page()
    page.goto(address)
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill(password)
    page.locator("form:has(input[name=password]) button[type=submit]").click()
    page.wait_for_load_state("load")
    if name == "dispatch-room":
        _choose_one_that_waits(page)
    page.wait_for_timeout(STILL_MS)
    page.screenshot(path=file)
    context.close()


def _choose_one_that_waits(page: "Page") -> None:
    """The room's own question is whom to send: show it asked, if one waits within PATIENCE_MS."""
    from playwright.sync_api import TimeoutError as Waited

    waiting = page.locator(".queue-item[data-state=waiting]").first
    with suppress(Waited):
        waiting.wait_for(timeout=PATIENCE_MS)
        waiting.click()
