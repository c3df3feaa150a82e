"""Whom to send among 10,000 units: nearest, capable, fresh, routed, and why not each nearer one.

The floor is what cannot be left out, in the same run: the SQL of the walk over positions, sent
straight by psycopg, and the bare Valhalla matrix.

The clock stands still: units do not become stale, however long the run takes.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.parts import town as towns
from bench.parts.database import analyze, backends, own_service
from bench.parts.measure import Goal, Meter, OwnMeter, Sample, table, tell

if TYPE_CHECKING:
    from kalantar.kernel.actor import Actor

GOAL_MS = 50.0


@dataclass
class Seen:
    """What one recommendation asked of PostgreSQL and of Valhalla."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    matrices: list[tuple[Any, str, dict[str, Any]]] = field(default_factory=list)


@contextmanager
def watched() -> Iterator[Seen]:
    """Keep every statement and every question to the router inside the block."""
    from django.db import connection

    from kalantar.places.routing import Router

    seen, ask = Seen(), Router._ask

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.statements.append((sql, params))
        return execute(sql, params, many, context)

    def keep_question(router: Any, verb: str, question: dict[str, Any]) -> Any:
        seen.matrices.append((router, verb, question))
        return ask(router, verb, question)

    Router._ask = keep_question  # type: ignore[method-assign, assignment]
    try:
        with connection.execute_wrapper(keep):
            yield seen
    finally:
        Router._ask = ask  # type: ignore[method-assign]


def measure(incidents: Sequence[Any], by: "Actor") -> tuple[dict[str, Sample], list[Seen], int]:
    """Each incident once to warm up and see what is asked, then measured, the floor beside it.

    At last units are sent to each by somebody who was shown nothing: the recommendation is made then.
    """
    from django.db import connection

    from kalantar.dispatch.actions import send_units
    from kalantar.dispatch.recommendation import recommend

    seen, proposed = [], 0
    for incident in incidents:
        with watched() as asked:
            proposed += bool(recommend(incident=incident.pk, by=by).proposed)
        seen.append(asked)
    straight = connection.connection.cursor()
    samples = {name: Sample() for name in ("recommend", "floor: SQL", "floor: matrix")}
    here, postgres = OwnMeter(), Meter(backends())
    for incident, asked in zip(incidents, seen, strict=True):
        with samples["recommend"].run(here, postgres):
            recommend(incident=incident.pk, by=by)
        with samples["floor: SQL"].run(here, postgres):
            for sql, params in asked.statements:
                if "mercator" in sql:
                    straight.execute(sql, params).fetchall()
        with samples["floor: matrix"].run(here, postgres):
            for router, verb, question in asked.matrices:
                ask_bare(router, verb, question)
    samples["sent unseen"] = unseen = Sample()
    for incident in incidents:
        units = recommend(incident=incident.pk, by=by).units
        if units:
            with unseen.run(here, postgres):
                send_units(incident=incident.pk, units=units, by=by)
    return samples, seen, proposed


def ask_bare(router: Any, verb: str, question: dict[str, Any]) -> None:
    import json

    import valhalla

    with router._engine() as engine:
        try:
            getattr(engine, verb)(json.dumps(question))
        except valhalla.ValhallaError:
            return  # no way there: the answer costs what it costs


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("extract", nargs="?", type=Path, help="an .osm.pbf instead")
    options.add_argument("--units", type=int, default=10_000)
    options.add_argument("--times", type=int, default=300)
    options.add_argument("--no-streets", action="store_true", help="minutes by straight line")
    options.add_argument("--json", action="store_true", help="for programs")
    given = options.parse_args()
    map_file, streets = (None, "none") if given.no_streets else towns.extract(given.extract)
    chance = random.Random(110)
    with own_service("recommend"):
        place = towns.town(map_file, streets)
        now = datetime.now(UTC)
        towns.man(place, given.units, chance, now=now)
        incidents = towns.happen(place, given.times, chance, now=now)
        analyze()
        by = towns.acting_as(towns.dispatcher(place)).at(now)
        samples, seen, proposed = measure(incidents, by)
    floor = Sample(
        wall=[a + b for a, b in zip(samples["floor: SQL"].wall, samples["floor: matrix"].wall)]  # noqa: B905
    )
    queries = sum(len(one.statements) for one in seen) / len(seen)
    rows = [
        (name, one.p50, one.p95, one.mean_cpu, one.mean_postgres) for name, one in samples.items()
    ]
    if not given.json:
        print(f"recommendation: {given.units:,} units, {given.times:,} times; streets: {streets}")
        print(f"somebody to send in {proposed} of them; {queries:.1f} queries each")
        table(["", "p50 ms", "p95 ms", "CPU ms", "PG CPU ms"], rows)
    ours = samples["recommend"]
    goals = [Goal("recommendation, p95", GOAL_MS, ours.p95, "ms", floor.p95)]
    more = {"streets": streets, "queries": queries, "rows": rows, "floor_p50_ms": floor.p50}
    tell(goals, more, given.json)


if __name__ == "__main__":
    main()
