"""What a paper says can be erased by law; its code and its hash never change."""

from django.db import migrations, models

BODY = """
CREATE OR REPLACE FUNCTION papers_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- its text may be sealed anew by another key, and forgotten; nothing else of it moves
    free text[] := '{{sealed,forgotten_at}}';
BEGIN
    IF TG_OP = 'UPDATE' THEN{erasing}
        IF to_jsonb(NEW) - free = to_jsonb(OLD) - free
            AND (OLD.forgotten_at IS NULL OR NEW.forgotten_at = OLD.forgotten_at) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'an issued paper is never changed: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation',
        CONSTRAINT = 'issued_paper_is_never_changed';
END $$;
"""
ERASING = """
        -- an erasure happens once, and leaves no text
        IF OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.title = ''
            AND NEW.sealed = '' THEN
            free := free || '{title,erased_at}'::text[];
        END IF;"""


class Migration(migrations.Migration):
    dependencies = [("papers", "0002_papers_of_property")]

    operations = [
        migrations.AddField(
            "issuedpaper", "erased_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.RunSQL(BODY.format(erasing=ERASING), BODY.format(erasing="")),
    ]
