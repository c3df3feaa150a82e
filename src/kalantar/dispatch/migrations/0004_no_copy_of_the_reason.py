"""The emptied column goes, after what a process still wrote into it meanwhile; the constraint comes.

Nobody else reads or writes the table until then: what is left is found by the index of the migration before.
"""

from importlib import import_module
from typing import Any

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

move = import_module("kalantar.dispatch.migrations.0003_move_reasons").move


def move_what_came_since(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("LOCK TABLE dispatch_dispatch IN ACCESS EXCLUSIVE MODE")
        move(apps, schema_editor)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending for what follows


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0003_move_reasons")]
    operations = [
        migrations.RunPython(move_what_came_since),
        migrations.RemoveField(model_name="dispatch", name="why"),
        AddConstraintNotValid(
            model_name="dispatch",
            constraint=models.CheckConstraint(
                condition=Q(overridden=False) | Q(reason__isnull=False), name="override_says_why"
            ),
        ),
    ]
