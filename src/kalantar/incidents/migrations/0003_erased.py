"""An incident can be erased after its time: its times and codes are left."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("incidents", "0002_reopened_at")]

    operations = [
        migrations.AddField("incident", "erased_at", models.DateTimeField(blank=True, null=True)),
        AddConstraintNotValid(
            "incident",
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(state="closed", address="", narrative=""),
                name="erased_incident_says_nothing",
            ),
        ),
    ]
