"""A document can be erased by law, and only so does it lose what it says; its hash never changes."""

from django.db import migrations, models

KEPT = """
CREATE OR REPLACE FUNCTION documents_kept_as_they_came() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- sealed texts may be sealed anew by another key; what it is does not change for that
    free text[] := '{title,name}';
    emptied boolean := false;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.in_error_at IS NULL THEN
            free := free || '{in_error_at,in_error_by_id}'::text[];
        END IF;
        emptied := (NEW.title = '' AND OLD.title <> '') OR (NEW.name = '' AND OLD.name <> '');
        -- an erasure happens once, and leaves no text
        IF OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.title = '' AND NEW.name = '' THEN
            free := free || '{erased_at}'::text[];
            emptied := false;
        END IF;
        IF NOT emptied AND to_jsonb(NEW) - free = to_jsonb(OLD) - free THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a document is kept as it came: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation',
        CONSTRAINT = 'document_is_kept_as_it_came';
END $$;
CREATE TRIGGER document_kept BEFORE DELETE ON documents_document
    FOR EACH ROW EXECUTE FUNCTION documents_kept_as_they_came();
CREATE FUNCTION documents_pieces_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.content <> '' AND to_jsonb(NEW) - 'content' = to_jsonb(OLD) - 'content' THEN
            RETURN NEW;
        END IF;
    ELSIF EXISTS (
        SELECT FROM documents_document WHERE id = OLD.document_id AND erased_at IS NOT NULL
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'what a document says is kept as it came: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation',
        CONSTRAINT = 'document_is_kept_as_it_came';
END $$;
CREATE TRIGGER document_piece_kept BEFORE UPDATE OR DELETE ON documents_documentpiece
    FOR EACH ROW EXECUTE FUNCTION documents_pieces_kept();
"""
BEFORE = """
DROP TRIGGER document_piece_kept ON documents_documentpiece;
DROP FUNCTION documents_pieces_kept();
DROP TRIGGER document_kept ON documents_document;
CREATE OR REPLACE FUNCTION documents_kept_as_they_came() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := '{title,name}';
BEGIN
    IF OLD.in_error_at IS NULL THEN
        free := free || '{in_error_at,in_error_by_id}'::text[];
    END IF;
    IF to_jsonb(NEW) - free = to_jsonb(OLD) - free THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a document is kept as it came'
        USING ERRCODE = 'integrity_constraint_violation',
        CONSTRAINT = 'document_is_kept_as_it_came';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_kept_as_it_came")]

    operations = [
        migrations.AddField("document", "erased_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunSQL(KEPT, BEFORE),
    ]
