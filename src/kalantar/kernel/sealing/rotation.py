"""Changing the keys: what is still sealed with an older one than the first, table by table."""

from collections.abc import Iterator
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Model

from kalantar.kernel.sealing.fields import SealedField
from kalantar.kernel.sealing.ring import HEADER, ring

BATCH = 500
_NIL = UUID(int=0)


def sealed_models() -> list[type[Model]]:
    """Every table with a sealed column; their keys are UUIDs, as everywhere in the service."""
    return [model for model in apps.get_models() if sealed_fields(model)]


def sealed_fields(model: type[Model]) -> list[SealedField]:
    return [field for field in model._meta.local_fields if isinstance(field, SealedField)]


def behind(model: type[Model], header: bytes | None = None) -> Iterator[list[UUID]]:
    """The ids of rows not sealed with the first key, or sealed with the key of ``header``, in batches.

    One walk over the table by its key, so it costs the same wherever the old rows stand.
    """
    quote, meta = connection.ops.quote_name, model._meta
    table, key = quote(meta.db_table), quote(str(meta.pk.column))
    columns = [quote(str(field.column)) for field in sealed_fields(model)]
    unlike = "= %s" if header else "NOT IN (%s, '')"
    old = " OR ".join(f"substr({column}, 1, {HEADER}) {unlike}" for column in columns)
    asked = [header or ring().keys[0].header] * len(columns)
    last = _NIL
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {key} FROM {table} WHERE {key} > %s AND ({old}) ORDER BY {key} LIMIT {BATCH}",
                [last, *asked],
            )
            ids = [id for (id,) in cursor.fetchall()]
        if not ids:
            return
        yield ids
        last = ids[-1]


def sealed_with(number: int) -> bool:
    """Whether anything at all still needs the key of that number."""
    header = number.to_bytes(HEADER)
    return any(next(behind(model, header), None) for model in sealed_models())
