"""Five hundred rooms open: from what was saved to what every one of them is sent, and one browser paints.

The screens are real streams of people who are signed in, each with a window of its own on a board of
10,000 units and 2,000 open incidents; some never read. The floor is LISTEN and one frame to as many
open sockets, in the same run.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.parts import town as towns
from bench.parts.database import analyze, own_service
from bench.parts.measure import Goal, Meter, Sample, table, tell
from bench.parts.screens import Screen, Screens, windows
from bench.parts.server import HOST, Client, everything, free_port, page_processes, processes
from bench.room import WATCH

if TYPE_CHECKING:
    from playwright.sync_api import Page

GOAL_MS = 250.0
LIVE = "kalantar.config.live_asgi:application"
CHANNEL = "bench_live"
STALLED = 5
WITHIN_S = 20.0
SEEN = """Promise.race([window.seen, new Promise((_, no) => setTimeout(no, 20000, "never painted"))])"""
PAUSE_S = 0.25  # between two things done


@contextmanager
def one_room(port: int, session: str) -> Iterator["Page"]:
    """The room in a browser, with its stream open."""
    import shutil

    from django.conf import settings
    from playwright.sync_api import sync_playwright

    program = os.environ.get("KALANTAR_CHROMIUM") or shutil.which("chromium")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    address = f"http://{HOST}:{port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=sandbox)
        context = browser.new_context(base_url=address, locale="fa")
        context.set_default_timeout(60_000)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}
        context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        page.goto("/room/")
        page.locator("html[data-live=on]").wait_for()
        yield page
        browser.close()


class Saved:
    """When PostgreSQL told of a commit, as a bare LISTEN hears it."""

    def __init__(self) -> None:
        self.at: list[float] = []
        threading.Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        import psycopg

        from kalantar.kernel.notice import CHANNEL as OURS

        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as hears:
            hears.execute(f"LISTEN {OURS}")
            with suppress(psycopg.OperationalError):  # the bench's database is gone: it is over
                for heard in hears.notifies():
                    if "PositionsReported" not in heard.payload:
                        self.at.append(time.time())


@contextmanager
def moving(units: list[Any], town: towns.Town, a_second: int) -> Iterator[None]:
    """So many units report another place each second, in one batch, as their devices' process would."""
    from kalantar.kernel.actor import system
    from kalantar.kernel.clock import system_clock
    from kalantar.kernel.geometry import Point
    from kalantar.patrols.actions import report_positions
    from kalantar.patrols.models import UnitPosition
    from kalantar.patrols.positions import Report

    over, chance = threading.Event(), random.Random(5)
    placed = UnitPosition.objects.filter(unit__in=units).values_list("unit", "place")
    at: dict[Any, Point] = {unit: place for unit, place in placed if place}

    def report() -> None:
        from django.db import connection

        while a_second and not over.wait(1.0):
            some = chance.sample(list(at), min(a_second, len(at)))
            for one in some:
                at[one] = Point(
                    at[one].lon + chance.uniform(-1e-4, 1e-4),
                    at[one].lat + chance.uniform(-1e-4, 1e-4),
                )
            now = system_clock()
            report_positions(reports=[Report(one, at[one], now, 5.0) for one in some], by=system())
        connection.close()

    thread = threading.Thread(target=report)
    thread.start()
    yield
    over.set()
    thread.join()


def prepare(given: argparse.Namespace) -> tuple[towns.Town, str, list[str], dict[str, Any]]:
    """The city, a program's token, a session for each screen and the browser, and what is done with."""
    from django.core.management import call_command

    from kalantar.catalogue.models import IncidentType
    from kalantar.incidents.models import Incident
    from kalantar.patrols.models import Unit
    from kalantar.places.models import Jurisdiction
    from tests.people import grant, sign_in

    chance = random.Random(110)
    town = towns.town(*(towns.extract(None) if given.streets else (None, "none")))
    towns.man(town, given.units, chance, busy=True)
    towns.happen(town, max(1, given.incidents - Incident.objects.count()), chance)
    Incident.objects.filter(priority=1).update(priority=2)  # what is opened now stands before them
    type = IncidentType.objects.filter(retired_at=None, priority=1).first()
    assert type is not None
    city = Jurisdiction.objects.get(pk=town.city)
    sessions = [sign_in(grant("dispatcher", over=city)) for _ in range(given.screens + STALLED + 1)]
    call_command("collectstatic", interactive=False, verbosity=0)
    analyze()
    free = list(
        Unit.objects.filter(status="available", plain_clothes=False).values_list("pk", flat=True)
    )
    return (
        town,
        towns.token_of(towns.dispatcher(town)),
        sessions,
        {"type": str(type.pk), "free": free},
    )


