"""How long a unit on an incident of a type may be silent; what is there gets the limit of its priority."""

from typing import Any

from django.db import migrations, models

# A few dozen rows, none of which had a limit of its own that this could overwrite.
BY_PRIORITY = """
UPDATE catalogue_incidenttype
   SET word_within_s = CASE priority WHEN 1 THEN 600 WHEN 2 THEN 900 WHEN 3 THEN 1800 ELSE 0 END
 WHERE word_within_s = 0
"""


def by_priority(apps: Any, schema: Any) -> None:
    with schema.connection.cursor() as cursor:
        cursor.execute(BY_PRIORITY)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [
        migrations.AddField(
            "incidenttype", "word_within_s", models.PositiveIntegerField(default=0, db_default=0)
        ),
        migrations.RunPython(by_priority, migrations.RunPython.noop),
    ]
