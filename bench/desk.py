"""A province's desks: visitors registered and found, files opened and found, an order both parties hear of.

The floor is every statement of the same request, sent straight by psycopg in the same run, in turns.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.parts import asking, recall
from bench.parts.asking import Operation
from bench.parts.database import backends, own_service
from bench.parts.found import founded
from bench.parts.measure import Goal, Meter, OwnMeter, Sample, quantile, table, tell
from bench.parts.province import Province, grow
from bench.parts.server import everything, page_processes
from bench.parts.session import Asked, Session, here
from bench.parts.straight import SAVEPOINT, Statement, kept

GOAL_MS, GOAL_QUERIES, GOAL_SQL_MS, GOAL_RECALL = 100.0, 10.0, 20.0, 0.9
PATIENCE_S = 60.0


@dataclass
class Measured:
    """One operation: over HTTP, what it asked of PostgreSQL in this process, and straight."""

    ours: Sample = field(default_factory=Sample)
    floor: Sample = field(default_factory=Sample)
    sql: list[float] = field(default_factory=list)  # ms in PostgreSQL, of a request in this process
    queries: list[int] = field(default_factory=list)
    told: Sample = field(default_factory=Sample)  # until both parties' messages are queued

    def row(self, name: str) -> tuple[Any, ...]:
        return (
            name, self.ours.p50, self.ours.p95, self.ours.mean_cpu, self.ours.mean_postgres,
            max(self.queries), quantile(self.sql, 0.5), quantile(self.sql, 0.95), self.floor.p50,
            self.floor.p95, self.ours.p95 / self.floor.p95,
        )  # fmt: skip


HEADS = (
    "p50 ms", "p95 ms", "CPU ms", "PG CPU ms", "queries", "SQL p50", "SQL p95", "floor p50",
    "floor p95", "p95/floor",
)  # fmt: skip


@contextmanager
def undone() -> Iterator[None]:
    """Nothing of the block stays."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def learn(operation: Operation, asked: Asked, into: Measured) -> list[Statement]:
    """Once in this process, undone at its end: how many queries, how long in PostgreSQL."""
    with undone(), kept() as statements, timed() as spent:
        here(operation.session, asked)
    statements = [one for one in statements if not SAVEPOINT.match(one.sql)]
    into.queries.append(len(statements))
    into.sql.append(sum(spent))
    return statements


@contextmanager
def timed() -> Iterator[list[float]]:
    """What each statement of the block took, in ms."""
    from django.db import connection

    spent: list[float] = []

    def time_it(execute: Any, *what: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*what)
        finally:
            spent.append((time.perf_counter() - began) * 1000)

    with connection.execute_wrapper(time_it):
        yield spent


def straight(wire: Any, statements: Sequence[Statement], *, changes: bool) -> None:
    """The same statements; what they change is undone, and one bare commit stands for theirs."""
    with wire.transaction(force_rollback=True):
        for one in statements:
            cursor = wire.execute(one.sql, one.params)
            if cursor.description is not None:
                cursor.fetchall()
    if changes:
        wire.execute("INSERT INTO bench_commit VALUES (now())")


def measure(operations: Sequence[Operation], port: int, rounds: int) -> dict[str, Measured]:
    """Every operation ``rounds`` times: in this process, its floor, and over HTTP, in turns."""
    from django.db import connection

    measured = {one.name: Measured() for one in operations}
    sessions = {one.session: Session(port, one.session) for one in operations}
    for one in operations:  # fills what processes keep, and what is recorded once in a while
        warm = one.questions[-1]
        warm.judge(*sessions[one.session].ask(warm))
        with undone():
            here(one.session, one.questions[0])
    connection.ensure_connection()
    wire = connection.connection
    wire.execute("CREATE TABLE IF NOT EXISTS bench_commit (at timestamptz)")
    pages, postgres, own = Meter(page_processes()), Meter(backends()), OwnMeter()
    for turn in range(rounds):
        for one in operations:
            asked, into = one.questions[turn], measured[one.name]
            statements = learn(one, asked, into)
            with into.floor.run(own, postgres):
                straight(wire, statements, changes=one.changes)
            began = time.perf_counter()
            with into.ours.run(pages, postgres):
                answer = sessions[one.session].ask(asked)
            asked.judge(*answer)
            if one.awaits:
                wait_for(one.awaits, turn)
                into.told.wall.append((time.perf_counter() - began) * 1000)
    for session in sessions.values():
        session.close()
    return measured


def wait_for(is_there: Callable[[int], bool], turn: int) -> None:
    ends = time.perf_counter() + PATIENCE_S
    while not is_there(turn):
        if time.perf_counter() > ends:
            raise SystemExit("the parties of the order were not told")
        time.sleep(0.005)


