"""The words go, in batches: to the reason the dispatch's own entries give, or to one of its own.

Each batch is a transaction of its own, so this can be stopped at any moment and run again.
The index is made beside the running service and goes with the old column: what is left is then found
without reading the table, also under the lock of the migration that drops the column.
"""

from typing import Any

from django.db import migrations

BATCH = 2_000
INDEX = "dispatch_with_words"
NEXT = "SELECT id FROM dispatch_dispatch WHERE why <> '' AND id > %s ORDER BY id LIMIT %s"
MOVE = """
WITH batch AS (
    SELECT dispatch.id, btrim(why) AS words, (
        SELECT entry.reason_id FROM kernel_entry_subject subject
        JOIN kernel_entry entry ON entry.id = subject.entry_id
        JOIN kernel_reason reason ON reason.id = entry.reason_id
        WHERE subject.subject = dispatch.incident_id AND entry.facts->>'dispatch' = dispatch.id::text
          AND reason.text = btrim(why)
        LIMIT 1) AS given
    FROM dispatch_dispatch dispatch WHERE dispatch.id = ANY(%s)
), reasons AS (
    INSERT INTO kernel_reason (id, text) SELECT id, words FROM batch
    WHERE words <> '' AND given IS NULL
)
UPDATE dispatch_dispatch dispatch
SET why = '', reason_id = coalesce(given, CASE WHEN words <> '' THEN batch.id END)
FROM batch WHERE dispatch.id = batch.id
"""


def move_beside_the_service(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM dispatch_dispatch)")
        if not cursor.fetchone()[0]:
            return
        cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {INDEX}")  # half made, when stopped
        cursor.execute(
            f"CREATE INDEX CONCURRENTLY {INDEX} ON dispatch_dispatch (id) WHERE why <> ''"
        )
    move(apps, schema_editor)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("ANALYZE dispatch_dispatch (why)")  # so that nearly none are expected


def move(_apps: Any, schema_editor: Any) -> None:
    """All there are, by the index where it stands."""
    after = "00000000-0000-0000-0000-000000000000"
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(NEXT, [after, BATCH])
            ids = [id for (id,) in cursor.fetchall()]
            if not ids:
                return
            cursor.execute(MOVE, [ids])
            after = ids[-1]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("dispatch", "0002_reason")]
    operations = [migrations.RunPython(move_beside_the_service)]
