"""Statements, which a trigger keeps as they were signed."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import kalantar.kernel.sealing.fields

NEVER_CHANGED = """
CREATE FUNCTION statements_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- sealed texts may be sealed anew by another key; the hash says whether they are the same
    free text[] := '{words,drawn}';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state = 'draft' THEN
            RETURN NEW;
        END IF;
        IF OLD.state = 'agreed' THEN
            free := free || '{state,signed_at}'::text[];
        END IF;
        IF to_jsonb(NEW) - free = to_jsonb(OLD) - free AND NEW.state <> 'draft' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a signed statement is never changed: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation',
        CONSTRAINT = 'signed_statement_is_never_changed';
END $$;
CREATE TRIGGER statement_never_changed BEFORE UPDATE OR DELETE ON statements_statement
    FOR EACH ROW EXECUTE FUNCTION statements_never_changed();
CREATE TRIGGER statement_no_truncate BEFORE TRUNCATE ON statements_statement
    FOR EACH STATEMENT EXECUTE FUNCTION statements_never_changed();
"""
CHANGED = """
DROP TRIGGER statement_never_changed ON statements_statement;
DROP TRIGGER statement_no_truncate ON statements_statement;
DROP FUNCTION statements_never_changed();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Statement",
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
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("why", models.TextField(blank=True, default="")),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("draft", "Draft"),
                            ("agreed", "Agreed"),
                            ("signed", "Signed"),
                            ("dropped", "Dropped"),
                        ],
                        default="draft",
                    ),
                ),
                ("words", kalantar.kernel.sealing.fields.SealedField(blank=True, default="")),
                ("sha256", models.BinaryField(blank=True, default=b"")),
                ("begun_at", models.DateTimeField()),
                (
                    "how",
                    models.TextField(
                        blank=True,
                        choices=[("drawn", "Drawn"), ("typed", "Typed"), ("refused", "Refused")],
                        default="",
                    ),
                ),
                ("name", models.TextField(blank=True, default="")),
                ("identified", models.TextField(blank=True, default="")),
                ("drawn", kalantar.kernel.sealing.fields.SealedField(blank=True, default="")),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="cases.case",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="statements.statement",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="cases.party",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-begun_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("follows__isnull", False),
                            models.Q(("state", "dropped"), _negated=True),
                        ),
                        fields=("follows",),
                        name="statement_is_followed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("follows__isnull", True), ("version", 1)),
                            models.Q(
                                ("follows__isnull", False),
                                ("version__gt", 1),
                                models.Q(("why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="new_version_follows_another_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "dropped"]),
                            models.Q(
                                ("agreed_at__isnull", False),
                                models.Q(("how", ""), _negated=True),
                                models.Q(("sha256", b""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="agreed_statement_has_how_and_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_at__isnull", False), ("state", "signed")),
                            models.Q(
                                models.Q(("state", "signed"), _negated=True),
                                ("signed_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="signed_statement_has_its_moment",
                    ),
                ],
            },
        ),
        migrations.RunSQL(NEVER_CHANGED, CHANGED),
    ]