def both_told(province: Province) -> Measured:
    """The reaction by itself, in this process: both messages queued in one transaction."""
    from django.db import connection

    from kalantar.kernel.actor import system
    from kalantar.kernel.models import Entry
    from kalantar.notices.actions import tell_parties
    from kalantar.notices.models import Notice

    into, own, postgres = Measured(), OwnMeter(), Meter(backends())
    entries = Entry.objects.filter(event="OrderReceived").values_list("pk", flat=True)
    for entry in entries:
        with undone(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM notices_notice WHERE entry = %s", [entry])
            with kept() as statements, timed() as spent, into.ours.run(own, postgres):
                tell_parties(entry=entry, by=system(why="bench"))
            assert Notice.objects.filter(entry=entry, channel="sms").count() == 2
        statements = [one for one in statements if not SAVEPOINT.match(one.sql)]
        into.queries.append(len(statements))
        into.sql.append(sum(spent))
        with undone(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM notices_notice WHERE entry = %s", [entry])
            wire = connection.connection
            with into.floor.run(own, postgres):
                for one in statements:
                    wire.execute(one.sql, one.params)
    return into


def one_size(province: Province, rounds: int, of_each: int) -> tuple[dict[str, Measured], recall.Recall]:  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, everything(Path(folder)) as port:
        operations = asking.operations(province, rounds + 1)
        measured = measure(operations, port, rounds)
        measured[asking.TOLD] = both_told(province)
    return measured, recall.measured(province, of_each)


def shown(province: Province, measured: dict[str, Measured], found: recall.Recall) -> None:
    made = province.made
    print(
        f"{made['visits']:,} visits, {made['files']:,} files, {made['persons']:,} persons,"
        f" {len(province.stations)} stations"
    )
    table(["", *HEADS], [one.row(name) for name, one in measured.items()])
    told = measured[asking.ORDER].told
    print(f"from the order sent in to both parties' messages queued: p50 {told.p50:.0f} ms, p95 {told.p95:.0f} ms")  # fmt: skip
    print()
    recall.shown(found)
    print()


def grown(before: dict[str, Measured], after: dict[str, Measured]) -> list[tuple[Any, ...]]:
    """How many times what it was; SQL and its floor, which other people's work disturbs least."""
    return [
        (
            name, one.ours.p95, after[name].ours.p95, after[name].ours.p95 / one.ours.p95,
            quantile(one.sql, 0.95), quantile(after[name].sql, 0.95),
            quantile(after[name].sql, 0.95) / quantile(one.sql, 0.95),
            after[name].floor.p95 / one.floor.p95,
        )
        for name, one in before.items()
    ]  # fmt: skip


def goals(measured: dict[str, Measured], found: recall.Recall, bare: int) -> list[Goal]:
    searches = [measured[name] for name in asking.SEARCHES]
    pages = [measured[name] for name in asking.PAGES]
    return [
        *(
            Goal(
                f"{what}, p95", GOAL_MS, together(some, "ours").p95, "ms",
                together(some, "floor").p95,
            )
            for what, some in (("search", searches), ("pages", pages))
        ),
        *(
            Goal(
                f"{what}, most queries", GOAL_QUERIES, float(max(max(one.queries) for one in some)),
                "", float(bare),
            )
            for what, some in (("search", searches), ("pages", pages))
        ),
        *(
            Goal(
                f"{what}, SQL p95", GOAL_SQL_MS,
                quantile([ms for one in some for ms in one.sql], 0.95), "ms",
                together(some, "floor").p95,
            )
            for what, some in (("search", searches), ("pages", pages))
        ),
        Goal("recall@5 of mistyped names", GOAL_RECALL, found.ours, "", found.bare, at_least=True),
    ]  # fmt: skip


def together(some: Sequence[Measured], which: str) -> Sample:
    return Sample(wall=[ms for one in some for ms in getattr(one, which).wall])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--visits", type=int, default=438_000)
    options.add_argument("--files", type=int, default=125_340)
    options.add_argument("--stations", type=int, default=40)
    options.add_argument("--rounds", type=int, default=30, help="each operation is asked")
    options.add_argument("--of-each", type=int, default=15, help="names of each mistake")
    options.add_argument("--whole-only", action="store_true", help="without the tenth before it")
    options.add_argument("--json", action="store_true", help="for programs")
    given = options.parse_args()
    before: dict[str, Measured] = {}
    with own_service("desk"):
        province = founded(given.stations)
        if not given.whole_only:
            grow(province, given.visits // 10, given.files // 10)
            before, found = one_size(province, given.rounds, given.of_each)
            if not given.json:
                shown(province, before, found)
        grow(province, given.visits, given.files)
        measured, found = one_size(province, given.rounds, given.of_each)
        bare = asking.queries_of_any_page(province)
    growth = grown(before, measured)
    if not given.json:
        shown(province, measured, found)
        for what, (rows, seconds) in province.took.items():
            print(
                f"loading {what}: {rows:,} in {seconds:.0f} s, {seconds / rows * 1000:.2f} ms each"
            )
        print()
        heads = ["p95 tenth", "p95 whole", "×", "SQL tenth", "SQL whole", "×", "floor ×"]
        table(["ten times as much", *heads], growth)
    more = {"rows": [one.row(name) for name, one in measured.items()], "growth": growth}
    tell(goals(measured, found, bare), more, given.json)


if __name__ == "__main__":
    main()
