"""Reasons in a table of their own, where they can be erased, once, and not changed otherwise.

The new column of ``kernel_entry`` is empty, so PostgreSQL adds it and its key without reading a row.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q
from uuid_utils.compat import uuid7

ONLY_ERASED = """
CREATE FUNCTION kalantar_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.id = OLD.id THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% is only erased: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'reason_is_only_erased';
END $$;
CREATE TRIGGER reason_only_erased BEFORE UPDATE OR DELETE ON kernel_reason
    FOR EACH ROW EXECUTE FUNCTION kalantar_only_erased();
CREATE TRIGGER reason_no_truncate BEFORE TRUNCATE ON kernel_reason
    FOR EACH STATEMENT EXECUTE FUNCTION kalantar_only_erased();
-- A row of this table dies only by erasure: its words leave the disk with the next round of
-- autovacuum, not when a fifth of the table has been erased.
ALTER TABLE kernel_reason SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
"""
CHANGED_AT_WILL = """
DROP TRIGGER reason_only_erased ON kernel_reason;
DROP TRIGGER reason_no_truncate ON kernel_reason;
DROP FUNCTION kalantar_only_erased();
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Reason",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("text", models.TextField()),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "erased_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kernel.entry",
                    ),
                ),
            ],
            options={
                "db_table": "kernel_reason",
                "constraints": [
                    models.CheckConstraint(
                        condition=(Q(erased_at=None, erased_by=None) & ~Q(text=""))
                        | Q(erased_at__isnull=False, erased_by__isnull=False, text=""),
                        name="reason_has_words_until_erased",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="entry",
            name="reason",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kernel.reason",
            ),
        ),
        migrations.RunSQL(ONLY_ERASED, CHANGED_AT_WILL),
    ]
