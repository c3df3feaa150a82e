"""From the ringing call to the closed incident, over HTTP as any program would: CPU, times, queries.

The floor is the same SQL, of the same steps, sent straight by psycopg in the same run, in turns.
"""

import argparse
import json
import random
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
        near = f"?lon={place.lon}&lat={place.lat}&type={self.type}"
        return [
            ("call rings", lambda made: ask("POST", calls, call)),
            ("call answered", lambda made: ask("POST", f"{calls}/{made['call']}/answer", {})),
            ("duplicates asked", lambda made: ask("GET", f"{incidents}/duplicates{near}", None)),
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


def learn(step: str, answer: Answer, made: Made) -> None:
    """Keep of an answer what later steps need; Refused where it was no."""
    if answer.status != 200:
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


def see_statements(scene: Scene, token: str) -> tuple[dict[str, list[straight.Statement]], str]:
    """One pass in this very process, through the whole stack; gives each step's statements."""
    from uuid import uuid4

    from django.test import Client as InProcess

    # not "testserver": only these hosts are answered
    program = InProcess(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {token}"})

    def ask(method: str, path: str, body: dict[str, Any] | None) -> Answer:
        sent = "" if body is None else json.dumps(body)
        key = {"Idempotency-Key": str(uuid4())} if method != "GET" else {}
        said = program.generic(method, path, sent, "application/json", headers=key)
        return Answer(said.status_code, json.loads(said.content), 0.0)

    found: dict[str, list[straight.Statement]] = {}
    for last in (False, True):  # the first fills what this process keeps between requests
        made: Made = {}
        for step, do in scene.steps(ask):
            with straight.kept() as statements:
                learn(step, do(made), made)
            found[step] = statements
        if last:
            return found, made["number"]
    raise AssertionError


def in_turns(
    scene: Scene, client: Client, passes: int, floor: dict[str, list[straight.Statement]],
    renew: straight.Renewer,
) -> tuple[dict[str, Sample], dict[str, Sample], float]:  # fmt: skip
    """A pass over HTTP, the same by psycopg, and so on; and the transactions of a pass by psycopg."""
    from django.db import connection

    connection.ensure_connection()
    wire = connection.connection
    over_http = {step: Sample() for step in floor}
    by_psycopg = {step: Sample() for step in floor}
    for _ in range(WARM):
        one_pass(scene, client, None, None)
    pages, postgres = Meter(page_processes()), Meter(backends())
    here = OwnMeter()
    for turn in range(passes):
        if turn % 20 == 0:
            keep_fresh()
        one_pass(scene, client, over_http, (pages, postgres))
        renew.begin()
        for step, statements in floor.items():
            with by_psycopg[step].run(here, postgres):
                straight.send_again(wire, statements, renew)
    return over_http, by_psycopg, 0.0


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
    """What many programs at once managed in a bounded time."""

    seconds: float = 0.0
    closed: int = 0
    created_ms: list[float] = field(default_factory=list)
    taken: int = 0  # units another program had sent first: asked again
    cpu_ms: float = 0.0
    postgres_ms: float = 0.0
    trouble: list[str] = field(default_factory=list)


def rush(scene: Scene, port: int, token: str, seconds: float) -> Rush:
    """Whole passes from ``AT_ONCE`` programs for so long."""
    done, guard = Rush(), threading.Lock()
    keep_fresh()
    pages, postgres = Meter(page_processes()), Meter(backends())
    cpu, behind = pages.ms(), postgres.ms()
    began = time.perf_counter()
    until = began + seconds

    def work(number: int) -> None:
        mine = Scene(scene.town, scene.type, scene.disposition, random.Random(number))
        client = Client(port, token)
        try:
            while time.perf_counter() < until:
                one_of_many(mine, client, done, guard)
        except Exception as fault:  # told at the end: a thread's own is lost
            done.trouble.append(repr(fault))
        finally:
            client.close()

    threads = [threading.Thread(target=work, args=[number]) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done.seconds = time.perf_counter() - began
    done.cpu_ms, done.postgres_ms = pages.ms() - cpu, postgres.ms() - behind
    return done


def one_of_many(scene: Scene, client: Client, done: Rush, guard: threading.Lock) -> None:
    """A pass in which another program may be quicker with the same unit: then ask and send again."""
    made: Made = {}
    steps = dict(scene.steps(client.ask))
    for step, do in steps.items():
        answer = do(made)
        while step == "unit sent" and answer.status == 409:
            done.taken += 1
            learn("recommendation", steps["recommendation"](made), made)
            answer = do(made)
        learn(step, answer, made)
        if step == "incident created":
            done.created_ms.append(answer.ms)
    with guard:
        done.closed += 1


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("extract", nargs="?", type=Path, help="streets: an .osm.pbf")
    options.add_argument("--units", type=int, default=300)
    options.add_argument("--passes", type=int, default=200)
    options.add_argument("--seconds", type=float, default=20.0, help="of many at once")
    options.add_argument("--no-streets", action="store_true", help="minutes by straight line")
    options.add_argument("--json", action="store_true", help="for programs")
    given = options.parse_args()
    map_file, streets = (None, "none") if given.no_streets else towns.extract(given.extract)
    with own_service("dispatch"), tempfile.TemporaryDirectory() as folder:
        scene, token = prepare(given.units, map_file, streets)
        standing = straight.standing_ids()
        floor, number = see_statements(scene, token)
        with everything(Path(folder)) as port:
            client = Client(port, token)
            renew = straight.Renewer(standing, number)
            over_http, by_psycopg, _ = in_turns(scene, client, given.passes, floor, renew)
            client.close()
            many = rush(scene, port, token, given.seconds)
    report(given, streets, over_http, by_psycopg, floor, many)


def report(
    given: argparse.Namespace,
    streets: str,
    over_http: dict[str, Sample],
    by_psycopg: dict[str, Sample],
    floor: dict[str, list[straight.Statement]],
    many: Rush,
) -> None:
    rows: list[tuple[Any, ...]] = []
    for step, sample in over_http.items():
        base = by_psycopg[step]
        queries = [one for one in floor[step] if not straight.SAVEPOINT.match(one.sql)]
        rows.append(
            (
                step, sample.mean_cpu, sample.mean_postgres, sample.p50, sample.p95, len(queries),
                base.p50, base.mean_cpu, sample.p50 / base.p50,
            )
        )  # fmt: skip
    columns = list(zip(*rows, strict=True))
    whole = [sum(column) for column in columns[1:8]]
    rows.append(("a whole pass", *whole, whole[2] / whole[5]))
    per_second = many.closed / many.seconds
    if not given.json:
        print(
            f"{given.passes} passes, {given.units} units, streets: {streets};"
            " one page process, live and worker running"
        )
        table(
            ["", "CPU ms", "PG CPU ms", "p50 ms", "p95 ms", "queries", "floor p50", "floor CPU",
             "p50/floor"],
            rows,
        )  # fmt: skip
        print(
            f"{AT_ONCE} programs at once for {many.seconds:.0f} s: {many.closed} incidents from call"
            f" to closing, creating p50 {quantile(many.created_ms, 0.5):.1f} ms,"
            f" p95 {quantile(many.created_ms, 0.95):.1f} ms;"
            f" each pass {many.cpu_ms / max(1, many.closed):.1f} ms CPU of pages and"
            f" {many.postgres_ms / max(1, many.closed):.1f} ms of PostgreSQL;"
            f" {many.taken} times another program was quicker with the unit"
        )
    for fault in many.trouble:
        print(f"trouble: {fault}")
    created, base = over_http["incident created"], by_psycopg["incident created"]
    floor_pass = sum(sample.p50 for sample in by_psycopg.values())
    goals = [
        Goal("incident created, CPU of the page server", GOAL_CPU_MS, created.mean_cpu, "ms",
             base.mean_cpu),
        Goal("incidents a second, from call to closing", GOAL_PER_SECOND, per_second, "/s",
             1000 / floor_pass, at_least=True),
    ]  # fmt: skip
    tell(goals, {"streets": streets, "steps": [list(row) for row in rows]}, given.json)


if __name__ == "__main__":
    main()
