"""Beside the caller's number a place for it sealed, and for the hash it is found by.

The columns keep a default in PostgreSQL until the number moves, for processes that do not know them yet.
"""

from django.db import migrations

import kalantar.kernel.sealing.fields

ADD = """
ALTER TABLE calls_call ADD COLUMN number_sealed bytea NOT NULL DEFAULT '';
ALTER TABLE calls_call ADD COLUMN number_hash bytea NOT NULL DEFAULT '';
"""
GO = "ALTER TABLE calls_call DROP COLUMN number_sealed, DROP COLUMN number_hash"


class Migration(migrations.Migration):
    dependencies = [("calls", "0003_call_is_returned_once")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(ADD, GO)],
            state_operations=[
                migrations.AddField(
                    model_name="call",
                    name="number_sealed",
                    field=kalantar.kernel.sealing.fields.SealedField(blank=True, default=""),
                ),
                migrations.AddField(
                    model_name="call",
                    name="number_hash",
                    field=kalantar.kernel.sealing.fields.KeyedHashField(kind="phone", of="number"),
                    preserve_default=False,
                ),
            ],
        )
    ]
