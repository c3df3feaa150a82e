"""Place → responsible station: 3,500 stations with winding borders, asked at random places.

The floor is the same SQL sent straight by psycopg in the same run; beside it the form of the
question that cannot use the index.
"""

import argparse
import random

from bench.parts.database import analyze, own_service
from bench.parts.measure import Goal, Sample, asked, table, tell

BOX = (44.0, 25.0, 63.0, 39.8)  # a country of 1.6 million km²
GOAL_MS, GOAL_PER_SECOND = 1.0, 1_000.0
SCAN = """
SELECT jurisdiction_id FROM places_boundarypart
WHERE of_station AND until IS NULL AND ring @> %s::point LIMIT 1
"""


def draw(stations: int) -> None:
    """Stations over the whole box, each border with about a hundred corners, as an import has them."""
    import shapely

    from kalantar.kernel.clock import system_clock
    from kalantar.kernel.geometry import Point
    from kalantar.places.boundaries import divide, rings
    from kalantar.places.models import BoundaryPart, Jurisdiction, Kind

    chance = random.Random(110)
    west, south, east, north = BOX
    seats = [
        Point(chance.uniform(west, east), chance.uniform(south, north)) for _ in range(stations)
    ]
    nation = Jurisdiction.below(None, kind=Kind.NATION, name_en="Bench")
    nation.save()
    areas, parts, since = [], [], system_clock()
    for number, share in enumerate(divide(BOX, seats)):
        area = Jurisdiction.below(nation, kind=Kind.STATION, name_en=f"Station {number}")
        areas.append(area)
        parts += [
            BoundaryPart(jurisdiction=area, of_station=True, ring=ring, since=since)
            for ring in rings(shapely.segmentize(share.shape, 0.02))
        ]
    Jurisdiction.objects.bulk_create(areas, batch_size=500)
    BoundaryPart.objects.bulk_create(parts, batch_size=100)
    analyze()


def ask_all(questions: int) -> dict[str, Sample]:
    """Each form of the question, asked at the same places over one connection."""
    from django.db import connection

    from kalantar.kernel.geometry import parse_point
    from kalantar.places.queries import _STATION_OF, station_id_of, station_of

    chance = random.Random(7)
    west, south, east, north = BOX
    places = [
        f"({chance.uniform(west, east)},{chance.uniform(south, north)})" for _ in range(questions)
    ]
    points = [parse_point(place) for place in places]
    connection.ensure_connection()
    straight = connection.connection.cursor()
    warm = min(200, questions)
    return {
        "station_id_of": asked(station_id_of, points, warm),
        "station_of": asked(station_of, points, warm),
        "floor": asked(
            lambda place: straight.execute(_STATION_OF, [place]).fetchone(), places, warm
        ),
        "without the index": asked(
            lambda place: straight.execute(SCAN, [place]).fetchone(), places[:100], 2
        ),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stations", type=int, default=3_500)
    options.add_argument("--questions", type=int, default=4_000)
    options.add_argument("--json", action="store_true", help="for programs")
    given = options.parse_args()
    with own_service("station"):
        draw(given.stations)
        measured = ask_all(given.questions)
    rows = [
        (name, one.p50, one.p95, one.mean_cpu, per_second(one)) for name, one in measured.items()
    ]
    if not given.json:
        print(
            f"place → station: {given.stations:,} stations, {given.questions:,} questions,"
            " one connection"
        )
        table(["", "p50 ms", "p95 ms", "CPU ms", "a second"], rows)
    answered, floor = measured["station_id_of"], measured["floor"]
    goals = [
        Goal("place → station, p50", GOAL_MS, answered.p50, "ms", floor.p50),
        Goal(
            "place → station, a second", GOAL_PER_SECOND, per_second(answered), "/s",
            per_second(floor), at_least=True,
        ),
    ]  # fmt: skip
    tell(goals, [list(row) for row in rows], given.json)


def per_second(sample: Sample) -> float:
    return 1000 * len(sample.wall) / sum(sample.wall)


if __name__ == "__main__":
    main()
