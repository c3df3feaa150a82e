"""The standard confidential categories say why they are; one that says something already stays.

Each is a transaction of its own, so this can be stopped at any moment and run again.
"""

from typing import Any

from django.db import migrations

REASONS = {
    "domestic_violence": "domestic",
    "child_protection": "child",
    "sexual_offence": "sexual",
    "information_given": "informant",
}
SAY = """
UPDATE case_catalogue_casecategory SET confidential_because = %s
WHERE code = %s AND confidential AND confidential_because = ''
"""


def say_why(_apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        for code, because in REASONS.items():
            cursor.execute(SAY, [because, code])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("case_catalogue", "0005_why_confidential")]
    operations = [migrations.RunPython(say_why, migrations.RunPython.noop)]
