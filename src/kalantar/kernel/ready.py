"""A SELECT that Django builds once and that is then asked again and again with another value.

Building the SQL of a row by its id costs a process about four times what asking it does (ADR 0020).
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql import InsertQuery
from django.db.transaction import TransactionManagementError

ASKED = UUID(int=0)  # put it into a queryset where the asked value shall stand


class Ready[M: Model]:
    """The rows of a queryset of whole models, with its joined rows and its lock, for values that change.

    ``marks``: what stands in the queryset in the place of each value, of the type that is asked there.
    """

    def __init__(self, rows: QuerySet[M], marks: Sequence[Any] = (ASKED,)) -> None:
        self._locks = rows.query.select_for_update
        self._compiler: Any = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self._sql, params = self._compiler.as_sql()
        self._params = [getattr(one, "obj", one) for one in params]  # psycopg wraps octets
        self._places = {at: marks.index(one) for at, one in enumerate(self._params) if one in marks}
        select, info = self._compiler.select, self._compiler.klass_info
        self._model: type[M] = info["model"]
        self._names = [select[column][0].target.attname for column in info["select_fields"]]
        self._joined = get_related_populators(info, select, DEFAULT_DB_ALIAS, rows._fetch_mode)  # type: ignore[attr-defined]
        self._converters = self._compiler.get_converters([column[0] for column in select])

    def first(self, *asked: Any) -> M | None:
        """The first of the rows where each of ``asked`` stands for its mark; None where there is none."""
        if self._locks and not connection.in_atomic_block:
            raise TransactionManagementError("a lock is kept by a transaction only")
        with connection.cursor() as cursor:
            cursor.execute(self._sql, self._filled(asked))
            row = cursor.fetchone()
        if row is None:
            return None
        [row] = self._compiler.apply_converters([row], self._converters)
        found = self._model.from_db(DEFAULT_DB_ALIAS, self._names, row[: len(self._names)])
        for joined in self._joined:
            joined.populate(row, found)
        return found

    def _filled(self, asked: Sequence[Any]) -> list[Any]:
        filled = list(self._params)
        for at, mark in self._places.items():
            filled[at] = asked[mark]
        return filled


_BY_ID: dict[bool, WeakKeyDictionary[QuerySet[Any], Ready[Any]]] = {
    lock: WeakKeyDictionary() for lock in (False, True)
}


def by_id[M: Model](rows: QuerySet[M], id: UUID, *, lock: bool) -> M | None:
    """The row of that id; built once for a queryset that is kept, such as a module's constant."""
    kept = _BY_ID[lock]
    ready: Ready[M] | None = kept.get(rows)
    if ready is None:
        found = rows.order_by().filter(pk=ASKED)
        ready = kept[rows] = Ready(found.select_for_update(of=("self",)) if lock else found)
    return ready.first(id)


class ReadyInsert[M: Model]:
    """The INSERT of a model's rows, whose values are all plain: no expressions, no defaults of SQL."""

    def __init__(self, like: M) -> None:
        meta = like._meta
        self._fields = [field for field in meta.local_concrete_fields if not field.generated]
        query = InsertQuery(type(like))
        query.insert_values(self._fields, [like])
        [(self._sql, _)] = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()

    def run(self, row: M) -> None:
        values = [
            field.get_db_prep_save(field.pre_save(row, add=True), connection)
            for field in self._fields
        ]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, values)
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


_INSERTS: dict[type[Model], ReadyInsert[Any]] = {}


def insert[M: Model](row: M) -> M:
    """Write a new row; what PostgreSQL makes of it by itself is asked for when it is looked at."""
    ready = _INSERTS.get(type(row)) or _INSERTS.setdefault(type(row), ReadyInsert(row))
    ready.run(row)
    return row
