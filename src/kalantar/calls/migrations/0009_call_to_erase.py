"""Which calls are to be erased is asked by when they rang; the index is made beside the running service."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models
from django.db.models import Q

NAME = "call_to_erase"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("calls", "0008_erased")]

    operations = [
        ValidateConstraint("call", "erased_call_says_nothing"),
        migrations.RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}", migrations.RunSQL.noop),
        AddIndexConcurrently(
            "call",
            models.Index(fields=["offered_at", "id"], condition=Q(erased_at=None), name=NAME),
        ),
    ]
