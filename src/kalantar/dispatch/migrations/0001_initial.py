"""Decisions to send, and the units sent."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("incidents", "0001_initial"),
        ("patrols", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dispatch",
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
                ("sent_at", models.DateTimeField()),
                (
                    "method",
                    models.TextField(
                        choices=[
                            ("routed", "Routed"),
                            ("straight_line", "Straight Line"),
                            ("none", "None"),
                        ],
                        default="none",
                    ),
                ),
                ("note", models.TextField(blank=True, default="")),
                ("proposed", models.JSONField(blank=True, default=list)),
                ("passed_over", models.JSONField(blank=True, default=list)),
                ("overridden", models.BooleanField(default=False)),
                ("why", models.TextField(blank=True, default="")),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispatches",
                        to="incidents.incident",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "dispatches",
            },
        ),
        migrations.CreateModel(
            name="Assignment",
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
                            ("sent", "Sent"),
                            ("acknowledged", "Acknowledged"),
                            ("en_route", "En Route"),
                            ("on_scene", "On Scene"),
                            ("cleared", "Cleared"),
                            ("called_off", "Called Off"),
                            ("diverted", "Diverted"),
                            ("broken_down", "Broken Down"),
                        ],
                        default="sent",
                    ),
                ),
                ("expected_s", models.PositiveIntegerField(blank=True, null=True)),
                ("sent_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("en_route_at", models.DateTimeField(blank=True, null=True)),
                ("on_scene_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="incidents.incident",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="patrols.unit",
                    ),
                ),
                (
                    "dispatch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="dispatch.dispatch",
                    ),
                ),
            ],
            options={
                "ordering": ["sent_at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="dispatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("overridden", False), models.Q(("why", ""), _negated=True), _connector="OR"
                ),
                name="override_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["incident", "sent_at"], name="assignment_by_incident"),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["unit", "-sent_at"], name="assignment_by_unit"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("unit",),
                name="unit_on_one_active_incident",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True),
                        ("state__in", ["sent", "acknowledged", "en_route", "on_scene"]),
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("state__in", ["cleared", "called_off", "diverted", "broken_down"]),
                    ),
                    _connector="OR",
                ),
                name="ended_assignment_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("acknowledged_at__isnull", True),
                        ("acknowledged_at__gte", models.F("sent_at")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("en_route_at__isnull", True),
                        ("en_route_at__gte", models.F("sent_at")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("on_scene_at__isnull", True),
                        ("on_scene_at__gte", models.F("sent_at")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("on_scene_at__isnull", True),
                        ("en_route_at__isnull", True),
                        ("on_scene_at__gte", models.F("en_route_at")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("ended_at__isnull", True),
                        ("ended_at__gte", models.F("sent_at")),
                        _connector="OR",
                    ),
                ),
                name="assignment_times_run_forward",
            ),
        ),
    ]
