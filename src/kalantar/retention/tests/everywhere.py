"""Every text, octets and document of every table, opened where it is sealed: where does a mark stand?"""

from base64 import b64decode
from binascii import Error
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import pypdfium2 as pdfium
from django.apps import apps
from django.db import connection

from kalantar.kernel.sealing import SealedField, hashes, ring

COLUMNS = """
SELECT c.table_name, c.column_name FROM information_schema.columns c
JOIN information_schema.tables t USING (table_schema, table_name)
WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE'
  AND c.data_type IN ('text', 'character varying', 'character', 'bytea', 'json', 'jsonb', 'ARRAY')
ORDER BY 1, 2
"""


def tables() -> set[str]:
    """Those that have such a column."""
    return {table for table, _ in _columns()}


def found_in(marks: Sequence[str], phones: Sequence[str], national_id: str) -> set[str]:
    """The ``table.column`` in which one of the marks, or a keyed hash of the numbers, stands."""
    octets = [one for phone in phones for one in hashes(phone, "phone")]
    octets += hashes(national_id, "national ID")
    sealed = _sealed()
    return {
        f"{table}.{column}"
        for table, column in _columns()
        if any(
            _says(value, marks, octets, sealed.get((table, column)))
            for value in _values(table, column)
        )
    }


def _columns() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        return [(str(table), str(column)) for table, column in cursor.fetchall()]


def _values(table: str, column: str) -> Iterator[Any]:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT {quote(column)} FROM {quote(table)}")
        yield from (value for (value,) in cursor.fetchall() if value is not None)


def _sealed() -> dict[tuple[str, str], SealedField]:
    return {
        (model._meta.db_table, str(field.column)): field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, SealedField)
    }


def _says(
    value: Any, marks: Sequence[str], octets: Sequence[bytes], sealed: SealedField | None
) -> bool:
    if isinstance(value, bytes | memoryview):
        raw = bytes(value)
        if sealed is None:
            return raw in octets or any(mark.encode() in raw for mark in marks)
        texts = list(_readings(ring().open(raw, sealed.column_named))) if raw else []
    else:
        texts = [str(value)]
    return any(mark in text for text in texts for mark in marks)


def _readings(text: str) -> Iterator[str]:
    """As it is; as octets that were written as letters; as a file that was written so."""
    yield text
    with suppress(UnicodeError):
        yield text.encode("latin-1").decode("utf-16-be")
    with suppress(Error, ValueError):
        octets = b64decode(text, validate=True)
        yield octets.decode("latin-1")
        if octets.startswith(b"%PDF"):
            yield from _pages(octets)


def _pages(octets: bytes) -> Iterator[str]:
    with suppress(pdfium.PdfiumError):
        for page in pdfium.PdfDocument(octets):
            yield page.get_textpage().get_text_range()
