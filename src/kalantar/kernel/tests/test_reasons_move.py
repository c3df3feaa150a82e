"""An older service's reasons leave the log for their own table, also when that is interrupted."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from django.db import ProgrammingError, connection
from django.db.migrations.loader import MigrationLoader
from uuid_utils.compat import uuid7

moving = import_module("kalantar.kernel.migrations.0003_move_reasons")

type Apply = Callable[..., None]
OLD = """
INSERT INTO kernel_entry (id, event, happened_at, actor_kind, role, why, request, facts)
VALUES (%s, 'Something', now(), 'system', 'system', %s, '', '{}')
"""


@pytest.fixture
def apply(db: None) -> Iterator[Apply]:
    """Apply the kernel's migrations of these names, in a schema of their own."""
    loader = MigrationLoader(connection)
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA older; SET search_path = older, public")

    def apply(*names: str) -> None:
        for name in names:
            migration = loader.get_migration("kernel", name)
            state = loader.project_state(list(migration.dependencies))
            with connection.schema_editor(atomic=migration.atomic) as editor:
                migration.apply(state, editor)

    yield apply
    with connection.cursor() as cursor:
        cursor.execute("RESET search_path; DROP SCHEMA older CASCADE")


def _write(*whys: str) -> list[Any]:
    ids = [uuid7() for _ in whys]
    with connection.cursor() as cursor:
        cursor.executemany(OLD, list(zip(ids, whys, strict=True)))
    return ids


def _told() -> list[tuple[Any, str | None]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entry.id, reason.text FROM kernel_entry entry"
            " LEFT JOIN kernel_reason reason ON reason.id = reason_id ORDER BY entry.id"
        )
        return list(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_reasons_move_in_batches_and_again_after_an_interruption(
    apply: Apply, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "BATCH", 2)
    apply("0001_initial")
    ids = _write("a", "", "b", "  ", "c", "d", "e")
    apply("0002_reason")
    moves, move_batch = iter([True, True, False]), moving.move_batch

    def stopped(connection: Any) -> int:
        if not next(moves):
            raise KeyboardInterrupt
        moved: int = move_batch(connection)
        return moved

    with monkeypatch.context() as patch:
        patch.setattr(moving, "move_batch", stopped)
        with pytest.raises(KeyboardInterrupt):
            apply("0003_move_reasons")
    assert [why for _, why in _told()] == ["a", None, "b", None, "c", None, None]
    with connection.cursor() as cursor:  # as if its index had been half made
        cursor.execute(
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = %s::regclass", [moving.INDEX]
        )
        assert cursor.rowcount == 1
    apply("0003_move_reasons")
    late = _write("an older process wrote this meanwhile")
    apply("0004_no_words_in_the_log")
    whys = ["a", None, "b", None, "c", "d", "e", "an older process wrote this meanwhile"]
    assert _told() == list(zip([*ids, *late], whys, strict=True))
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="why"):
        cursor.execute("SELECT why FROM kernel_entry")


@pytest.mark.django_db(transaction=True)
def test_the_log_is_append_only_again_after_every_batch(apply: Apply) -> None:
    apply("0001_initial")
    _write("a")
    apply("0002_reason", "0003_move_reasons", "0004_no_words_in_the_log")
    for statement in ("UPDATE kernel_entry SET role = ''", "DELETE FROM kernel_entry"):
        with connection.cursor() as cursor, pytest.raises(Exception, match="append-only"):
            cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_an_empty_log_has_nothing_to_move(apply: Apply) -> None:
    apply("0001_initial", "0002_reason", "0003_move_reasons", "0004_no_words_in_the_log")
    assert _told() == []
