"""Units, their shifts and crews, where they last were and where they have been."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import kalantar.kernel.geometry


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("kernel", "0001_initial"),  # kalantar_mercator(point)
        ("catalogue", "0001_initial"),
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),  # an officer (=) in overlapping (&&) crews
        migrations.CreateModel(
            name="Unit",
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
                ("call_sign", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("foot", "Foot"),
                            ("motorcycle", "Motorcycle"),
                            ("car", "Car"),
                            ("special_team", "Special Team"),
                        ]
                    ),
                ),
                ("plain_clothes", models.BooleanField(default=False)),
                (
                    "capabilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list
                    ),
                ),
                ("radio_identity", models.TextField(blank=True, default="")),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("off_duty", "Off Duty"),
                            ("available", "Available"),
                            ("assigned", "Assigned"),
                            ("en_route", "En Route"),
                            ("on_scene", "On Scene"),
                            ("unavailable", "Unavailable"),
                        ],
                        default="off_duty",
                    ),
                ),
                ("status_since", models.DateTimeField()),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.jurisdiction",
                    ),
                ),
                (
                    "unavailable_reason",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="catalogue.unavailablereason",
                    ),
                ),
            ],
            options={
                "ordering": ["call_sign"],
            },
        ),
        migrations.CreateModel(
            name="Shift",
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
                ("begun_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts",
                        to="patrols.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PositionReport",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "unit_id",
                        "measured_at",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("place", kalantar.kernel.geometry.PointField()),
                ("accuracy_m", models.FloatField(null=True)),
                ("measured_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="patrols.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CrewMember",
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
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="crew",
                        to="patrols.shift",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("officer", "="), ("period", "&&")],
                        name="officer_in_one_crew_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitPosition",
            fields=[
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="position",
                        serialize=False,
                        to="patrols.unit",
                    ),
                ),
                ("place", kalantar.kernel.geometry.PointField()),
                ("accuracy_m", models.FloatField(null=True)),
                ("measured_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                (
                    "spot",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("place"), function="kalantar_mercator"),
                        output_field=kalantar.kernel.geometry.PointField(),
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        fields=["spot"], name="unit_position_by_spot"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)),
                fields=("jurisdiction", "call_sign"),
                name="call_sign_is_one_units",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "unavailable"), ("unavailable_reason__isnull", False)),
                    models.Q(
                        models.Q(("status", "unavailable"), _negated=True),
                        ("unavailable_reason__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="unavailable_unit_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("retired_at__isnull", True), ("status", "off_duty"), _connector="OR"
                ),
                name="retired_unit_is_off_duty",
            ),
        ),
        migrations.AddIndex(
            model_name="shift",
            index=models.Index(fields=["unit", "begun_at"], name="shift_by_unit"),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("unit",),
                name="unit_in_one_shift",
            ),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    ("ended_at__gte", models.F("begun_at")),
                    _connector="OR",
                ),
                name="shift_runs_forward",
            ),
        ),
        migrations.AddIndex(
            model_name="positionreport",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["received_at"], name="position_report_by_time"
            ),
        ),
    ]
