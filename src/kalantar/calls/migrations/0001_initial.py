"""The calls."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import kalantar.kernel.geometry


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
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
                ("number", models.TextField(blank=True, default="")),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("offered", "Offered"),
                            ("answered", "Answered"),
                            ("ended", "Ended"),
                            ("abandoned", "Abandoned"),
                        ],
                        default="offered",
                    ),
                ),
                ("offered_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("place", kalantar.kernel.geometry.PointField(blank=True, null=True)),
                (
                    "place_source",
                    models.TextField(
                        choices=[
                            ("unknown", "Unknown"),
                            ("cell", "Cell"),
                            ("subscriber", "Subscriber"),
                            ("handset", "Handset"),
                            ("caller", "Caller"),
                            ("map", "Map"),
                        ],
                        default="unknown",
                    ),
                ),
                ("accuracy_m", models.FloatField(blank=True, null=True)),
                ("wants_secrecy", models.BooleanField(default=False)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.jurisdiction",
                    ),
                ),
            ],
            options={
                "ordering": ["-offered_at"],
                "indexes": [
                    models.Index(fields=["jurisdiction", "-offered_at"], name="call_by_area"),
                    models.Index(
                        condition=models.Q(("state", "offered")),
                        fields=["jurisdiction", "offered_at"],
                        name="call_waiting",
                    ),
                    models.Index(fields=["number", "-offered_at"], name="call_by_number"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True),
                                ("answered_at__gte", models.F("offered_at")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_at__gte", models.F("offered_at")),
                                _connector="OR",
                            ),
                        ),
                        name="call_times_run_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True),
                                ("ended_at__isnull", True),
                                ("state", "offered"),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("ended_at__isnull", True),
                                ("state", "answered"),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("ended_at__isnull", False),
                                ("state", "ended"),
                            ),
                            models.Q(
                                ("answered_at__isnull", True),
                                ("ended_at__isnull", False),
                                ("state", "abandoned"),
                            ),
                            _connector="OR",
                        ),
                        name="call_state_has_its_times",
                    ),
                ],
            },
        ),
    ]
