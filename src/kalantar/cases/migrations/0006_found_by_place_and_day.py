"""Files are found by where and when it happened; the indexes are made beside the running service.

Broken off in the middle it leaves one that is not valid; run again, that one goes first.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


def gone(name):
    return migrations.RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {name}", migrations.RunSQL.noop)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("cases", "0005_where_and_when")]

    operations = [
        gone("case_by_place"),
        AddIndexConcurrently(
            "case",
            GinIndex(OpClass(models.F("place_search"), name="gin_trgm_ops"), name="case_by_place"),
        ),
        gone("case_by_day_it_happened"),
        AddIndexConcurrently(
            "case",
            models.Index(
                fields=["happened_on"],
                condition=models.Q(happened_on__isnull=False),
                name="case_by_day_it_happened",
            ),
        ),
    ]
