"""Which incidents are to be erased is asked by when they were closed; the index is made beside the service."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models
from django.db.models import Q

NAME = "incident_to_erase"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("incidents", "0003_erased")]

    operations = [
        ValidateConstraint("incident", "erased_incident_says_nothing"),
        migrations.RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}", migrations.RunSQL.noop),
        AddIndexConcurrently(
            "incident",
            models.Index(
                fields=["closed_at", "id"],
                condition=Q(state="closed", erased_at=None),
                name=NAME,
            ),
        ),
    ]
