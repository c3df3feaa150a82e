"""A paper knows whom it carries; its words can go as its PDF does, and nothing else of it changes.

The words keep a default in PostgreSQL, for processes that do not know them yet. Of the papers there are it is
not known: they go with whoever is erased of their file, as before.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

import kalantar.kernel.sealing.fields

ADD = "ALTER TABLE papers_issuedpaper ADD COLUMN words bytea NOT NULL DEFAULT ''"
GO = "ALTER TABLE papers_issuedpaper DROP COLUMN words"
BODY = """
CREATE OR REPLACE FUNCTION papers_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- its text may be sealed anew by another key, and forgotten; nothing else of it moves
    free text[] := '{{{free},forgotten_at}}';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- an erasure happens once, and leaves no text
        IF OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.title = ''
            AND NEW.sealed = ''{empty} THEN
            free := free || '{{title,erased_at}}'::text[];
        END IF;
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
WITH_WORDS = BODY.format(free="sealed,words", empty=" AND NEW.words = ''")
WITHOUT = BODY.format(free="sealed", empty="")


class Migration(migrations.Migration):
    dependencies = [("papers", "0004_paper_of_a_copy")]

    operations = [
        migrations.AddField(
            "issuedpaper", "names", ArrayField(models.UUIDField(), blank=True, null=True)
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(ADD, GO)],
            state_operations=[
                migrations.AddField(
                    "issuedpaper",
                    "words",
                    kalantar.kernel.sealing.fields.SealedField(blank=True, default=""),
                )
            ],
        ),
        migrations.RunSQL(WITH_WORDS, WITHOUT),
    ]
