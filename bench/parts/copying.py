"""Many rows at once: COPY over a connection of its own, and the large indexes made after, not row by row."""

import os
import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

type Row = Sequence[Any]


def wire() -> "psycopg.Connection[Any]":
    return psycopg.connect(os.environ["DATABASE_URL"])


def copy(to: "psycopg.Connection[Any]", table: str, columns: str, rows: Iterable[Row]) -> None:
    """``columns``: their names, with spaces between."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns.split()))
    said = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with to.cursor() as cursor, cursor.copy(said) as target:
        for row in rows:
            target.write_row(row)


def id_at(moment: datetime, chance: random.Random) -> UUID:
    """As a UUIDv7 made then: rows lie in their tables in the order in which they came."""
    ms = int(moment.timestamp() * 1000)
    drawn = chance.getrandbits(74)
    return UUID(int=ms << 80 | 7 << 76 | (drawn >> 62) << 64 | 2 << 62 | drawn & (1 << 62) - 1)


@contextmanager
def without_indexes(*names: str) -> Iterator[None]:
    """They are made again at the end, all at once: a tenth of the time."""
    with wire() as to:
        kept = to.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname = ANY(%s)", [list(names)]
        ).fetchall()
        for name in names:
            to.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    yield
    with wire() as to:
        to.execute("SET maintenance_work_mem = '256MB'")
        for (definition,) in kept:
            to.execute(definition)


def settle() -> None:
    """What autovacuum would soon do: statistics, and which pages hold nothing dead."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as to:
        to.execute("VACUUM (ANALYZE)")
