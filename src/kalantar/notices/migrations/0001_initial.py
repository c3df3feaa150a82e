"""What each party of a file was told."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("messaging", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
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
                ("entry", models.UUIDField()),
                ("what", models.TextField()),
                ("role", models.TextField()),
                ("channel", models.TextField(choices=[("sms", "Sms"), ("none", "None")])),
                (
                    "why_not",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("confidential", "Confidential"),
                            ("no_phone", "No Phone"),
                            ("opted_out", "Opted Out"),
                            ("wrong_number", "Wrong Number"),
                            ("guardian", "Guardian"),
                            ("same_person", "Same Person"),
                            ("no_words", "No Words"),
                        ],
                        default="",
                    ),
                ),
                ("text_sha256", models.BinaryField(blank=True, default=b"")),
                ("told_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="cases.case",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="messaging.message",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="cases.party",
                    ),
                ),
            ],
            options={
                "ordering": ["told_at", "pk"],
                "indexes": [
                    models.Index(fields=["entry"], name="notice_by_entry"),
                    models.Index(fields=["told_at"], name="notice_by_time"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("party", "entry"), name="party_is_told_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("channel", "sms"),
                                ("message__isnull", False),
                                ("why_not", ""),
                                models.Q(("text_sha256", b""), _negated=True),
                            ),
                            models.Q(
                                ("channel", "none"),
                                ("text_sha256", b""),
                                models.Q(("why_not", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="notice_is_sent_or_says_why_not",
                    ),
                ],
            },
        ),
    ]
