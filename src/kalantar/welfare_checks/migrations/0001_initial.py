"""Units on an incident that gave no word, and their last word that is no step of an assignment."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("dispatch", "0006_recommendation_kept_whole"),
        ("places", "0006_provisional_stations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Heard",
            fields=[
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="heard",
                        serialize=False,
                        to="dispatch.assignment",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "how",
                    models.TextField(
                        choices=[("button", "Button"), ("radio", "Radio"), ("status", "Status")]
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "heard",
            },
        ),
        migrations.CreateModel(
            name="WelfareCheck",
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
                        choices=[
                            ("due", "Due"),
                            ("taken", "Taken"),
                            ("unanswered", "Unanswered"),
                            ("help", "Help"),
                            ("well", "Well"),
                        ],
                        default="due",
                    ),
                ),
                ("last_word_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("step", models.SmallIntegerField(default=0)),
                ("step_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("tries", models.SmallIntegerField(default=0)),
                ("tried_at", models.DateTimeField(blank=True, null=True)),
                ("help_at", models.DateTimeField(blank=True, null=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "how",
                    models.TextField(
                        blank=True,
                        choices=[("button", "Button"), ("radio", "Radio"), ("status", "Status")],
                        default="",
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="dispatch.assignment",
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
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["due_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at", None)),
                        fields=["jurisdiction", "due_at", "id"],
                        name="welfare_check_open",
                    ),
                    models.Index(
                        fields=["jurisdiction", "-due_at", "-id"], name="welfare_check_by_area"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=("assignment",),
                        name="unit_has_one_open_check",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", False),
                                ("state", "well"),
                                models.Q(("how", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "well"), _negated=True),
                                ("how", ""),
                                ("settled_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="check_ends_when_the_unit_is_heard",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner", None), ("state", "due"), ("taken_at", None)),
                            models.Q(("owner", None), ("state", "well"), ("taken_at", None)),
                            models.Q(("owner__isnull", False), ("taken_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="who_looks_after_a_check_is_named",
                    ),
                ],
            },
        ),
    ]
