"""The alarms that officers in danger raise."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import kalantar.kernel.geometry


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("incidents", "0004_incident_to_erase"),
        ("patrols", "0005_history_in_parts"),
        ("places", "0006_provisional_stations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PanicAlarm",
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
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("raised", "Raised"),
                            ("acknowledged", "Acknowledged"),
                            ("ended", "Ended"),
                        ],
                        default="raised",
                    ),
                ),
                ("pressed", models.PositiveSmallIntegerField(default=1)),
                ("place", kalantar.kernel.geometry.PointField(blank=True, null=True)),
                ("accuracy_m", models.FloatField(blank=True, null=True)),
                ("measured_at", models.DateTimeField(blank=True, null=True)),
                ("raised_at", models.DateTimeField()),
                ("pressed_at", models.DateTimeField()),
                ("safe_said_at", models.DateTimeField(blank=True, null=True)),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.TextField(
                        blank=True,
                        choices=[("helped", "Helped"), ("mistake", "Mistake"), ("drill", "Drill")],
                        default="",
                    ),
                ),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
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
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.jurisdiction",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patrols.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["raised_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["raised_at"],
                        name="panic_alarm_running",
                    ),
                    models.Index(
                        condition=models.Q(("place__isnull", False)),
                        fields=["ended_at"],
                        name="panic_alarm_to_forget",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("officer",),
                        name="officer_has_one_running_alarm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("acknowledged_at", None),
                                ("acknowledged_by", None),
                                ("state", "raised"),
                                ("ended_at", None),
                                ("ended_by", None),
                                ("outcome", ""),
                            ),
                            models.Q(
                                ("acknowledged_at__isnull", False),
                                ("state", "acknowledged"),
                                ("acknowledged_by__isnull", False),
                                ("ended_at", None),
                                ("ended_by", None),
                                ("outcome", ""),
                            ),
                            models.Q(
                                ("acknowledged_at__isnull", False),
                                ("acknowledged_by__isnull", False),
                                ("state", "ended"),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="panic_alarm_says_who_answered",
                    ),
                ],
            },
        ),
    ]
