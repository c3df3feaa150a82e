"""A document is of a file, says how it came, and is never changed: a trigger keeps it so."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

OF_A_FILE = """
ALTER TABLE documents_document ADD CONSTRAINT document_of_a_file CHECK (case_id IS NOT NULL) NOT VALID;
ALTER TABLE documents_document VALIDATE CONSTRAINT document_of_a_file;
ALTER TABLE documents_document ALTER COLUMN case_id SET NOT NULL;
ALTER TABLE documents_document DROP CONSTRAINT document_of_a_file;
"""
OF_A_FILE_OR_NOT = "ALTER TABLE documents_document ALTER COLUMN case_id DROP NOT NULL"
KEPT = """
CREATE FUNCTION documents_kept_as_they_came() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- sealed texts may be sealed anew by another key; what it is does not change for that
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
CREATE TRIGGER document_kept_as_it_came BEFORE UPDATE ON documents_document
    FOR EACH ROW EXECUTE FUNCTION documents_kept_as_they_came();
"""
CHANGED = """
DROP TRIGGER document_kept_as_it_came ON documents_document;
DROP FUNCTION documents_kept_as_they_came();
"""
HOW = models.CheckConstraint(
    condition=models.Q(
        models.Q(("came", "desk"), ("taken_in_by__isnull", False)),
        models.Q(("came", "portal"), ("party__isnull", False), ("taken_in_by", None)),
        _connector="OR",
    ),
    name="document_says_how_it_came",
)
ERROR = models.CheckConstraint(
    condition=models.Q(
        models.Q(("in_error_at", None), ("in_error_by", None)),
        models.Q(("in_error_at__isnull", False), ("in_error_by__isnull", False)),
        _connector="OR",
    ),
    name="document_in_error_says_who_and_when",
)


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_document_by_case")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(OF_A_FILE, OF_A_FILE_OR_NOT)],
            state_operations=[
                migrations.AlterField(
                    model_name="document",
                    name="case",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                )
            ],
        ),
        AddConstraintNotValid("document", HOW),
        AddConstraintNotValid("document", ERROR),
        ValidateConstraint("document", HOW.name),
        ValidateConstraint("document", ERROR.name),
        migrations.RunSQL(KEPT, CHANGED),
    ]
