"""The last day's numbers are sealed too, with what an older process wrote meanwhile, and the column in clear
goes, with its index: all or nothing, under one lock of a few seconds."""

from importlib import import_module
from typing import Any

from django.db import migrations

seal = import_module("kalantar.calls.migrations.0005_seal_numbers").seal
MOVE = """
ALTER TABLE calls_call DROP COLUMN number;
ALTER TABLE calls_call RENAME COLUMN number_sealed TO number;
ALTER TABLE calls_call ALTER COLUMN number DROP DEFAULT;
ALTER TABLE calls_call ALTER COLUMN number_hash DROP DEFAULT;
"""


def seal_the_rest(_apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("LOCK TABLE calls_call IN ACCESS EXCLUSIVE MODE")
        seal(cursor, also_of_today=True)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending for what follows


class Migration(migrations.Migration):
    dependencies = [("calls", "0006_call_by_number_hash")]
    operations = [
        migrations.RunPython(seal_the_rest),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(MOVE)],
            state_operations=[
                migrations.RemoveIndex(model_name="call", name="call_by_number"),
                migrations.RemoveField(model_name="call", name="number"),
                migrations.RenameField(
                    model_name="call", old_name="number_sealed", new_name="number"
                ),
            ],
        ),
    ]
