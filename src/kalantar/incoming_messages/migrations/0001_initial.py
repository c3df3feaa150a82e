"""What people wrote to us, whole or in parts."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

import kalantar.kernel.sealing.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("messaging", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="IncomingPart",
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
                ("number", kalantar.kernel.sealing.fields.SealedField()),
                (
                    "number_hash",
                    kalantar.kernel.sealing.fields.KeyedHashField(kind="phone", of="number"),
                ),
                ("route", models.TextField()),
                ("reference", models.PositiveIntegerField()),
                ("total", models.PositiveSmallIntegerField()),
                ("at", models.PositiveSmallIntegerField()),
                ("octets", kalantar.kernel.sealing.fields.SealedField()),
                ("coding", models.TextField()),
                ("came_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["came_at"], name="incoming_part_by_time")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("number_hash", "reference", "total", "at", "route"),
                        name="incoming_part_comes_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IncomingMessage",
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
                ("number", kalantar.kernel.sealing.fields.SealedField()),
                (
                    "number_hash",
                    kalantar.kernel.sealing.fields.KeyedHashField(kind="phone", of="number"),
                ),
                ("text", kalantar.kernel.sealing.fields.SealedField()),
                ("route", models.TextField()),
                (
                    "meaning",
                    models.TextField(
                        choices=[
                            ("opt_out", "Opt Out"),
                            ("opt_in", "Opt In"),
                            ("wrong_number", "Wrong Number"),
                            ("status", "Status"),
                            ("other", "Other"),
                        ]
                    ),
                ),
                ("came_at", models.DateTimeField()),
                (
                    "answers",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="messaging.message",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-came_at"], name="incoming_message_by_time")],
            },
        ),
    ]
