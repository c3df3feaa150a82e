"""Who has access to which file from their own phone, and how often codes were asked for."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

import kalantar.kernel.sealing.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Asking",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "scope",
                        "key",
                        "began",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "scope",
                    models.TextField(
                        choices=[
                            ("all", "All"),
                            ("address", "Address"),
                            ("file", "File"),
                            ("phone", "Phone"),
                        ]
                    ),
                ),
                ("key", models.BinaryField()),
                ("began", models.DateTimeField()),
                ("times", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["began"], name="asking_by_time")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scope", "phone"), _negated=True),
                            ("times__lte", 4),
                            _connector="OR",
                        ),
                        name="phone_is_sent_a_few_codes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scope", "file"), _negated=True),
                            ("times__lte", 20),
                            _connector="OR",
                        ),
                        name="file_is_asked_for_seldom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scope", "address"), _negated=True),
                            ("times__lte", 100),
                            _connector="OR",
                        ),
                        name="address_asks_for_some_codes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scope", "all"), _negated=True),
                            ("times__lte", 6000),
                            _connector="OR",
                        ),
                        name="codes_are_asked_for_at_a_pace",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Access",
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
                        choices=[("asked", "Asked"), ("held", "Held"), ("given_up", "Given Up")],
                        default="asked",
                    ),
                ),
                ("number", models.TextField()),
                ("phone", kalantar.kernel.sealing.fields.SealedField(blank=True, default="")),
                ("language", models.TextField()),
                ("token_hash", models.BinaryField()),
                ("code_hash", models.BinaryField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                ("given_up_at", models.DateTimeField(blank=True, null=True)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.party",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["asked_at"], name="access_by_time")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tries__lte", 5)),
                        name="access_code_is_tried_a_few_times",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("asked_at"))),
                        name="access_code_lasts_a_while",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_up_at", None), ("held_at", None), ("state", "asked")),
                            models.Q(
                                ("given_up_at", None),
                                ("held_at__isnull", False),
                                ("party__isnull", False),
                                ("state", "held"),
                            ),
                            models.Q(("given_up_at__isnull", False), ("state", "given_up")),
                            _connector="OR",
                        ),
                        name="held_access_is_a_partys",
                    ),
                ],
            },
        ),
    ]