def act(number: int, client: Client, town: towns.Town, more: dict[str, Any], screens: Screens, room: "Page") -> tuple[str, float]:  # fmt: skip
    """What is done next; its name, and when its answer had come."""
    kind = ("opened", "sent")[number % 2]
    if kind == "opened":
        # no figures: they are said in the reader's
        words = "street " + "".join("abcdefghij"[int(one)] for one in str(number))
        screens.expect(words)
        room.evaluate(WATCH, ["#queue", words])
        place = town.somewhere(more["chance"])
        said = client.ask("POST", "/api/v1/incidents", {
            "type": more["type"], "place": {"lon": place.lon, "lat": place.lat}, "address": words,
        })  # fmt: skip
        assert said.status == 201, said
        more["incident"] = said.body["id"]
        return kind, time.time()
    path = f"/api/v1/dispatch/incidents/{more['incident']}"
    offer = client.ask("GET", f"{path}/recommendation").body
    one = next(one for one in offer["proposed"] if one["recommended"])
    screens.expect(f"in-{more['incident']}", one["call_sign"])
    room.evaluate(WATCH, [f"#in-{more['incident']}", one["call_sign"]])
    said = client.ask(
        "POST", f"{path}/send", {"units": [one["unit"]], "seal": offer["seal"], "why": "bench"}
    )
    assert said.status in (200, 201), said
    return kind, time.time()


def measure(given: argparse.Namespace, client: Client, town: towns.Town, more: dict[str, Any], screens: Screens, room: "Page") -> dict[str, Sample]:  # fmt: skip
    """Each thing done once; what every screen and the browser took from its commit."""
    samples: dict[str, Sample] = {}
    saved = Saved()
    for number in range(-2, given.actions):  # the first two warm what is cold
        begun = len(saved.at)
        kind, answered = act(number + 2, client, town, more, screens, room)
        painted = room.evaluate(SEEN) / 1000
        heard = screens.heard(WITHIN_S)
        first = min([answered, *saved.at[begun : begun + 1]])
        if number >= 0:
            told = [max(0.1, (at - first) * 1000) for at in heard]
            samples.setdefault(f"{kind}: sent to a screen", Sample()).wall.extend(told)
            samples.setdefault("painted in a browser", Sample()).wall.append(
                max(0.1, (painted - first) * 1000)
            )
        time.sleep(PAUSE_S)
    return samples


def floor(times: int, screens: list[Screen]) -> Sample:
    """As many sockets, the same screens' thread; nothing asked, nothing judged, nothing made."""
    import psycopg

    port = free_port()
    child = subprocess.Popen([sys.executable, "-m", "bench.parts.bare_live", str(port), CHANNEL])
    bare, sample = BareScreens(port, "", screens, ""), Sample()
    try:
        _until_open(port)
        bare.open()
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as speaks:
            for number in range(times):
                bare.expect(f"said {number}.")
                first = time.time()
                speaks.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"said {number}." + "x" * 700])
                sample.wall.extend((at - first) * 1000 for at in bare.heard(WITHIN_S))
                time.sleep(PAUSE_S)
        bare.stop()
    finally:
        child.terminate()
        child.wait()
    return sample


