"""The words of messages, each version a row."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "language", "role", "version"),
                        name="template_version_is_used_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "approved")),
                        fields=("event", "language", "role"),
                        name="one_template_is_in_use",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
    ]
