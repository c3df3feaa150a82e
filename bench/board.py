"""The room's first paint with 10,000 units and 2,000 open incidents, and then only what changed.

First paint is the page, over HTTP, and the board of its window, over the stream: cold, when nobody of
that sight looks, and warm, beside others. The floor is the statements of both sent straight by psycopg
in the same run.
"""

import argparse
import random
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.parts import straight
from bench.parts import town as towns
from bench.parts.database import analyze, own_service
from bench.parts.measure import Goal, Sample, table, tell
from bench.parts.screens import CLOSE, WIDE, Screen, Screens
from bench.parts.server import everything
from bench.parts.session import Asked, Session

GOAL_MS = 300.0
WARM = 3
SETTLE_S = 2.5  # the board's second look at what moves, and its figures


def prepare(given: argparse.Namespace) -> tuple[towns.Town, Any, str]:
    from django.core.management import call_command

    from kalantar.incidents.models import Incident
    from kalantar.places.models import Jurisdiction
    from tests.people import grant, sign_in

    chance = random.Random(110)
    town = towns.town(*(towns.extract(None) if given.streets else (None, "none")))
    towns.man(town, given.units, chance, busy=True)
    towns.happen(town, max(1, given.incidents - Incident.objects.count()), chance)
    person = grant("dispatcher", over=Jurisdiction.objects.get(pk=town.city))
    call_command("collectstatic", interactive=False, verbosity=0)
    analyze()
    return town, person, sign_in(person)


