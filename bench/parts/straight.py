"""The statements of one pass, kept as Django sends them, and sent again straight by psycopg.

A statement sent again gets new ids wherever the first pass made some, so that it does the same work
in the same tables; a transaction stays a transaction.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Json, Jsonb
from uuid_utils.compat import uuid7

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SAVEPOINT = re.compile(r"((RELEASE|ROLLBACK TO) )?SAVEPOINT", re.IGNORECASE)


@dataclass(frozen=True)
class Statement:
    sql: str
    params: Any
    transaction: object | None  # what it is sent in: the outermost ``atomic``, or None


@contextmanager
def kept() -> Iterator[list[Statement]]:
    """Every statement Django sends over the default connection inside the block."""
    from django.db import connection

    statements: list[Statement] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        blocks = connection.atomic_blocks
        statements.append(Statement(sql, params, blocks[0] if blocks else None))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield statements


def transactions(statements: Iterable[Statement]) -> list[list[Statement]]:
    """One list a transaction; what is sent outside of any stands alone."""
    found: list[list[Statement]] = []
    for transaction, group in groupby(statements, key=lambda one: one.transaction):
        together = list(group)
        found += [together] if transaction is not None else [[one] for one in together]
    return found


def send_again(wire: Connection[Any], statements: Iterable[Statement], renew: "Renewer") -> None:
    """Each transaction as it was, over a psycopg connection that commits by itself otherwise."""
    for together in transactions(statements):
        if together[0].transaction is None:
            _send(wire, together[0], renew)
            continue
        with wire.transaction():
            for statement in together:
                _send(wire, statement, renew)


def _send(wire: Connection[Any], statement: Statement, renew: "Renewer") -> None:
    if statement.params is None:
        wire.execute(statement.sql)
        return
    cursor = wire.execute(statement.sql, renew(statement.params))
    if cursor.description is not None:
        cursor.fetchall()


class Renewer:
    """Gives a pass sent again its own ids in place of those the first pass made.

    ``standing``: ids that were there before (people, areas, units); they stay. ``number``: what the
    first pass called its incident; every pass calls its own otherwise.
    """

    def __init__(self, standing: frozenset[UUID], number: str, name: str = "again") -> None:
        self._standing, self._number, self._name = standing, number, name
        self._ids: dict[UUID, UUID] = {}
        self._pass = 0

    def begin(self) -> None:
        self._pass += 1
        self._ids.clear()

    def __call__(self, value: Any) -> Any:
        match value:
            case UUID():
                return self._id(value)
            case str() if value == self._number:
                return f"{self._name}-{self._pass}"
            case str():
                return ID.sub(lambda found: str(self._id(UUID(found[0]))), value)
            case Jsonb() | Json():
                return type(value)(self(value.obj), dumps=value.dumps)
            case dict():
                return {name: self(each) for name, each in value.items()}
            case list() | tuple():
                return type(value)(self(each) for each in value)
            case _:
                return value

    def _id(self, id: UUID) -> UUID:
        if id in self._standing:
            return id
        return self._ids.setdefault(id, uuid7())


def standing_ids() -> frozenset[UUID]:
    """The ids of everything the service keeps now."""
    from django.apps import apps
    from django.db.models import UUIDField

    found: set[UUID] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, UUIDField) and field.unique:
                found |= set(model._default_manager.values_list(field.attname, flat=True))
    return frozenset(found)
