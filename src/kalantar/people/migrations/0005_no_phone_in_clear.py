"""What an older process wrote meanwhile is sealed, and the column in clear goes: all or nothing, under one lock
of a moment. Whether a number has its country is judged before it is sealed; PostgreSQL goes on judging
that what is kept is as long as a sealed number is."""

from importlib import import_module
from typing import Any

import django.db.models.lookups
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

seal = import_module("kalantar.people.migrations.0004_seal_phones").seal
MOVE = """
ALTER TABLE people_user DROP CONSTRAINT phone_is_international;
ALTER TABLE people_user DROP COLUMN phone;
ALTER TABLE people_user RENAME COLUMN phone_sealed TO phone;
ALTER TABLE people_user ALTER COLUMN phone DROP DEFAULT;
"""
LENGTH = models.Func(models.F("phone"), function="octet_length", output_field=models.IntegerField())
INTERNATIONAL = models.CheckConstraint(
    condition=models.Q(django.db.models.lookups.Exact(LENGTH, 0))
    | models.Q(django.db.models.lookups.Range(LENGTH, (38, 46))),
    name="phone_is_international",
)


def seal_the_rest(_apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("LOCK TABLE people_user IN ACCESS EXCLUSIVE MODE")
        seal(cursor)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending for what follows


class Migration(migrations.Migration):
    dependencies = [("people", "0004_seal_phones")]
    operations = [
        migrations.RunPython(seal_the_rest),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(MOVE)],
            state_operations=[
                migrations.RemoveConstraint(model_name="user", name="phone_is_international"),
                migrations.RemoveField(model_name="user", name="phone"),
                migrations.RenameField(
                    model_name="user", old_name="phone_sealed", new_name="phone"
                ),
            ],
        ),
        AddConstraintNotValid("user", INTERNATIONAL),
    ]
