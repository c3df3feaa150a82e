"""A phone that replaced another one waits for its code: an empty column, which no row is rewritten for."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("persons", "0006_known_by_a_number_is_true")]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '2s'", migrations.RunSQL.noop),
        migrations.AddField(
            "person", "phone_waits_since", models.DateTimeField(blank=True, null=True)
        ),
        AddConstraintNotValid(
            "person",
            models.CheckConstraint(
                condition=Q(phone_waits_since__isnull=True) | ~Q(phone_hash=b""),
                name="phone_that_waits_is_there",
            ),
        ),
    ]
