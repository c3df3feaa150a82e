"""Who is owed a call back: a table of its own, so that the calls stay as they are, however many there are."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("calls", "0009_call_to_erase"),
        ("places", "0006_provisional_stations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CallBack",
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
                ("left_at", models.DateTimeField()),
                ("hung_up", models.SmallIntegerField(default=1)),
                ("tries", models.SmallIntegerField(default=0)),
                ("tried_at", models.DateTimeField(blank=True, null=True)),
                ("taken_up_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("called_back", "Called Back"),
                            ("rang_again", "Rang Again"),
                            ("given_up", "Given Up"),
                            ("erased", "Erased"),
                        ],
                        default="",
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reason",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("no_answer", "No Answer"),
                            ("switched_off", "Switched Off"),
                            ("not_in_service", "Not In Service"),
                            ("known_from_others", "Known From Others"),
                        ],
                        default="",
                    ),
                ),
                (
                    "call",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="calls.call",
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
                    "last",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="calls.call",
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
                (
                    "spoken_in",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="calls.call",
                    ),
                ),
            ],
            options={
                "ordering": ["left_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("outcome", "")),
                        fields=["jurisdiction", "left_at", "id"],
                        name="call_back_owed",
                    ),
                    models.Index(
                        fields=["jurisdiction", "-left_at", "-id"], name="call_back_by_area"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", ""),
                                ("reason", ""),
                                ("settled_at", None),
                                ("spoken_in", None),
                            ),
                            models.Q(
                                ("outcome__in", ("called_back", "rang_again")),
                                ("settled_at__isnull", False),
                                ("spoken_in__isnull", False),
                                ("reason", ""),
                            ),
                            models.Q(
                                ("outcome", "given_up"),
                                ("settled_at__isnull", False),
                                ("spoken_in", None),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                ("outcome", "erased"),
                                ("reason", ""),
                                ("settled_at__isnull", False),
                                ("spoken_in", None),
                            ),
                            _connector="OR",
                        ),
                        name="call_back_is_settled_whole",
                    )
                ],
            },
        ),
    ]
