"""Positions kept: in batches, and as Traccar Client sends them, one GET a second from each device.

Both over HTTP to the process of the devices as ``./kalantar serve`` starts it, answered when they are
durable. The floor is binary COPY of as many rows of the same form, in commits as large, into a table
with the same key: what PostgreSQL takes on the same machine in the same run from one connection.
"""

import argparse
import asyncio
import os
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.parts.database import analyze, own_service
from bench.parts.fleet import Fleet, fleet
from bench.parts.measure import Goal, table, tell
from bench.parts.reporting import Load, batches, singles
from bench.parts.server import HOST, devices_alone

GOAL_PER_SECOND, GOAL_SINGLES = 10_000.0, 2_000.0


@dataclass(frozen=True)
class Floor:
    per_second: float
    rows: int


def copied(fleet: Fleet, rows: int, at_once: int) -> Floor:
    """Binary COPY of made rows, ``at_once`` a commit, over one connection."""
    import psycopg

    from kalantar.kernel.geometry import Point
    from kalantar.patrols.history import copied as as_copied
    from kalantar.patrols.models import Mark
    from kalantar.patrols.positions import Kept, Report

    begun, parts = datetime.now(UTC), []
    for first in range(0, rows, at_once):
        kept = [
            Kept(
                Report(
                    fleet.units[n % len(fleet.units)], Point(51.3, 35.7),
                    begun + timedelta(milliseconds=n), 5.0,
                ),
                Mark.NONE,
            )
            for n in range(first, min(rows, first + at_once))
        ]  # fmt: skip
        parts.append(as_copied(kept, begun))
    with psycopg.connect(os.environ["DATABASE_URL"]) as to:
        to.execute(
            "CREATE TABLE IF NOT EXISTS bench_floor (LIKE patrols_positionreport INCLUDING INDEXES);"
            "TRUNCATE bench_floor"
        )
        to.commit()
        began = time.perf_counter()
        for part in parts:
            with to.cursor() as cursor, cursor.copy(COPY) as target:
                target.write(part)
            to.commit()
        return Floor(rows / (time.perf_counter() - began), rows)


COPY = """COPY bench_floor (unit_id, place, accuracy_m, measured_at, received_at, mark)
FROM STDIN (FORMAT BINARY)"""


def measured(given: argparse.Namespace) -> tuple[dict[str, Load], dict[str, Floor]]:
    with own_service("positions"), tempfile.TemporaryDirectory() as folder:
        made = fleet(given.devices)
        analyze()
        floors = {"batches": copied(made, given.floor_rows, given.places)}
        with devices_alone(Path(folder)) as port:
            at = (HOST, port)
            loads = {"batches": asyncio.run(batches(at, made, given.places, given.seconds))}
            many = loads["batches"].kept_at_once
            loads["singles"] = asyncio.run(singles(at, made, given.rate, given.seconds))
            few = loads["singles"].kept_at_once
        floors["batches, as large commits"] = copied(made, given.floor_rows, many)
        floors["singles"] = copied(made, given.floor_rows, few)
    return loads, floors


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--devices", type=int, default=2_000)
    options.add_argument("--places", type=int, default=100, help="in a batch")
    options.add_argument("--rate", type=float, default=1.0, help="GETs a second from each device")
    options.add_argument("--seconds", type=float, default=20.0)
    options.add_argument("--floor-rows", type=int, default=100_000)
    options.add_argument("--json", action="store_true", help="for programs")
    given = options.parse_args()
    loads, floors = measured(given)
    rows = [
        (name, load.kept, load.per_second, load.sample.p50, load.sample.p95, load.stalled, load.cpu_us,
         load.postgres_us)
        for name, load in loads.items()
    ]  # fmt: skip
    heads = ["", "kept", "a second", "p50 ms", "p95 ms", "503", "CPU µs", "PG µs"]
    if not given.json:
        print(f"positions: {given.devices:,} devices, batches of {given.places}")
        table(heads, rows)
        table(
            ["binary COPY", "rows", "a second"],
            [(n, f.rows, f.per_second) for n, f in floors.items()],
        )
    goals = [
        Goal("positions in batches, durable, a second", GOAL_PER_SECOND, loads["batches"].per_second,
             "/s", floors["batches, as large commits"].per_second, at_least=True),
        Goal("positions by single GETs (Traccar), a second", min(GOAL_SINGLES, given.devices * given.rate) * 0.99,
             loads["singles"].per_second, "/s", floors["singles"].per_second, at_least=True),
    ]  # fmt: skip
    tell(goals, [list(row) for row in rows], given.json)


if __name__ == "__main__":
    main()
