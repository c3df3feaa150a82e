"""What came of questions after a file that were sent by message."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incoming_messages", "0001_initial"),
        ("messaging", "0001_initial"),
        ("notices", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="StatusAnswer",
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
                ("number_hash", models.BinaryField()),
                ("asked", models.BinaryField()),
                (
                    "answer",
                    models.TextField(
                        choices=[("told", "Told"), ("neutral", "Neutral"), ("silent", "Silent")]
                    ),
                ),
                ("answered_at", models.DateTimeField()),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "incoming",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incoming_messages.incomingmessage",
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
            ],
            options={
                "ordering": ["answered_at", "pk"],
                "indexes": [
                    models.Index(
                        fields=["number_hash", "answered_at"], name="status_answer_by_number"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incoming",), name="incoming_message_is_answered_once"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("number_hash"), "="),
                            (models.F("asked"), "="),
                            (models.F("period"), "&&"),
                        ],
                        name="same_question_is_answered_once",
                    ),
                ],
            },
        ),
    ]
