"""Beside a person's phone a place for it sealed.

The column keeps a default in PostgreSQL until the phone moves, for processes that do not know it yet.
"""

from django.db import migrations

import kalantar.kernel.sealing.fields

ADD = "ALTER TABLE people_user ADD COLUMN phone_sealed bytea NOT NULL DEFAULT ''"
GO = "ALTER TABLE people_user DROP COLUMN phone_sealed"


class Migration(migrations.Migration):
    dependencies = [("people", "0002_attempts")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(ADD, GO)],
            state_operations=[
                migrations.AddField(
                    model_name="user",
                    name="phone_sealed",
                    field=kalantar.kernel.sealing.fields.SealedField(blank=True, default=""),
                )
            ],
        )
    ]
