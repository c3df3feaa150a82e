"""The numbers are sealed and hashed, in batches, from the oldest call on; what is sealed is left in clear no
longer. The calls of the last day keep both for the rooms that work meanwhile: the last step takes those.

Each batch is a transaction of its own and holds its own rows only, so this can be stopped at any moment and
run again. The index is made beside the running service and goes with the column: what is left is found by
it, also under the lock of the last step.
"""

from typing import Any

from django.db import migrations

from kalantar.kernel.sealing import newest_hash, ring

BATCH = 2_000
COLUMN = "calls_call.number"  # whose seals they are once the column has its name
INDEX = "call_with_clear_number"
NEXT = """
SELECT id, number FROM calls_call
WHERE number <> '' AND id > %s AND (offered_at < now() - interval '1 day' OR %s) ORDER BY id LIMIT %s
"""
SEAL = """
UPDATE calls_call call SET number = '', number_sealed = sealed.number, number_hash = sealed.hash
FROM unnest(%s::uuid[], %s::bytea[], %s::bytea[]) AS sealed (id, number, hash) WHERE call.id = sealed.id
"""


def seal(cursor: Any, *, also_of_today: bool) -> None:
    """All that are to be sealed, by the index where it stands."""
    after = "00000000-0000-0000-0000-000000000000"
    while True:
        cursor.execute(NEXT, [after, also_of_today, BATCH])
        rows = cursor.fetchall()
        if not rows:
            return
        ids = [id for id, _ in rows]
        sealed = [ring().seal(number, COLUMN) for _, number in rows]
        cursor.execute(SEAL, [ids, sealed, [newest_hash(number, "phone") for _, number in rows]])
        after = ids[-1]


def seal_beside_the_service(_apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {INDEX}")  # half made, when stopped
        cursor.execute(f"CREATE INDEX CONCURRENTLY {INDEX} ON calls_call (id) WHERE number <> ''")
        seal(cursor, also_of_today=False)
        cursor.execute("ANALYZE calls_call (number)")  # so that nearly none are expected


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("calls", "0004_sealed_number")]
    operations = [migrations.RunPython(seal_beside_the_service, migrations.RunPython.noop)]
