"""The outbox, who wants no messages, and which files nothing is sent about."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

import kalantar.kernel.sealing.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("message_templates", "0001_initial"),
        ("places", "0006_provisional_stations"),
    ]

    operations = [
        migrations.CreateModel(
            name="OptOut",
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
                (
                    "reason",
                    models.TextField(
                        choices=[
                            ("stop", "Stop"),
                            ("wrong_number", "Wrong Number"),
                            ("desk", "Desk"),
                        ]
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("number_hash",),
                        name="number_opts_out_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
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
                ("prefix", models.TextField()),
                ("text", kalantar.kernel.sealing.fields.SealedField()),
                ("text_sha256", models.BinaryField()),
                ("language", models.TextField()),
                ("encoding", models.TextField(choices=[("gsm7", "Gsm7"), ("ucs2", "Ucs2")])),
                ("segments", models.PositiveSmallIntegerField()),
                ("about_kind", models.TextField()),
                ("about", models.UUIDField()),
                ("event", models.TextField()),
                ("role", models.TextField()),
                (
                    "urgency",
                    models.TextField(
                        choices=[
                            ("asked_for", "Asked For"),
                            ("urgent", "Urgent"),
                            ("usual", "Usual"),
                        ],
                        default="usual",
                    ),
                ),
                ("safe_number", models.BooleanField(default=False)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("queued", "Queued"),
                            ("submitting", "Submitting"),
                            ("submitted", "Submitted"),
                            ("delivered", "Delivered"),
                            ("undelivered", "Undelivered"),
                            ("expired", "Expired"),
                            ("rejected", "Rejected"),
                            ("unknown", "Unknown"),
                            ("cancelled", "Cancelled"),
                            ("suppressed", "Suppressed"),
                        ],
                        default="queued",
                    ),
                ),
                ("reason", models.TextField(default="")),
                ("queued_at", models.DateTimeField()),
                ("not_before", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("route", models.TextField(default="")),
                ("sender", models.IntegerField(null=True)),
                ("claim", models.UUIDField(null=True)),
                ("reference", models.PositiveIntegerField()),
                ("submitted_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.jurisdiction",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="message_templates.messagetemplate",
                    ),
                ),
            ],
            options={
                "ordering": ["-queued_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "queued")),
                        fields=["urgency", "not_before", "id"],
                        name="message_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("state", "queued")),
                        fields=["expires_at"],
                        name="message_waiting_until",
                    ),
                    models.Index(
                        condition=models.Q(("state", "submitting")),
                        fields=["sender", "claim"],
                        name="message_being_sent",
                    ),
                    models.Index(
                        condition=models.Q(("state", "unknown")),
                        fields=["area", "queued_at"],
                        name="message_unknown",
                    ),
                    models.Index(fields=["number_hash", "-queued_at"], name="message_by_number"),
                    models.Index(fields=["about", "queued_at"], name="message_by_file"),
                    models.Index(fields=["area", "-queued_at"], name="message_by_area"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("claim__isnull", False),
                                ("sender__isnull", False),
                                ("state", "submitting"),
                            ),
                            models.Q(
                                models.Q(("state", "submitting"), _negated=True),
                                ("claim", None),
                                ("sender", None),
                            ),
                            _connector="OR",
                        ),
                        name="message_being_sent_has_its_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("queued_at"))),
                        name="message_expires_after_it_was_queued",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "submitted"), _negated=True),
                            ("submitted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="submitted_message_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WithheldFile",
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
                ("about_kind", models.TextField()),
                ("about", models.UUIDField()),
                (
                    "reason",
                    models.TextField(
                        choices=[
                            ("domestic", "Domestic"),
                            ("sexual", "Sexual"),
                            ("child", "Child"),
                            ("informant", "Informant"),
                            ("officer", "Officer"),
                        ]
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.jurisdiction",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("about",),
                        name="file_is_withheld_once",
                    )
                ],
            },
        ),
    ]
