"""What was done under an operation id finds its result by the new name of the table, in batches.

Each batch is a transaction of its own, so this can be stopped at any moment and run again.
"""

from typing import Any

from django.db import migrations

BATCH = 2_000
RESULTS = """
UPDATE kernel_operation SET result_model = 'data_copies.CopyRequest'
WHERE id IN (SELECT id FROM kernel_operation WHERE result_model = 'citizens.CopyRequest' LIMIT %s)
"""


def move(_apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(RESULTS, [BATCH])
        while cursor.rowcount:
            cursor.execute(RESULTS, [BATCH])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("data_copies", "0001_moved_from_citizens"),
        ("kernel", "0006_operation_powers"),
    ]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
