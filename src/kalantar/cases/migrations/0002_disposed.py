"""A file can be disposed of: its tombstone is left."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.AddField("case", "disposed_at", models.DateTimeField(blank=True, null=True)),
        AddConstraintNotValid(
            "case",
            models.CheckConstraint(
                condition=Q(disposed_at__isnull=True)
                | Q(state="closed", officer=None, narrative=""),
                name="disposed_case_stays_closed",
            ),
        ),
    ]
