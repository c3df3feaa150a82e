"""Branches of courts, their orders, and whom each concerns."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("persons", "0001_initial"),
        ("places", "0005_nearest_on_the_ground"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Branch",
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
                ("public_key", models.BinaryField(blank=True, default=b"")),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(fields=("code",), name="branch_code_is_used_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Order",
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
                ("number", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("summons", "Summons"),
                            ("arrest", "Arrest"),
                            ("inquiry", "Inquiry"),
                            ("search", "Search"),
                            ("seizure", "Seizure"),
                            ("locating", "Locating"),
                            ("service", "Service"),
                            ("protection", "Protection"),
                            ("handover", "Handover"),
                            ("other", "Other"),
                        ]
                    ),
                ),
                ("text", models.TextField()),
                ("issued_on", models.DateField()),
                ("due_at", models.DateTimeField()),
                (
                    "source",
                    models.TextField(
                        choices=[("clerk", "Clerk"), ("program", "Program"), ("file", "File")]
                    ),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("received", "Received"),
                            ("assigned", "Assigned"),
                            ("carried_out", "Carried Out"),
                            ("returned", "Returned"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="received",
                    ),
                ),
                ("received_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("report", models.TextField(blank=True, default="")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orders.branch",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="cases.case",
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
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["due_at"],
            },
        ),
        migrations.CreateModel(
            name="OrderPerson",
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
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerned",
                        to="orders.order",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="persons.person",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("state__in", ("received", "assigned"))),
                fields=["jurisdiction", "due_at"],
                name="running_order_by_station",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("state__in", ("received", "assigned"))),
                fields=["officer", "due_at"],
                name="running_order_by_officer",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["jurisdiction", "-received_at"], name="order_by_station"),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.UniqueConstraint(
                fields=("branch", "number"), name="order_is_received_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("received", "assigned")), ("ended_at__isnull", True)),
                    models.Q(
                        models.Q(("state__in", ("received", "assigned")), _negated=True),
                        ("ended_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="order_that_is_over_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["carried_out", "returned"]), _negated=True),
                    models.Q(("report", ""), _negated=True),
                    _connector="OR",
                ),
                name="answered_order_has_its_report",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "assigned"), _negated=True),
                    ("officer__isnull", False),
                    _connector="OR",
                ),
                name="assigned_order_has_its_officer",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    ("ended_at__gte", models.F("received_at")),
                    _connector="OR",
                ),
                name="order_times_run_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderperson",
            constraint=models.UniqueConstraint(
                fields=("order", "person"), name="person_is_concerned_once"
            ),
        ),
    ]
