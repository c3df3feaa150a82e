"""The history of positions is one table a day. What is there becomes its first part, as it is: a check
that it lies before the first day is added without reading the rows, and read in 0004."""

import django.db.models.deletion
from django.db import migrations, models

# The day after tomorrow: whatever is written until 0005 lies before, by whatever clock.
BOUND = """
DO $$ BEGIN EXECUTE format(
    'ALTER TABLE patrols_positionreport ADD CONSTRAINT position_report_before
     CHECK (measured_at IS NOT NULL AND measured_at < %L) NOT VALID',
    (date_trunc('day', now() AT TIME ZONE 'UTC') + interval '2 days') AT TIME ZONE 'UTC');
END $$
"""
NO_LOOKUP = """
DO $$ BEGIN EXECUTE format('ALTER TABLE patrols_positionreport DROP CONSTRAINT %I', (
    SELECT conname FROM pg_constraint
    WHERE conrelid = 'patrols_positionreport'::regclass AND contype = 'f'));
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("patrols", "0002_plain_clothes_times")]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.AddField(
            "positionreport",
            "mark",
            models.SmallIntegerField(db_default=0, default=0),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(NO_LOOKUP)],
            state_operations=[
                migrations.AlterField(
                    "positionreport",
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="patrols.unit",
                    ),
                )
            ],
        ),
        migrations.RunSQL(BOUND),
    ]
