"""The parts at the operator's, and receipts that belong to nothing known yet."""

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
            name="StrayReceipt",
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
                ("smsc_id", models.TextField()),
                ("reference", models.PositiveIntegerField(null=True)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("submitted", "Submitted"),
                            ("delivered", "Delivered"),
                            ("undelivered", "Undelivered"),
                            ("expired", "Expired"),
                            ("rejected", "Rejected"),
                        ]
                    ),
                ),
                ("error", models.TextField(default="")),
                ("came_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["came_at"], name="stray_receipt_by_time")],
            },
        ),
        migrations.CreateModel(
            name="MessagePart",
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
                ("number", models.PositiveSmallIntegerField()),
                ("route", models.TextField()),
                ("smsc_id", models.TextField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("submitted", "Submitted"),
                            ("delivered", "Delivered"),
                            ("undelivered", "Undelivered"),
                            ("expired", "Expired"),
                            ("rejected", "Rejected"),
                        ],
                        default="submitted",
                    ),
                ),
                ("error", models.TextField(default="")),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "message",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="messaging.message",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["smsc_id", "route"], name="message_part_by_smsc_id")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("message", "number"), name="message_part_is_sent_once"
                    )
                ],
            },
        ),
    ]
