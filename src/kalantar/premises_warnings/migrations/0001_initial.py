"""Warnings on places, each with its basis, owner and expiry."""

import datetime

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import kalantar.kernel.geometry


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("incidents", "0004_incident_to_erase"),
        ("places", "0006_provisional_stations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PremisesWarning",
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
                ("place", kalantar.kernel.geometry.PointField()),
                ("radius_m", models.SmallIntegerField(default=30)),
                ("address", models.TextField(blank=True)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("dog", "Dog"),
                            ("weapon", "Weapon"),
                            ("violence", "Violence"),
                            ("medical", "Medical"),
                            ("dangerous_matter", "Dangerous Matter"),
                            ("building", "Building"),
                            ("access", "Access"),
                        ]
                    ),
                ),
                ("note", models.TextField(blank=True, default="")),
                (
                    "basis",
                    models.TextField(
                        choices=[
                            ("incident", "Incident"),
                            ("file", "File"),
                            ("letter", "Letter"),
                            ("seen", "Seen"),
                        ]
                    ),
                ),
                ("basis_number", models.TextField(blank=True, default="")),
                ("entered_at", models.DateTimeField()),
                ("since", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "spot",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("place"), function="kalantar_mercator"),
                        output_field=kalantar.kernel.geometry.PointField(),
                    ),
                ),
                (
                    "basis_incident",
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
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.jurisdiction",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        condition=models.Q(("ended_at", None), ("erased_at", None)),
                        fields=["spot"],
                        name="premises_warning_by_spot",
                    ),
                    models.Index(
                        fields=["jurisdiction", "expires_at", "id"], name="premises_warning_by_area"
                    ),
                    models.Index(
                        condition=models.Q(("erased_at", None)),
                        fields=["expires_at"],
                        name="premises_warning_kept",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_at__gt", models.F("since")),
                            (
                                "expires_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("since"),
                                    "+",
                                    models.Value(datetime.timedelta(days=366)),
                                ),
                            ),
                        ),
                        name="warning_lasts_at_most_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("radius_m__gte", 10), ("radius_m__lte", 150)),
                        name="warning_is_of_one_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("basis", "incident"),
                                ("basis_incident__isnull", False),
                                ("basis_number", ""),
                            ),
                            models.Q(
                                ("basis__in", ["file", "letter"]),
                                ("basis_incident", None),
                                models.Q(("basis_number", ""), _negated=True),
                            ),
                            models.Q(
                                ("basis", "seen"), ("basis_incident", None), ("basis_number", "")
                            ),
                            ("erased_at__isnull", False),
                            _connector="OR",
                        ),
                        name="warning_says_its_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at", None),
                            models.Q(("address", ""), ("basis_number", ""), ("note", "")),
                            _connector="OR",
                        ),
                        name="erased_warning_says_nothing",
                    ),
                ],
            },
        ),
    ]
