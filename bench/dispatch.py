"""From the ringing call to the closed incident, over HTTP as any program would: CPU, times, queries.

The floor is the same SQL, of the same steps, sent straight by psycopg in the same run, in turns.
"""

import argparse
import json
import random
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from bench.parts import straight
from bench.parts import town as towns
from bench.parts.database import analyze, backends, own_service
from bench.parts.measure import Goal, Meter, OwnMeter, Sample, quantile, table, tell
from bench.parts.server import Answer, Client, everything, page_processes

GOAL_CPU_MS, GOAL_PER_SECOND = 5.0, 20.0
WARM = 10  # passes before anything is measured: connections, caches, the router's tiles
AT_ONCE = 4  # programs at a time when it is asked how many a second

type Ask = Callable[[str, str, dict[str, Any] | None], Answer]
type Made = dict[str, Any]  # what earlier steps of a pass gave: ids and the seal


class Refused(Exception):
    """The service said no. ``args``: the step, the status and the rule."""


@dataclass(frozen=True)
class Scene:
    """What every pass takes from: where, whose 110, which type, how it ends."""

    town: towns.Town
    type: str
    disposition: str
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    def steps(self, ask: Ask) -> "list[tuple[str, Callable[[Made], Answer]]]":
        """The pass: each step takes what is known and asks once."""
        place = self.town.somewhere(self.chance)
        at = {"lon": place.lon, "lat": place.lat}
        call = {"number": "+982188776655", "jurisdiction": str(self.town.city)}
        calls, incidents, dispatch = "/api/v1/calls", "/api/v1/incidents", "/api/v1/dispatch"
        same = {"place": at, "type": self.type}
        return [
            ("call rings", lambda made: ask("POST", calls, call)),
            ("call answered", lambda made: ask("POST", f"{calls}/{made['call']}/answer", {})),
            ("duplicates asked", lambda made: ask(
                "POST", f"{incidents}/duplicates/search", same)),
            ("incident created", lambda made: ask("POST", incidents, {
                "type": self.type, "place": at, "address": "Bench", "call": made["call"],
                "narrative": "Two people shout at each other.",
            })),
            ("call ended", lambda made: ask("POST", f"{calls}/{made['call']}/end", {})),
            ("recommendation", lambda made: ask(
                "GET", f"{dispatch}/incidents/{made['incident']}/recommendation", None)),
            ("unit sent", lambda made: ask(
                "POST", f"{dispatch}/incidents/{made['incident']}/send",
                {"units": made["units"], "seal": made["seal"]})),
            ("acknowledged", lambda made: ask(
                "POST", f"{dispatch}/assignments/{made['assignment']}/acknowledge", {})),
            ("en route", lambda made: ask(
                "POST", f"{dispatch}/assignments/{made['assignment']}/set-out", {})),
            ("on scene", lambda made: ask(
                "POST", f"{dispatch}/assignments/{made['assignment']}/arrive", {})),
            ("cleared", lambda made: ask(
                "POST", f"{dispatch}/assignments/{made['assignment']}/clear", {})),
            ("incident closed", lambda made: ask(
                "POST", f"{incidents}/{made['incident']}/close",
                {"disposition": self.disposition})),
        ]  # fmt: skip

    def creation(self) -> dict[str, Any]:
        """What somebody reports who did not call: an incident by itself, one request."""
        place = self.town.somewhere(self.chance)
        return {
            "type": self.type,
            "place": {"lon": place.lon, "lat": place.lat},
            "address": "Bench",
            "narrative": "Two people shout at each other.",
        }


def learn(step: str, answer: Answer, made: Made) -> None:
    """Keep of an answer what later steps need; Refused where it was no."""
    if answer.status not in (200, 201):
        raise Refused(step, answer.status, answer.body.get("rule"), answer.body)
    if step == "call rings":
        made["call"] = answer.body["id"]
    elif step == "incident created":
        made["incident"], made["number"] = answer.body["id"], answer.body["number"]
    elif step == "recommendation":
        recommended = [one["unit"] for one in answer.body["proposed"] if one["recommended"]]
        made |= {"units": recommended, "seal": answer.body["seal"]}
    elif step == "unit sent":
        made["assignment"] = answer.body["assignments"][0]["id"]


def prepare(units: int, map_file: Path | None, streets: str) -> tuple[Scene, str]:
    """The city with its units, and the token of somebody who may do all of it."""
    from kalantar.catalogue.models import Disposition, IncidentType

    place = towns.town(map_file, streets)
    towns.man(place, units, random.Random(110), busy=False)
    type = IncidentType.objects.filter(
        retired_at=None, units=1, capabilities=[], unit_kinds=[]
    ).first()
    ending = Disposition.objects.filter(retired_at=None, needs_note=False).first()
    assert type is not None
    assert ending is not None
    analyze()
    return Scene(place, str(type.pk), str(ending.pk)), towns.token_of(towns.dispatcher(place))


