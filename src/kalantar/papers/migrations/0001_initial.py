"""The papers that were issued, which a trigger keeps as they were."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import kalantar.kernel.sealing.fields

NEVER_CHANGED = """
CREATE FUNCTION papers_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- its text may be sealed anew by another key, and forgotten; nothing else of it moves
        IF to_jsonb(NEW) - 'sealed' - 'forgotten_at' = to_jsonb(OLD) - 'sealed' - 'forgotten_at'
            AND (OLD.forgotten_at IS NULL OR NEW.forgotten_at = OLD.forgotten_at) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'an issued paper is never changed: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation',
        CONSTRAINT = 'issued_paper_is_never_changed';
END $$;
CREATE TRIGGER paper_never_changed BEFORE UPDATE OR DELETE ON papers_issuedpaper
    FOR EACH ROW EXECUTE FUNCTION papers_never_changed();
CREATE TRIGGER paper_no_truncate BEFORE TRUNCATE ON papers_issuedpaper
    FOR EACH STATEMENT EXECUTE FUNCTION papers_never_changed();
"""
CHANGED = """
DROP TRIGGER paper_never_changed ON papers_issuedpaper;
DROP TRIGGER paper_no_truncate ON papers_issuedpaper;
DROP FUNCTION papers_never_changed();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("places", "0006_provisional_stations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IssuedPaper",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("code", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("receipt", "Receipt"),
                            ("cover", "Cover"),
                            ("letter", "Letter"),
                            ("notices", "Notices"),
                            ("statement", "Statement"),
                        ]
                    ),
                ),
                ("about", models.UUIDField(blank=True, null=True)),
                ("title", models.TextField(blank=True, default="")),
                ("language", models.TextField()),
                ("issued_at", models.DateTimeField()),
                ("sha256", models.BinaryField()),
                ("sealed", kalantar.kernel.sealing.fields.SealedField(blank=True, default="")),
                ("forgotten_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="cases.case",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.jurisdiction",
                    ),
                ),
            ],
            options={
                "ordering": ["-issued_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("forgotten_at", None),
                            ("kind__in", ("receipt", "cover", "notices", "statement")),
                        ),
                        fields=["issued_at"],
                        name="paper_to_forget",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("code",), name="paper_code_is_one_papers"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sha256", b""), _negated=True),
                            models.Q(("code", ""), _negated=True),
                        ),
                        name="issued_paper_has_code_and_hash",
                    ),
                ],
            },
        ),
        migrations.RunSQL(NEVER_CHANGED, CHANGED),
    ]
