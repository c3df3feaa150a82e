"""A file that is withheld since before categories said why is so for its category's reason, in batches.

Each batch is a transaction of its own, so this can be stopped at any moment and run again.
"""

from typing import Any

from django.db import migrations

BATCH = 2_000
REASONS = """
UPDATE messaging_withheldfile AS withheld SET reason = found.because
FROM (
    SELECT kept.id, category.confidential_because AS because
    FROM messaging_withheldfile AS kept
    JOIN cases_case AS file ON file.id = kept.about
    JOIN case_catalogue_casecategory AS category ON category.id = file.category_id
    WHERE kept.until IS NULL AND kept.reason = 'officer' AND category.confidential_because <> ''
    LIMIT %s
) AS found
WHERE withheld.id = found.id
"""


def say_why(_apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(REASONS, [BATCH])
        while cursor.rowcount:
            cursor.execute(REASONS, [BATCH])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("notices", "0002_status_answers"),
        ("cases", "0004_oldnumber"),
        ("case_catalogue", "0006_standard_reasons"),
        ("messaging", "0002_opted_out_on_the_citizens_page"),
    ]
    operations = [migrations.RunPython(say_why, migrations.RunPython.noop)]