def keep_fresh() -> None:
    """The units' devices report: without it their positions would be stale before the bench ends."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE patrols_unitposition SET measured_at = now(), received_at = now()")


@dataclass(frozen=True)
class Floor:
    """What the service sends PostgreSQL, step by step and for a creation alone.

    ``standing``: ids that were there before. The numbers: those of the incidents of these passes.
    """

    steps: dict[str, list[straight.Statement]]
    creation: list[straight.Statement]
    standing: frozenset[UUID]
    number: str
    creation_number: str


def see_statements(scene: Scene, token: str) -> Floor:
    """One pass and one creation in this very process, through the whole stack."""
    from django.test import Client as InProcess

    # not "testserver": only hosts of the settings are answered
    program = InProcess(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {token}"})

    def ask(method: str, path: str, body: dict[str, Any] | None) -> Answer:
        sent = "" if body is None else json.dumps(body)
        key = {"Idempotency-Key": str(uuid4())} if method != "GET" else {}
        said = program.generic(method, path, sent, "application/json", headers=key)
        return Answer(said.status_code, json.loads(said.content), 0.0)

    standing = straight.standing_ids()
    steps: dict[str, list[straight.Statement]] = {}
    made: Made = {}
    for _ in range(2):  # the first fills what this process keeps between requests
        made = {}
        for step, do in scene.steps(ask):
            with straight.kept() as statements:
                learn(step, do(made), made)
            steps[step] = statements
    with straight.kept() as creation:
        created = ask("POST", "/api/v1/incidents", scene.creation())
    return Floor(steps, creation, standing, made["number"], created.body["number"])


def in_turns(
    scene: Scene, client: Client, passes: int, floor: Floor
) -> tuple[dict[str, Sample], dict[str, Sample]]:
    """A pass over HTTP, the same straight by psycopg, and so on."""
    from django.db import connection

    connection.ensure_connection()
    wire = connection.connection
    renew = straight.Renewer(floor.standing, floor.number)
    over_http = {step: Sample() for step in floor.steps}
    by_psycopg = {step: Sample() for step in floor.steps}
    for _ in range(WARM):
        one_pass(scene, client, None, None)
    pages, postgres = Meter(page_processes()), Meter(backends())
    here = OwnMeter()
    for turn in range(passes):
        if turn % 20 == 0:
            keep_fresh()
        one_pass(scene, client, over_http, (pages, postgres))
        renew.begin()
        for step, statements in floor.steps.items():
            with by_psycopg[step].run(here, postgres):
                straight.send_again(wire, statements, renew)
    return over_http, by_psycopg


def one_pass(
    scene: Scene,
    client: Client,
    samples: dict[str, Sample] | None,
    meters: tuple[Meter, Meter] | None,
) -> None:
    made: Made = {}
    for step, do in scene.steps(client.ask):
        if samples is None or meters is None:
            learn(step, do(made), made)
            continue
        with samples[step].run(*meters):
            answer = do(made)
        learn(step, answer, made)


@dataclass
class Rush:
    """What many at once managed in a bounded time. ``times``: of each, in ms."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    cpu_ms: float = 0.0  # of all of them together
    postgres_ms: float = 0.0
    trouble: list[str] = field(default_factory=list)

    @property
    def done(self) -> int:
        return max(1, len(self.times))

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    def row(self, name: str) -> tuple[Any, ...]:
        return (
            name, len(self.times), self.per_second, self.cpu_ms / self.done,
            self.postgres_ms / self.done, quantile(self.times or [0.0], 0.5),
            quantile(self.times or [0.0], 0.95),
        )  # fmt: skip


def rush(
    begin: Callable[[int], Callable[[], None]], seconds: float, working: Sequence[int]
) -> Rush:
    """``AT_ONCE`` threads do the same again and again; ``working``: whose CPU counts, none: ours."""
    done = Rush()
    keep_fresh()
    doing = [begin(number) for number in range(AT_ONCE)]
    for do in doing:
        do()
    meter, postgres = Meter(working) if working else OwnMeter(), Meter(backends())
    cpu, behind, began = meter.ms(), postgres.ms(), time.perf_counter()

    def work(do: Callable[[], None]) -> None:
        try:
            while (start := time.perf_counter()) < began + seconds:
                do()
                done.times.append((time.perf_counter() - start) * 1000)
        except Exception as fault:  # told at the end: a thread's own is lost
            done.trouble.append(repr(fault))

    threads = [threading.Thread(target=work, args=[do]) for do in doing]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done.seconds = time.perf_counter() - began
    done.cpu_ms, done.postgres_ms = meter.ms() - cpu, postgres.ms() - behind
    return done


