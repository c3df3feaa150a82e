"""What is usual, what was folded, what was said to be different: three tables of their own, new and empty."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("incidents", "0004_incident_to_erase"),
        ("places", "0006_provisional_stations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SaidDifferent",
            fields=[
                (
                    "incident",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="incidents.incident",
                    ),
                ),
                ("said_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Expected",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "area_id",
                        "hour",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("hour", models.PositiveSmallIntegerField()),
                ("calls", models.PositiveIntegerField()),
                ("weeks", models.PositiveSmallIntegerField()),
                ("counted_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.jurisdiction",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hour__lt", 168), ("weeks__gt", 0)),
                        name="expected_is_of_an_hour_of_the_week",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fold",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("folded_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "folded_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "ordering": ["folded_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("incident",),
                        name="incident_is_folded_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("incident", models.F("into")), _negated=True),
                        name="incident_is_not_folded_into_itself",
                    ),
                ],
            },
        ),
    ]
