"""Which closed files are due is asked by when they were closed."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("cases", "0002_disposed")]

    operations = [
        ValidateConstraint("case", "disposed_case_stays_closed"),
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS closed_case_by_time", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            "case",
            models.Index(
                fields=["closed_at"],
                condition=Q(state="closed", disposed_at=None),
                name="closed_case_by_time",
            ),
        ),
    ]
