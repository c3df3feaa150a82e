"""Place → responsible station: 2,000 stations with winding borders, asked at random places.

The stations are drawn inside a transaction that is rolled back; nothing stays. The floor is the same
SQL sent straight by psycopg in the same run; beside it the form that cannot use the index.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable

import django

STATIONS, QUESTIONS = 2_000, 4_000
BOX = (44.0, 25.0, 63.0, 39.8)  # a country of 1.6 million km²
GOAL_MS, GOAL_PER_SECOND = 1.0, 1_000
SCAN = """
SELECT jurisdiction_id FROM places_boundarypart
WHERE of_station AND until IS NULL AND ring @> %s::point LIMIT 1
"""


def measure(ask: Callable[[str], object], places: list[str]) -> dict[str, float]:
    """Milliseconds at p50 and p95, questions a second, and CPU of this process a question."""
    for place in places[:200]:
        ask(place)
    times = []
    began, worked = time.perf_counter(), time.process_time()
    for place in places:
        start = time.perf_counter()
        ask(place)
        times.append((time.perf_counter() - start) * 1000)
    took, cpu = time.perf_counter() - began, time.process_time() - worked
    cuts = statistics.quantiles(times, n=20)
    return {
        "p50_ms": round(cuts[9], 3),
        "p95_ms": round(cuts[18], 3),
        "per_second": round(len(places) / took),
        "cpu_ms": round(cpu / len(places) * 1000, 3),
    }


def draw(stations: int) -> None:
    """Stations over the whole box, as an import draws them, each border with about a hundred corners."""
    import shapely
    from django.db import connection

    from kalantar.kernel.actor import system
    from kalantar.kernel.geometry import Point
    from kalantar.places.actions import Boundary, Division, draw_boundaries
    from kalantar.places.boundaries import divide, rings
    from kalantar.places.models import Jurisdiction, Kind

    chance = random.Random(110)
    west, south, east, north = BOX
    seats = [
        Point(chance.uniform(west, east), chance.uniform(south, north)) for _ in range(stations)
    ]
    shares = divide(BOX, seats)
    nation = Jurisdiction.below(None, kind=Kind.NATION, name_en=f"Bench {time.time_ns()}")
    nation.save()
    boundaries = tuple(
        Boundary(tuple(rings(shapely.segmentize(share.shape, 0.02))), name_en=f"Station {number}")
        for number, share in enumerate(shares)
    )
    draw_boundaries(around=nation.id, kind=Kind.STATION, division=Division(boundaries), by=system())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE places_boundarypart")


def run() -> dict[str, dict[str, float]]:
    from django.db import connection, transaction

    from kalantar.kernel.geometry import parse_point
    from kalantar.places.queries import _STATION_OF, station_id_of, station_of

    chance = random.Random(7)
    west, south, east, north = BOX
    places = [
        f"({chance.uniform(west, east)},{chance.uniform(south, north)})" for _ in range(QUESTIONS)
    ]
    with transaction.atomic():
        draw(STATIONS)
        connection.ensure_connection()
        straight = connection.connection.cursor()
        measured = {
            "station_of": measure(lambda place: station_of(parse_point(place)), places),
            "station_id_of": measure(lambda place: station_id_of(parse_point(place)), places),
            "floor": measure(
                lambda place: straight.execute(_STATION_OF, {"at": place}).fetchone(), places
            ),
            "without the index": measure(
                lambda place: straight.execute(SCAN, [place]).fetchone(), places[:300]
            ),
        }
        transaction.set_rollback(True)
    return measured


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--json", action="store_true", help="for programs")
    asked = options.parse_args()
    django.setup()
    measured = run()
    if asked.json:
        print(json.dumps(measured))
        return
    floor = measured["floor"]["p50_ms"]
    print(f"place → station, {STATIONS:,} stations, {QUESTIONS:,} questions, one connection")
    print(f"goal: p50 ≤ {GOAL_MS} ms, ≥ {GOAL_PER_SECOND:,}/s")
    print(f"{'':20}{'p50 ms':>9}{'p95 ms':>9}{'a second':>10}{'CPU ms':>9}{'× floor':>9}")
    for name, figures in measured.items():
        print(
            f"{name:20}{figures['p50_ms']:9.3f}{figures['p95_ms']:9.3f}"
            f"{figures['per_second']:10,}{figures['cpu_ms']:9.3f}{figures['p50_ms'] / floor:9.2f}"
        )
    answered = measured["station_id_of"]
    met = answered["p50_ms"] <= GOAL_MS and answered["per_second"] >= GOAL_PER_SECOND
    print("goal met" if met else "goal not met")


if __name__ == "__main__":
    main()