def creating(scene: Scene, port: int, token: str) -> Callable[[int], Callable[[], None]]:
    """Incidents opened over HTTP, one request each."""

    def begin(number: int) -> Callable[[], None]:
        mine, client = replace(scene, chance=random.Random(number)), Client(port, token)
        return lambda: learn(
            "incident created", client.ask("POST", "/api/v1/incidents", mine.creation()), {}
        )

    return begin


def creating_straight(floor: Floor) -> Callable[[int], Callable[[], None]]:
    """The same rows written by the same statements, each thread over its own connection."""
    from django.db import connections

    def begin(number: int) -> Callable[[], None]:
        wire = connections.create_connection("default")
        wire.ensure_connection()
        renew = straight.Renewer(floor.standing, floor.creation_number, f"straight-{number}")

        def once() -> None:
            renew.begin()
            straight.send_again(wire.connection, floor.creation, renew)

        return once

    return begin


def passing(scene: Scene, port: int, token: str) -> Callable[[int], Callable[[], None]]:
    """Whole passes; where another program was quicker with the same unit, ask and send again."""

    def begin(number: int) -> Callable[[], None]:
        mine, client = replace(scene, chance=random.Random(number)), Client(port, token)

        def once() -> None:
            made: Made = {}
            steps = dict(mine.steps(client.ask))
            for step, do in steps.items():
                answer = do(made)
                while step == "unit sent" and answer.status == 409:
                    learn("recommendation", steps["recommendation"](made), made)
                    answer = do(made)
                learn(step, answer, made)

        return once

    return begin


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("extract", nargs="?", type=Path, help="streets: an .osm.pbf")
    options.add_argument("--units", type=int, default=300)
    options.add_argument("--passes", type=int, default=200)
    options.add_argument("--seconds", type=float, default=20.0, help="of each rush")
    options.add_argument("--workers", type=int, default=1, help="page processes")
    options.add_argument("--no-streets", action="store_true", help="minutes by straight line")
    options.add_argument("--json", action="store_true", help="for programs")
    given = options.parse_args()
    map_file, streets = (None, "none") if given.no_streets else towns.extract(given.extract)
    with own_service("dispatch"), tempfile.TemporaryDirectory() as folder:
        scene, token = prepare(given.units, map_file, streets)
        floor = see_statements(scene, token)
        with everything(Path(folder), given.workers) as port:
            client = Client(port, token)
            over_http, by_psycopg = in_turns(scene, client, given.passes, floor)
            client.close()
            pages = page_processes()
            many = {
                "whole passes": rush(passing(scene, port, token), given.seconds, pages),
                "created": rush(creating(scene, port, token), given.seconds, pages),
                "created, floor": rush(creating_straight(floor), given.seconds / 4, []),
            }
    steps = step_rows(over_http, by_psycopg, floor)
    rushes = [one.row(name) for name, one in many.items()]
    if not given.json:
        print(
            f"{given.passes} passes, {given.units} units, streets: {streets};"
            f" {given.workers} page process, live and worker running"
        )
        table(
            ["one after the other", "CPU ms", "PG CPU ms", "p50 ms", "p95 ms", "queries",
             "floor p50", "floor CPU", "p50/floor"],
            steps,
        )  # fmt: skip
        print()
        table(
            [f"{AT_ONCE} at once", "done", "a second", "CPU ms", "PG CPU ms", "p50 ms", "p95 ms"],
            rushes,
        )
    for fault in (fault for one in many.values() for fault in one.trouble):
        print(f"trouble: {fault}")
    created, base = many["created"], many["created, floor"]
    goals = [
        Goal(
            "incident created, CPU of the page server", GOAL_CPU_MS, created.cpu_ms / created.done,
            "ms", base.cpu_ms / base.done,
        ),
        Goal(
            "incidents created a second, everything on", GOAL_PER_SECOND, created.per_second, "/s",
            base.per_second, at_least=True,
        ),
    ]  # fmt: skip
    more = {"streets": streets, "steps": [list(row) for row in steps], "rushes": rushes}
    tell(goals, more, given.json)


def step_rows(
    over_http: dict[str, Sample], by_psycopg: dict[str, Sample], floor: Floor
) -> list[tuple[Any, ...]]:
    """A row for each step and one for all."""
    rows: list[tuple[Any, ...]] = []
    for step, sample in over_http.items():
        base = by_psycopg[step]
        queries = [one for one in floor.steps[step] if not straight.SAVEPOINT.match(one.sql)]
        rows.append(
            (
                step, sample.mean_cpu, sample.mean_postgres, sample.p50, sample.p95, len(queries),
                base.p50, base.mean_cpu, sample.p50 / base.p50,
            )
        )  # fmt: skip
    columns = list(zip(*rows, strict=True))
    whole = [sum(column) for column in columns[1:8]]
    return [*rows, ("a whole pass", *whole, whole[2] / whole[5])]


if __name__ == "__main__":
    main()
