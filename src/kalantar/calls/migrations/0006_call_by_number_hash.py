"""Calls are found by the hash of their number, by an index made beside the running service."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

NAME = "call_by_hash"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("calls", "0005_seal_numbers")]
    operations = [
        migrations.RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}", migrations.RunSQL.noop),
        AddIndexConcurrently(
            "call", models.Index(fields=["number_hash", "-offered_at"], name=NAME)
        ),
    ]
