"""Each document says of which file it is, in batches: as the party says who handed it in. What was done under
an operation id finds its result by the new name of the table.

Each batch is a transaction of its own, so this can be stopped at any moment and run again.
"""

from typing import Any

from django.db import migrations

BATCH = 2_000
MOVE = """
WITH batch AS (
    SELECT id FROM documents_document WHERE id > %s ORDER BY id LIMIT %s
), moved AS (
    UPDATE documents_document document SET case_id = party.case_id
    FROM batch, cases_party party
    WHERE document.id = batch.id AND party.id = document.party_id AND document.case_id IS NULL
)
SELECT id FROM batch ORDER BY id DESC LIMIT 1
"""
RESULTS = """
UPDATE kernel_operation SET result_model = 'documents.Document'
WHERE id IN (SELECT id FROM kernel_operation WHERE result_model = 'citizens.Enclosure' LIMIT %s)
"""


def move(_apps: Any, schema_editor: Any) -> None:
    after = "00000000-0000-0000-0000-000000000000"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(MOVE, [after, BATCH])
        while found := cursor.fetchone():
            cursor.execute(MOVE, [found[0], BATCH])
        cursor.execute(RESULTS, [BATCH])
        while cursor.rowcount:
            cursor.execute(RESULTS, [BATCH])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("documents", "0001_moved_from_citizens"), ("kernel", "0006_operation_powers")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
