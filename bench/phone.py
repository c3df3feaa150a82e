"""The patrol's phone in a real browser: how many bytes its own requests take, and what an hour of a shift takes.

Counted on the wire between the browser and the service, headers included, without TCP and TLS. The floor is
what a busy hour's positions say, without a header.
"""

import argparse
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.parts import town as towns
from bench.parts.counting import Counted, counted
from bench.parts.database import analyze, own_service
from bench.parts.measure import Goal, table, tell
from bench.parts.server import HOST, everything

if TYPE_CHECKING:
    from playwright.sync_api import Page

LON, LAT = 51.40, 35.70
GOAL_KB = 4_096.0  # a shift of eight hours is then a thirtieth of a gigabyte
BARE = "lon=51.4005&lat=35.7005&accuracy=8&at=2026-03-21T08%3A30%3A00.000Z"  # a position and nothing else
QUIET_S = 1.5  # without a byte: what was done is over
STEP = 0.0005  # degrees: some fifty metres
APART_S = 5.2
VERBS = ("acknowledged", "en_route", "on_scene")
DRAWN = """() => new Promise((made) => {
    const canvas = Object.assign(document.createElement("canvas"), {width: 3000, height: 2000});
    const pen = canvas.getContext("2d");
    for (let at = 0; at < 4000; at++) {
        pen.fillStyle = `hsl(${at * 7 % 360} 40% ${20 + at % 60}%)`;
        pen.fillRect(at * 37 % 3000, at * 91 % 2000, 20 + at % 200, 20 + at % 140);
    }
    canvas.toBlob(async (blob) => made([...new Uint8Array(await blob.arrayBuffer())]), "image/jpeg", 0.95);
})"""


@contextmanager
def phone(port: int, session: str) -> Iterator["Page"]:
    from django.conf import settings
    from playwright.sync_api import sync_playwright

    program = os.environ.get("KALANTAR_CHROMIUM") or shutil.which("chromium")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    address = f"http://{HOST}:{port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=sandbox)
        context = browser.new_context(
            base_url=address, locale="fa", viewport={"width": 390, "height": 844}, is_mobile=True,
            has_touch=True, permissions=["geolocation"],
            geolocation={"latitude": LAT, "longitude": LON, "accuracy": 8},
        )  # fmt: skip
        context.set_default_timeout(30_000)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}
        context.add_cookies([cookie])  # type: ignore[list-item]
        yield context.new_page()
        browser.close()


def taken(counts: Counted, act: Callable[[], object]) -> int:
    """The bytes of what was done, to the last that follows from it."""
    before = counts.both
    act()
    last, since = counts.both, time.monotonic()
    while time.monotonic() - since < QUIET_S:
        time.sleep(0.1)
        if counts.both != last:
            last, since = counts.both, time.monotonic()
    return last - before


def measure(page: "Page", counts: Counted, places: int, stream_s: float) -> dict[str, float]:
    """Bytes of each kind of thing the phone does."""
    found: dict[str, float] = {}
    found["opened the first time, and installed"] = taken(counts, lambda: page.goto("/patrol/"))
    page.wait_for_function("() => navigator.serviceWorker.controller")
    found["opened again"] = taken(counts, page.reload)
    moved = 0.0
    for number in range(places):
        place = {"latitude": LAT + STEP * (number + 1), "longitude": LON}
        moved += taken(counts, lambda place=place: page.context.set_geolocation(place))  # type: ignore[misc]
        time.sleep(max(0.0, APART_S - QUIET_S))
    found["a position told"] = moved / places
    found["a minute of the open stream"] = _waited(counts, stream_s) * 60 / stream_s
    pressed = [
        taken(counts, page.locator(f".phone-verb[data-status={state}]").click) for state in VERBS
    ]
    found["a button, with the page's part anew"] = sum(pressed) / len(pressed)
    page.locator("details:has(#text) > summary").click()
    page.locator("#text").fill("Two persons, no weapon, the door is open.")
    found["a note"] = taken(counts, page.locator("details:has(#text) form button").click)
    file = {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": bytes(page.evaluate(DRAWN))}
    photo = page.locator("[data-photo] input[type=file]")
    found["a photo"] = taken(counts, lambda: photo.set_input_files(file))  # type: ignore[arg-type]
    return found


def _waited(counts: Counted, seconds: float) -> int:
    before = counts.both
    time.sleep(seconds)
    return counts.both - before


def hours(found: dict[str, float]) -> list[tuple[str, float]]:
    """``busy``: driving all the time, two assignments with five buttons and a note each, one photo.
    ``quiet``: standing, where a position is told every half minute. Both open the page twice."""
    both = 60 * found["a minute of the open stream"] + 2 * found["opened again"]
    button, place = found["a button, with the page's part anew"], found["a position told"]
    work = 10 * button + 2 * found["a note"]
    return [
        ("a quiet hour", both + 120 * place),
        ("a busy hour without photos", both + 720 * place + work),
        ("a busy hour with one photo", both + 720 * place + work + found["a photo"]),
    ]


def prepare() -> str:
    """A city without streets, one unit with its crew, sent to an incident; the officer's session."""
    from django.core.management import call_command

    from kalantar.dispatch.actions import send_units
    from kalantar.kernel.actor import system
    from kalantar.patrols.models import CrewMember, Shift
    from kalantar.people.roles import Role
    from kalantar.places.models import Jurisdiction
    from tests.people import grant, sign_in

    chance = random.Random(110)
    town = towns.town(None, "none")
    towns.man(town, 3, chance, busy=False)
    (incident,) = towns.happen(town, 1, chance)
    shift = Shift.objects.filter(ended_at=None, unit__status="available")[0]
    officer = grant(Role.PATROL_OFFICER, over=Jurisdiction.objects.get(pk=town.city))
    CrewMember.objects.create(shift=shift, officer=officer, period=(shift.begun_at, None))
    send_units(incident=incident.pk, units=[shift.unit_id], why="bench", by=system())
    call_command("collectstatic", interactive=False, verbosity=0)
    analyze()
    return sign_in(officer)


def main() -> None:
    # Playwright keeps an event loop in this thread; nothing of ours runs in it
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--places", type=int, default=12)
    options.add_argument("--stream", type=float, default=60.0, help="seconds it is listened to")
    options.add_argument("--json", action="store_true", help="for programs")
    given = options.parse_args()
    with own_service("phone"), tempfile.TemporaryDirectory() as logs:
        session = prepare()
        with everything(Path(logs)) as port, counted(port) as (here, counts), phone(here, session) as page:  # fmt: skip
            found = measure(page, counts, given.places, given.stream)
    rows = [(name, size / 1024) for name, size in [*found.items(), *hours(found)]]
    if not given.json:
        table(["the phone", "KB"], rows)
    goal = Goal(
        "a busy hour without photos", GOAL_KB, dict(rows)["a busy hour without photos"], "KB",
        720 * len(BARE) / 1024,
    )  # fmt: skip
    tell([goal], [list(row) for row in rows], given.json)


if __name__ == "__main__":
    main()