def floor(town: towns.Town, person: Any, session: str, times: int) -> tuple[Sample, int]:
    """The statements of the page and of the board, and how many they are."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from kalantar.fronts.dispatcher.picture import RoomPicture
    from kalantar.people.queries import actor_of
    from kalantar.places.models import Jurisdiction

    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    picture = RoomPicture(Jurisdiction.objects.get(pk=town.city), actor_of(person), "fa")
    client.get("/room/")
    with straight.kept() as statements:
        assert client.get("/room/").status_code == 200
        picture.look_at_all()
    renew = straight.Renewer(straight.standing_ids(), "no number")
    connection.ensure_connection()
    sample = Sample()
    for _ in range(times):
        renew.begin()
        began = time.perf_counter()
        straight.send_again(connection.connection, statements, renew)
        sample.wall.append((time.perf_counter() - began) * 1000)
    return sample, len(statements)


def page(port: int, session: str, times: int) -> tuple[Sample, int]:
    """The room over HTTP, and its bytes."""
    here, asked, size = Session(port, session), Asked("/room/", None, "queue-item"), 0
    sample = Sample()
    for number in range(-WARM, times):
        began = time.perf_counter()
        status, said, where = here.ask(asked)
        took = (time.perf_counter() - began) * 1000
        asked.judge(status, said, where)
        size = len(said.encode())
        if number >= 0:
            sample.wall.append(took)
    here.close()
    return sample, size


def streamed(
    port: int, town: towns.Town, session: str, window: str, times: int
) -> tuple[Sample, int]:
    """From asking for a stream to everything in the window; each alone, or beside whoever looks."""
    from django.conf import settings

    sample, size = Sample(), 0
    for number in range(times):
        one = Screen(f"{number:032x}{window[-2:]}", session, window)
        screens = Screens(port, str(town.city), [one], settings.SESSION_COOKIE_NAME)
        sample.wall.append(screens.open() * 1000)
        size = one.bytes
        screens.stop()
        time.sleep(0.1)
    return sample, size


def changes(
    port: int, town: towns.Town, session: str, seen: dict[str, str]
) -> list[tuple[Any, ...]]:
    """What is done, and the bytes each window is sent for it."""
    from django.conf import settings

    from kalantar.catalogue.models import UnavailableReason
    from kalantar.kernel.actor import system
    from kalantar.kernel.clock import system_clock
    from kalantar.kernel.geometry import Point
    from kalantar.patrols.actions import become_available, become_unavailable, report_positions
    from kalantar.patrols.models import UnitPosition
    from kalantar.patrols.positions import Report

    every = [Screen(f"{n:032x}", session, window) for n, window in enumerate(seen.values())]
    screens = Screens(port, str(town.city), every, settings.SESSION_COOKIE_NAME)
    screens.open()
    free = UnitPosition.objects.filter(unit__status="available").order_by("unit")
    moved = [(one.unit_id, one.place) for one in free[:1000] if one.place]
    unit, reason = moved[0][0], UnavailableReason.objects.all()[0].pk

    def report() -> None:
        now, there = system_clock(), [(id, Point(at.lon + 1e-5, at.lat)) for id, at in moved]
        report_positions(reports=[Report(id, at, now, 5.0) for id, at in there], by=system())

    done: list[tuple[str, Any]] = [
        ("nothing", lambda: None),
        ("a unit falls out", lambda: become_unavailable(unit=unit, reason=reason, by=system())),
        ("and is back", lambda: become_available(unit=unit, by=system())),
        (f"{len(moved):,} units move", report),
    ]
    rows: list[tuple[Any, ...]] = []
    for name, do in done:
        time.sleep(SETTLE_S)
        for one in every:
            one.bytes = 0
        do()
        time.sleep(SETTLE_S)
        rows.append((name, *(one.bytes for one in every)))
    screens.stop()
    return rows


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--units", type=int, default=10_000)
    options.add_argument("--incidents", type=int, default=2_000)
    options.add_argument("--times", type=int, default=15)
    options.add_argument(
        "--streets", action="store_true", help="a real city; its streets are not asked for"
    )
    options.add_argument("--json", action="store_true", help="for programs")
    given = options.parse_args()
    with own_service("board"), tempfile.TemporaryDirectory() as logs:
        town, person, session = prepare(given)
        west, south, east, north = town.box
        lon, lat = (west + east) / 2, (south + north) / 2
        seen = {
            "the city": f"{west:.5f},{south:.5f},{east:.5f},{north:.5f},{WIDE}",
            "some streets": f"{lon:.5f},{lat:.5f},{lon + 0.02:.5f},{lat + 0.015:.5f},{CLOSE}",
        }
        bare, statements = floor(town, person, session, given.times)
        with everything(Path(logs)) as port:
            from django.conf import settings

            from kalantar.config.processes.programs import live_port

            room, room_bytes = page(port, session, given.times)
            rows: list[tuple[Any, ...]] = [("the page", room.p50, room.p95, room_bytes)]
            streamed(live_port(port), town, session, seen["the city"], WARM)
            cold, size = streamed(live_port(port), town, session, seen["the city"], given.times)
            rows.append(("the city, cold", cold.p50, cold.p95, size))
            beside = Screen("f" * 32, session, seen["the city"])
            others = Screens(
                live_port(port), str(town.city), [beside], settings.SESSION_COOKIE_NAME
            )
            others.open()
            for name, window in seen.items():
                warm, size = streamed(live_port(port), town, session, window, given.times)
                rows.append((f"{name}, warm", warm.p50, warm.p95, size))
            others.stop()
            sent = changes(live_port(port), town, session, seen)
    first = Sample([a + b for a, b in zip(sorted(room.wall), sorted(cold.wall), strict=True)])
    rows += [
        ("first paint, cold", first.p50, first.p95, room_bytes + size),
        ("floor", bare.p50, bare.p95, 0),
    ]
    if not given.json:
        print(f"{given.units:,} units, {given.incidents:,} open incidents, {statements} statements")
        table(["", "p50 ms", "p95 ms", "bytes"], rows)
        print()
        table(["bytes sent for", *seen], sent)
    goals = [Goal("page and board, nobody else looking, p95", GOAL_MS, first.p95, "ms", bare.p95)]
    tell(goals, {"rows": rows, "sent": sent}, given.json)


if __name__ == "__main__":
    main()
