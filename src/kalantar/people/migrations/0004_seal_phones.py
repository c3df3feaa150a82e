"""The phones are sealed, in batches; what is sealed is left in clear no longer. What an older process writes
meanwhile the last step takes.

Each batch is a transaction of its own and holds its own rows only, so this can be stopped at any moment and
run again. The index is made beside the running service and goes with the column: what is left is found by
it, also under the lock of the last step.
"""

from typing import Any

from django.db import migrations

from kalantar.kernel.sealing import ring

BATCH = 2_000
COLUMN = "people_user.phone"  # whose seals they are once the column has its name
INDEX = "user_with_clear_phone"
NEXT = "SELECT id, phone FROM people_user WHERE phone <> '' AND id > %s ORDER BY id LIMIT %s"
SEAL = """
UPDATE people_user person SET phone = '', phone_sealed = sealed.phone
FROM unnest(%s::uuid[], %s::text[], %s::bytea[]) AS sealed (id, clear, phone)
WHERE person.id = sealed.id AND person.phone = sealed.clear
"""


def seal(cursor: Any) -> None:
    """All there are, by the index where it stands; one that is changed meanwhile is left for the last step."""
    after = "00000000-0000-0000-0000-000000000000"
    while True:
        cursor.execute(NEXT, [after, BATCH])
        rows = cursor.fetchall()
        if not rows:
            return
        ids, phones = [id for id, _ in rows], [phone for _, phone in rows]
        cursor.execute(SEAL, [ids, phones, [ring().seal(phone, COLUMN) for phone in phones]])
        after = ids[-1]


def seal_beside_the_service(_apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {INDEX}")  # half made, when stopped
        cursor.execute(f"CREATE INDEX CONCURRENTLY {INDEX} ON people_user (id) WHERE phone <> ''")
        seal(cursor)
        cursor.execute("ANALYZE people_user (phone)")  # so that nearly none are expected


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("people", "0003_sealed_phone")]
    operations = [migrations.RunPython(seal_beside_the_service, migrations.RunPython.noop)]
