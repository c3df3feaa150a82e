"""A migration that was killed while it made an index beside the service is run again, and makes it."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

from tests.architecture.migrations import concurrent_indexes, ours

CASES = [(one, index) for one in ours() for index in concurrent_indexes(one)]


def test_there_are_such_migrations() -> None:
    assert {index for _, index in CASES} >= {"operation_by_time", "call_is_returned_once"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("migration", "index"), CASES, ids=[index for _, index in CASES])
def test_an_index_left_half_made_is_made_again(migration: Migration, index: str) -> None:
    whole = _index(index)
    assert whole["valid"]
    with connection.cursor() as cursor:  # as a kill leaves it, and not even of the same rows
        cursor.execute(f"DROP INDEX {index}")
        cursor.execute(f"CREATE INDEX {index} ON {whole['table']} ((true))")
        cursor.execute(
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = %s::regclass", [index]
        )
    state = MigrationLoader(connection).project_state(list(migration.dependencies))
    with connection.schema_editor(atomic=migration.atomic) as editor:
        migration.apply(state, editor)
    assert _index(index) == whole


def _index(name: str) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indrelid::regclass::text, pg_get_indexdef(indexrelid), indisvalid"
            " FROM pg_index WHERE indexrelid = %s::regclass",
            [name],
        )
        return dict(zip(("table", "made", "valid"), cursor.fetchone(), strict=True))
