"""When a crew asked for backup: a column that may be empty, so that no row is rewritten or read."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

ASKED = models.CheckConstraint(
    condition=models.Q(("backup_asked_at", None), ("ended_at", None), _connector="OR"),
    name="backup_is_asked_by_who_is_on_it",
)


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0006_recommendation_kept_whole")]
    operations = [
        migrations.AddField(
            "assignment", "backup_asked_at", models.DateTimeField(blank=True, null=True)
        ),
        AddConstraintNotValid("assignment", ASKED),
    ]
