"""The gazetteer's rows, with PostgreSQL told what comparing names by trigrams costs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from kalantar.places.hit import Hit, hit

SIMILAR = 0.5  # pg_trgm's word_similarity of a name and a misspelt one

type Found = dict[tuple[Any, ...], Hit]

# What <% takes for similar: pg_trgm's own 0.6 misses two wrong letters in ten. Then the planner's
# costs: comparing one name takes twenty times what it thinks an operator takes, and the index is in
# memory; otherwise it compares every name of the city rather than ask the index.
_TELL = """
SELECT set_config('pg_trgm.word_similarity_threshold', %s, true),
    set_config('cpu_operator_cost', '0.05', true), set_config('random_page_cost', '1', true)
"""


@contextmanager
def by_trigrams() -> Iterator[None]:
    """Ask inside the block; what was told holds there only, as the block is rolled back."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_TELL, [str(SIMILAR)])
        yield
        transaction.set_rollback(True)


def rows(sql: str, values: dict[str, Any]) -> Found:
    """The hits by what is shown of them, so that what is found twice is told once."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {row[:7]: hit(row) for row in cursor.fetchall()}
