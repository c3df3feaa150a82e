"""The old column goes, once nothing is in it: what a process still wrote meanwhile is moved first."""

from importlib import import_module
from typing import Any

from django.db import migrations

move_batch = import_module("kalantar.kernel.migrations.0003_move_reasons").move_batch


def move_what_came_since(_apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("LOCK TABLE kernel_entry IN ACCESS EXCLUSIVE MODE")
    while move_batch(schema_editor.connection):
        pass


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_move_reasons")]
    operations = [
        migrations.RunPython(move_what_came_since),
        migrations.RemoveField(model_name="entry", name="why"),
    ]
