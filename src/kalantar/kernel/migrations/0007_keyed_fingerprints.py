"""What was asked under an operation id is known again by a keyed hash: of a plain one, whoever has the table
could try phone numbers against it.

Each batch is a transaction of its own, so this can be stopped at any moment and run again: what is keyed
already is half as long. An operation an older process does meanwhile is forgotten in its time.
"""

from typing import Any

from django.db import migrations

from kalantar.kernel.sealing import newest_hash

BATCH = 2_000
PLAIN = 32  # octets of SHA-256
NEXT = """
SELECT id, fingerprint, octet_length(fingerprint) FROM kernel_operation WHERE id > %s ORDER BY id LIMIT %s
"""
KEY = """
UPDATE kernel_operation operation SET fingerprint = keyed.fingerprint
FROM unnest(%s::uuid[], %s::bytea[]) AS keyed (id, fingerprint) WHERE operation.id = keyed.id
"""


def key(_apps: Any, schema_editor: Any) -> None:
    after = "00000000-0000-0000-0000-000000000000"
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(NEXT, [after, BATCH])
            rows = cursor.fetchall()
            if not rows:
                return
            plain = [(id, bytes(fingerprint)) for id, fingerprint, size in rows if size == PLAIN]
            keyed = [newest_hash(fingerprint.hex(), "operation") for _, fingerprint in plain]
            cursor.execute(KEY, [[id for id, _ in plain], keyed])
            after = rows[-1][0]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("kernel", "0006_operation_powers")]
    operations = [migrations.RunPython(key, migrations.RunPython.noop)]
