"""How long the records of the 110 room are kept, how far the erasing of them has come, and how many went."""

from django.db import migrations, models
from django.db.models import Q
from uuid_utils.compat import uuid7


class Migration(migrations.Migration):
    dependencies = [("retention", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="RoomRetention",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "what",
                    models.TextField(
                        choices=[
                            ("call", "Call"),
                            ("told_call", "Told Call"),
                            ("incident", "Incident"),
                        ]
                    ),
                ),
                ("months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("source", models.TextField(blank=True, default="")),
                ("turn_began_at", models.DateTimeField(blank=True, null=True)),
                ("looked_at", models.DateTimeField(blank=True, null=True)),
                ("looked_id", models.UUIDField(blank=True, null=True)),
                ("erased", models.PositiveBigIntegerField(default=0)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["what"],
                "constraints": [
                    models.UniqueConstraint(fields=["what"], name="room_record_has_one_retention"),
                    models.CheckConstraint(
                        condition=Q(months=None, source="")
                        | (Q(months__gte=1, months__lte=600) & ~Q(source="")),
                        name="room_record_is_kept_for_months",
                    ),
                ],
            },
        ),
    ]
