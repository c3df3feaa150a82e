"""A call can be erased after its time: its times and codes are left."""

import django.db.models.lookups
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

LENGTH = models.Func(
    models.F("number"), function="octet_length", output_field=models.IntegerField()
)


class Migration(migrations.Migration):
    dependencies = [("calls", "0007_no_number_in_clear")]

    operations = [
        migrations.AddField("call", "erased_at", models.DateTimeField(blank=True, null=True)),
        AddConstraintNotValid(
            "call",
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | (
                    Q(django.db.models.lookups.Exact(LENGTH, 0))
                    & Q(number_hash=b"", place=None, accuracy_m=None)
                ),
                name="erased_call_says_nothing",
            ),
        ),
    ]
