"""Move the words of reasons out of the log, in batches while the service may go on.

Each batch is a transaction of its own, so this can be stopped at any moment and run again. The log
is append-only by a trigger: a batch lifts it inside its own transaction, which holds a lock that
keeps every other writer out until the trigger stands again. Nobody else ever meets the table without.

Emptying the old column, and not only dropping it, lets the words leave the disk with the next vacuum.
"""

from typing import Any

from django.db import migrations, transaction

BATCH = 5_000
INDEX = "entry_with_words"
MOVE = """
WITH batch AS (
    SELECT id, btrim(why) AS words FROM kernel_entry WHERE why <> '' ORDER BY id LIMIT %s
), reasons AS (
    INSERT INTO kernel_reason (id, text) SELECT id, words FROM batch WHERE words <> ''
)
UPDATE kernel_entry entry SET why = '', reason_id = CASE WHEN words <> '' THEN batch.id END
FROM batch WHERE entry.id = batch.id
"""


def move_batch(connection: Any) -> int:
    """Move some of the words that are still in the log, inside a transaction; how many entries."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_entry DISABLE TRIGGER entry_append_only")
        cursor.execute(MOVE, [BATCH])
        moved: int = cursor.rowcount
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending for what follows
        cursor.execute("ALTER TABLE kernel_entry ENABLE TRIGGER entry_append_only")
    return moved


def move(_apps: Any, schema_editor: Any) -> None:
    """All of them. The index is made beside the running service and goes with the old column."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM kernel_entry)")
        if not cursor.fetchone()[0]:
            return
        cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {INDEX}")  # half made, when stopped
        cursor.execute(f"CREATE INDEX CONCURRENTLY {INDEX} ON kernel_entry (id) WHERE why <> ''")
    moved = BATCH
    while moved:
        with transaction.atomic(using=connection.alias):
            moved = move_batch(connection)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("kernel", "0002_reason")]
    operations = [migrations.RunPython(move)]
