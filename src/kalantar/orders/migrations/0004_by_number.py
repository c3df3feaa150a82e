"""An order is found by its number; the index is made beside the running service.

Broken off in the middle it leaves one that is not valid; run again, that one goes first.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("orders", "0003_erased_is_true")]

    operations = [
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS order_by_number", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            "order", models.Index(fields=["number", "-received_at"], name="order_by_number")
        ),
    ]
