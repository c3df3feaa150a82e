"""The reports on an order are found by it; the index is made beside the running service."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("papers", "0007_of_an_order_alone")]

    operations = [
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS report_by_order", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            "issuedpaper",
            models.Index(
                fields=["about"],
                condition=models.Q(("kind", "order_report")),
                name="report_by_order",
            ),
        ),
    ]
