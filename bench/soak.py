"""One hour at four times a national day: is everything answered, does memory stay flat, is what was kept true?

120,000 calls a day, a fifth of them in this hour, each from the ringing phone to the closed incident
over HTTP, as they come, with rooms listening. Stops by itself; `--minutes` makes it shorter.
"""

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench.dispatch import Floor, Scene, keep_fresh, prepare, see_statements
from bench.parts import straight
from bench.parts import town as towns
from bench.parts.database import backends, own_service
from bench.parts.listening import listening
from bench.parts.measure import Goal, Sample, quantile, table, tell
from bench.parts.memory import Held, watched
from bench.parts.server import Client, everything, processes
from bench.parts.soaking import Soaked, arrivals, soak

A_DAY, IN_THIS_HOUR = 120_000, 0.20
GOAL_LATE_MS, GOAL_GROWTH = 1_000.0, 1.05
FRESH_EVERY_S, LOOK_EVERY_S, FLOOR_EVERY_S = 20.0, 5.0, 1.0
PARTS = {
    "pages": "kalantar.config.wsgi",
    "live screens": "kalantar.config.live_asgi",
    "worker": "procrastinate",
}


@contextmanager
def beside(every_s: float, do: Callable[[], None]) -> Iterator[None]:
    """Done again and again in a thread while the block runs."""
    over = threading.Event()

    def go_on() -> None:
        from django.db import connection

        while not over.wait(every_s):
            do()
        connection.close()

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def floor_of(floor: Floor) -> tuple[Sample, Callable[[], None]]:
    """The statements of a creation straight by psycopg, under the same load."""
    from django.db import connections

    sample = Sample()
    renew = straight.Renewer(floor.standing, floor.creation_number, "straight")
    wire = connections.create_connection("default")
    wire.inc_thread_sharing()
    wire.ensure_connection()

    def once() -> None:
        renew.begin()
        began = time.perf_counter()
        straight.send_again(wire.connection, floor.creation, renew)
        sample.wall.append((time.perf_counter() - began) * 1000)

    return sample, once


def faults(folder: Path) -> list[str]:
    """What the processes wrote down as errors."""
    found = []
    for log in sorted(folder.glob("*.log")):
        for line in log.read_text().splitlines():
            try:
                level = json.loads(line).get("level")
            except (ValueError, AttributeError):
                continue
            if level in ("error", "critical"):
                found.append(f"{log.stem}: {line[:300]}")
    return found


def untrue(before: dict[str, int], soaked: Soaked) -> list[str]:
    """What the tables and the timeline say against each other, and against what the programs were told."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    from kalantar.replay.invariants import broken

    found = [f"{what}: {times}" for what, times in broken().items() if times]
    after = _counted()
    for what in after:
        if (came := after[what] - before[what]) != soaked.settled:
            found.append(f"{what}: {came} kept, {soaked.settled} settled")
    failed = ProcrastinateJob.objects.filter(status="failed").count()
    return [*found, f"jobs failed: {failed}"] if failed else found


def _counted() -> dict[str, int]:
    from kalantar.calls.models import Call
    from kalantar.incidents.models import Incident

    return {
        "calls": Call.objects.exclude(ended_at=None).count(),
        "closed incidents": Incident.objects.filter(state="closed").count(),
    }


def under_load(
    scene: Scene, token: str, floor: Floor, given: argparse.Namespace, folder: Path
) -> tuple[Soaked, Held, Sample, list[str], int]:
    per_second = given.calls_a_day * IN_THIS_HOUR / 3600
    times = list(arrivals(per_second, given.minutes * 60, random.Random(110)))
    before = _counted()
    bare, send = floor_of(floor)
    with everything(folder) as port:
        parts = {name: partial(processes, what) for name, what in PARTS.items()}
        keep_fresh()
        with (
            listening(port, scene.town.city, given.screens) as heard,
            beside(FRESH_EVERY_S, keep_fresh),
            beside(FLOOR_EVERY_S, send),
            watched(parts | {"PostgreSQL": backends}, LOOK_EVERY_S) as held,
        ):
            soaked = soak(scene, lambda: Client(port, token), times, given.programs, given.busy_s)
    wrong = [*soaked.trouble, *faults(folder), *untrue(before, soaked)]
    if heard.fewest == 0 and given.screens:
        wrong.append("a screen heard nothing")
    return soaked, held, bare, wrong, heard.fewest


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=60.0)
    options.add_argument("--calls-a-day", type=int, default=A_DAY)
    options.add_argument("--units", type=int, default=600)
    options.add_argument("--screens", type=int, default=50, help="rooms that listen")
    options.add_argument("--busy-s", type=float, default=20.0, help="a unit stays on scene")
    options.add_argument("--programs", type=int, default=12, help="at once")
    options.add_argument("--no-streets", action="store_true", help="minutes by straight line")
    options.add_argument("--json", action="store_true", help="for programs")
    given = options.parse_args()
    map_file, streets = (None, "none") if given.no_streets else towns.extract(None)
    with own_service("soak"), tempfile.TemporaryDirectory() as folder:
        scene, token = prepare(given.units, map_file, streets)
        floor = see_statements(scene, token)
        soaked, held, bare, wrong, fewest = under_load(scene, token, floor, given, Path(folder))
    late = soaked.late or [0.0]
    grown = {part: (held.of_quarter(part, 1), held.of_quarter(part, 3)) for part in held.at}
    if not given.json:
        print(
            f"{soaked.planned} calls in {given.minutes:g} minutes, {soaked.settled} settled;"
            f" {given.units} units, streets: {streets}; {given.screens} screens heard"
            f" {fewest} notices or more; a unit was taken meanwhile {soaked.again} times;"
            f" {soaked.lost} connections lost"
        )
        table(
            ["step", "times", "p50 ms", "p95 ms", "max ms"],
            [(name, len(one.wall), one.p50, one.p95, max(one.wall)) for name, one in soaked.steps.items()],
        )  # fmt: skip
        table(
            ["memory, MB", "2nd quarter", "4th quarter"],
            [(part, *two) for part, two in grown.items()],
        )
    for fault in wrong[:20]:
        print(f"trouble: {fault}", file=sys.stderr if given.json else sys.stdout)
    first, last = (sum(two[at] for two in grown.values()) for at in (0, 1))
    goals = [
        Goal("call due → incident created, p95", GOAL_LATE_MS, quantile(late, 0.95), "ms", bare.p95),
        Goal("memory of all, last quarter (floor: second)", round(first * GOAL_GROWTH), last, "MB", first),
        Goal("calls settled", soaked.planned, soaked.settled, "", soaked.planned, at_least=True),
    ]  # fmt: skip
    tell(goals, {"wrong": wrong, "memory": held.at}, given.json)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