class BareScreens(Screens):
    async def _read(self, one: Screen, ready: Any) -> None:
        import asyncio

        reader, writer = await asyncio.open_connection(HOST, self._port)
        writer.write(b"GET / HTTP/1.1\r\n\r\n")
        await reader.readuntil(b"\r\n\r\n")
        one.whole = time.time()
        ready.set()
        while True:
            part = await reader.readuntil(b"\n\n")
            if not one.heard and self._awaited and all(said in part for said in self._awaited):
                one.heard = time.time()


def _until_open(port: int) -> None:
    until = time.time() + WITHIN_S
    while True:
        wire = HTTPConnection(HOST, port, timeout=1)
        try:
            return wire.connect()
        except OSError:
            if time.time() > until:
                raise
            time.sleep(0.05)
        finally:
            wire.close()


def main() -> None:
    # Playwright keeps an event loop in this thread; nothing of ours runs in it
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--screens", type=int, default=500)
    options.add_argument("--units", type=int, default=10_000)
    options.add_argument("--incidents", type=int, default=2_000)
    options.add_argument("--moving", type=int, default=200, help="units that report each second")
    options.add_argument("--actions", type=int, default=40)
    options.add_argument("--streets", action="store_true", help="the city's map in the browser")
    options.add_argument("--json", action="store_true", help="for programs")
    given = options.parse_args()
    from kalantar.config.processes.children import allow_many_connections

    allow_many_connections()
    with own_service("live"), tempfile.TemporaryDirectory() as logs:
        town, token, sessions, more = prepare(given)
        more["chance"] = random.Random(9)
        from django.conf import settings

        from kalantar.config.processes.programs import live_port

        seen = windows(town.box, given.screens + STALLED, more["chance"])
        every = [
            Screen(f"{number:032x}", session, window, reads=number < given.screens)
            for number, (session, window) in enumerate(zip(sessions[:-1], seen, strict=True))
        ]
        with everything(Path(logs)) as port, one_room(port, sessions[-1]) as room:
            client = Client(port, token)
            screens = Screens(live_port(port), str(town.city), every, settings.SESSION_COOKIE_NAME)
            opened_s = screens.open()
            pages, live = Meter(page_processes()), Meter(processes(LIVE))
            with moving(more["free"], town, given.moving):
                time.sleep(2)
                for one in every:
                    one.bytes = 0
                cpu, began = (pages.ms(), live.ms()), time.time()
                samples = measure(given, client, town, more, screens, room)
                took_s = time.time() - began
                used = [
                    (after - before) / took_s / 10
                    for after, before in zip((pages.ms(), live.ms()), cpu, strict=True)
                ]
                sent = sum(one.bytes for one in every if one.reads) / took_s / given.screens
            screens.close()
            again_s = screens.open()
            screens.stop()
            client.close()
        bare = floor(given.actions, every[: given.screens])
    told = Sample([took for name, one in samples.items() if "sent to" in name for took in one.wall])
    painted = samples["painted in a browser"]
    rows = [(name, len(one.wall), one.p50, one.p95, max(one.wall)) for name, one in [*samples.items(), ("all screens", told), ("floor", bare)]]  # fmt: skip
    if not given.json:
        print(
            f"{given.screens} screens and {STALLED} that never read, {given.units:,} units of which"
            f" {given.moving} move each second, {given.incidents:,} open incidents"
        )
        table(["from the commit, ms", "times", "p50", "p95", "max"], rows)
        print(
            f"\nall open {opened_s:.1f} s, all back at once {again_s:.1f} s; of a core: pages {used[0]:.0f} %,"
            f" live {used[1]:.0f} %; each screen is sent {sent / 1000:.1f} kB a second"
        )
    goals = [
        Goal(
            f"saved → sent to each of {given.screens} screens, p95",
            GOAL_MS,
            told.p95,
            "ms",
            bare.p95,
        ),
        Goal("saved → painted in a browser among them, p95", GOAL_MS, painted.p95, "ms", bare.p95),
    ]
    figures = {"opened_s": opened_s, "again_s": again_s, "cpu": used, "bytes_a_second": sent}
    tell(goals, {"rows": [list(row) for row in rows]} | figures, given.json)


if __name__ == "__main__":
    main()
