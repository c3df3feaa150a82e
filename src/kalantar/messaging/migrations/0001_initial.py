"""The outbox, its templates, receipts, and who wants no messages."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import kalantar.kernel.sealing.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0005_nearest_on_the_ground"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MessageTemplate",
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
                ("event", models.TextField()),
                ("language", models.TextField()),
                ("role", models.TextField()),
                ("version", models.PositiveIntegerField()),
                ("text", models.TextField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("draft", "Draft"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("retired", "Retired"),
                        ],
                        default="draft",
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("judged_at", models.DateTimeField(null=True)),
                (
                    "judged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["event", "language", "role", "-version"],
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
                        to="messaging.messagetemplate",
                    ),
                ),
            ],
            options={
                "ordering": ["-queued_at"],
            },
        ),
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
        migrations.AddConstraint(
            model_name="messagetemplate",
            constraint=models.UniqueConstraint(
                fields=("event", "language", "role", "version"),
                name="template_version_is_used_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="messagetemplate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "approved")),
                fields=("event", "language", "role"),
                name="one_template_is_in_use",
            ),
        ),
        migrations.AddConstraint(
            model_name="messagetemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("judged_by", None), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True),
                        ("judged_by__isnull", False),
                        models.Q(("judged_by", models.F("written_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="template_is_judged_by_another",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "queued")),
                fields=["urgency", "not_before", "id"],
                name="message_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "queued")),
                fields=["expires_at"],
                name="message_waiting_until",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "submitting")),
                fields=["sender", "claim"],
                name="message_being_sent",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "unknown")),
                fields=["area", "queued_at"],
                name="message_unknown",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["number_hash", "-queued_at"], name="message_by_number"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["about", "queued_at"], name="message_by_file"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["area", "-queued_at"], name="message_by_area"),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("claim__isnull", False), ("sender__isnull", False), ("state", "submitting")
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
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("queued_at"))),
                name="message_expires_after_it_was_queued",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "submitted"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="submitted_message_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="withheldfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("about",), name="file_is_withheld_once"
            ),
        ),
    ]
