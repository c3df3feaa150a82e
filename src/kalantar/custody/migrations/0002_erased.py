"""What was held is kept from being said by law only; who of the service had it and when never changes."""

from django.db import migrations, models

BODY = """
CREATE OR REPLACE FUNCTION custody_chain_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- sealed texts may be sealed anew by another key
    free text[] := '{{to_whom,identified,why}}';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        {erasing}IF to_jsonb(NEW) - free = to_jsonb(OLD) - free THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the chain of custody is never changed: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'chain_is_never_changed';
END $$;
"""
ERASING = """-- only an erasure, which has its moment, takes a text away
        IF NEW.erased_at IS NOT NULL AND NEW.erased_at IS DISTINCT FROM OLD.erased_at THEN
            free := free || '{erased_at}'::text[];
        ELSIF (NEW.to_whom = '' AND OLD.to_whom <> '') OR (NEW.why = '' AND OLD.why <> '')
            OR (NEW.identified = '' AND OLD.identified <> '') THEN
            free := '{}';
        END IF;
        """


class Migration(migrations.Migration):
    dependencies = [("custody", "0001_initial")]

    operations = [
        migrations.AddField("item", "erased_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("movement", "erased_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunSQL(BODY.format(erasing=ERASING), BODY.format(erasing="")),
    ]
