"""So that old operation ids are found without reading the others. Made beside the running service.

Broken off in the middle it leaves an index that is not valid; run again, that one goes first.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("kernel", "0004_no_words_in_the_log")]
    operations = [
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS operation_by_time", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            "operation", models.Index(fields=["done_at"], name="operation_by_time")
        ),
    ]
