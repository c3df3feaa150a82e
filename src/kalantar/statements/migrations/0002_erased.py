"""What a statement says can be erased by law; nothing else of a signed one ever changes."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

BODY = """
CREATE OR REPLACE FUNCTION statements_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- sealed texts may be sealed anew by another key; the hash says whether they are the same
    free text[] := '{{words,drawn}}';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state = 'draft' THEN
            RETURN NEW;
        END IF;
        IF OLD.state = 'agreed' THEN
            free := free || '{{state,signed_at}}'::text[];
        END IF;{erasing}
        IF to_jsonb(NEW) - free = to_jsonb(OLD) - free AND NEW.state <> 'draft' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a signed statement is never changed: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation',
        CONSTRAINT = 'signed_statement_is_never_changed';
END $$;
"""
ERASING = """
        -- an erasure has its moment, and leaves each text as it was or empty
        IF NEW.erased_at IS NOT NULL AND NEW.erased_at IS DISTINCT FROM OLD.erased_at
            AND NEW.name IN (OLD.name, '') AND NEW.identified IN (OLD.identified, '')
            AND NEW.why IN (OLD.why, '') THEN
            free := free || '{name,identified,why,erased_at}'::text[];
        END IF;"""


class Migration(migrations.Migration):
    dependencies = [("statements", "0001_initial")]

    operations = [
        migrations.AddField("statement", "erased_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunSQL(BODY.format(erasing=ERASING), BODY.format(erasing="")),
        migrations.RemoveConstraint("statement", "new_version_follows_another_with_a_reason"),
        AddConstraintNotValid(
            "statement",
            models.CheckConstraint(
                condition=Q(version=1, follows__isnull=True)
                | (
                    Q(version__gt=1, follows__isnull=False)
                    & (~Q(why="") | Q(erased_at__isnull=False))
                ),
                name="new_version_follows_another_with_a_reason",
            ),
        ),
    ]
