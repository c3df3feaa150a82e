"""The documents of a file are found by it, by an index made beside the running service."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("documents", "0002_of_which_file")]
    operations = [
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS document_by_case", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            "document", models.Index(fields=["case", "came_at"], name="document_by_case")
        ),
    ]
