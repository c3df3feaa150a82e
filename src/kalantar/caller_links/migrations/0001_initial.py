"""The links sent to callers and what was said over them: two tables of their own, new and empty."""

import django.db.models.deletion
import django.db.models.lookups
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import kalantar.kernel.geometry
import kalantar.kernel.sealing.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("calls", "0009_call_to_erase"),
        ("messaging", "0002_opted_out_on_the_citizens_page"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CallerLink",
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
                        choices=[("open", "Open"), ("ended", "Ended")], default="open"
                    ),
                ),
                ("token_hash", models.BinaryField()),
                ("language", models.TextField()),
                ("silent", models.BooleanField(default=False)),
                ("wants_messages", models.BooleanField(default=True)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("come_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="caller_links",
                        to="calls.call",
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
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CallerWord",
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
                    "kind",
                    models.TextField(
                        choices=[
                            ("over", "Over"),
                            ("worse", "Worse"),
                            ("hurt", "Hurt"),
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("words", "Words"),
                            ("place", "Place"),
                            ("cannot_speak", "Cannot Speak"),
                            ("asked", "Asked"),
                            ("written", "Written"),
                        ]
                    ),
                ),
                ("question", models.TextField(blank=True, default="")),
                ("text", kalantar.kernel.sealing.fields.SealedField(blank=True, default="")),
                ("place", kalantar.kernel.geometry.PointField(blank=True, null=True)),
                ("accuracy_m", models.FloatField(blank=True, null=True)),
                ("said_at", models.DateTimeField()),
                ("heeded_at", models.DateTimeField(blank=True, null=True)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="words",
                        to="caller_links.callerlink",
                    ),
                ),
                (
                    "said_by",
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
                "ordering": ["said_at", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="callerlink",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["expires_at"],
                name="open_link_by_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="callerlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("call",),
                name="call_has_one_open_link",
            ),
        ),
        migrations.AddConstraint(
            model_name="callerlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("token_hash",),
                name="link_address_is_its_own",
            ),
        ),
        migrations.AddConstraint(
            model_name="callerlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("state", "open")),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("state", "ended"),
                        django.db.models.lookups.Exact(
                            models.Func(
                                models.F("token_hash"),
                                function="octet_length",
                                output_field=models.IntegerField(),
                            ),
                            0,
                        ),
                    ),
                    _connector="OR",
                ),
                name="ended_link_opens_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="callerlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("sent_at"))),
                name="link_lasts_a_while",
            ),
        ),
        migrations.AddIndex(
            model_name="callerword",
            index=models.Index(
                condition=models.Q(("heeded_at", None)),
                fields=["link"],
                name="caller_word_unheeded",
            ),
        ),
        migrations.AddConstraint(
            model_name="callerword",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "place"), ("place__isnull", False)),
                    models.Q(
                        models.Q(("kind", "place"), _negated=True),
                        ("accepted_at", None),
                        ("accuracy_m", None),
                        ("place", None),
                    ),
                    _connector="OR",
                ),
                name="place_told_is_a_place",
            ),
        ),
    ]
