"""Incident types and their questions, dispositions, and the reasons a unit cannot be sent."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Disposition",
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
                ("code", models.TextField()),
                ("name_fa", models.TextField()),
                ("name_en", models.TextField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                ("needs_note", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["order", "code"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("code",), name="disposition_code_is_used_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="IncidentType",
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
                ("code", models.TextField()),
                ("name_fa", models.TextField()),
                ("name_en", models.TextField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                ("priority", models.PositiveSmallIntegerField()),
                ("units", models.PositiveSmallIntegerField(default=1)),
                (
                    "capabilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list
                    ),
                ),
                (
                    "unit_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list
                    ),
                ),
                ("wait_alarm_s", models.PositiveIntegerField(default=300)),
                ("keywords", models.TextField(blank=True, default="")),
            ],
            options={
                "ordering": ["order", "code"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("code",), name="type_code_is_used_once"),
                    models.CheckConstraint(
                        condition=models.Q(("priority__gte", 1), ("priority__lte", 5)),
                        name="type_priority_is_one_to_five",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("units__gte", 1), ("units__lte", 20)),
                        name="type_sends_a_unit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnavailableReason",
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
                ("code", models.TextField()),
                ("name_fa", models.TextField()),
                ("name_en", models.TextField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["order", "code"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("code",), name="reason_code_is_used_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
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
                ("code", models.TextField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("text_fa", models.TextField()),
                ("text_en", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        choices=[("yes_no", "Yes No"), ("number", "Number"), ("text", "Text")],
                        default="yes_no",
                    ),
                ),
                ("yes_means_priority", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "incident_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="catalogue.incidenttype",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident_type", "code"), name="question_code_is_used_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at__isnull", True)),
                        fields=("incident_type", "order"),
                        name="question_has_its_own_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("yes_means_priority__isnull", True),
                            models.Q(
                                ("kind", "yes_no"),
                                ("yes_means_priority__gte", 1),
                                ("yes_means_priority__lte", 5),
                            ),
                            _connector="OR",
                        ),
                        name="only_a_yes_raises_priority",
                    ),
                ],
            },
        ),
    ]
