"""The people of the service, the roles they hold, and the tokens of their programs."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid_utils.compat
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
    ]

    operations = [
        # A role and a period in one exclusion: plain equality inside a GiST index.
        BtreeGistExtension(),
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("username", models.TextField()),
                ("name_fa", models.TextField(blank=True, default="")),
                ("name_en", models.TextField(blank=True, default="")),
                ("phone", models.TextField(blank=True, default="")),
                (
                    "language",
                    models.TextField(choices=[("fa", "فارسی"), ("en", "English")], default="fa"),
                ),
                ("is_active", models.BooleanField(default=True)),
                (
                    "joined_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("session_epoch", models.IntegerField(default=0)),
            ],
            options={
                "db_table": "people_user",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("username",), name="personnel_number_is_used_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("username__regex", "^[a-z0-9][a-z0-9._-]{2,29}$")),
                        name="personnel_number_is_plain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_fa", ""), _negated=True),
                            models.Q(("name_en", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="person_has_a_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("phone", ""),
                            ("phone__regex", "^\\+[1-9][0-9]{6,14}$"),
                            _connector="OR",
                        ),
                        name="phone_is_international",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
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
                ("purpose", models.TextField()),
                ("digest", models.BinaryField()),
                ("last_four", models.TextField()),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField()),
                ),
                ("issued_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "people_api_token",
                "constraints": [
                    models.UniqueConstraint(fields=("digest",), name="token_is_like_no_other"),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("issued_at"))),
                        name="token_expires_after_it_is_issued",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scopes", []), _negated=True), name="token_has_a_scope"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
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
                    "role",
                    models.TextField(
                        choices=[
                            ("call_taker", "Call taker"),
                            ("dispatcher", "Dispatcher"),
                            ("patrol_officer", "Patrol officer"),
                            ("desk_officer", "Desk officer"),
                            ("station_chief", "Station chief"),
                            ("commander", "Commander"),
                            ("auditor", "Auditor"),
                            ("administrator", "Administrator"),
                        ]
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="places.jurisdiction",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "people_role_grant",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("user"), "="),
                            (models.F("role"), "="),
                            (models.F("jurisdiction"), "="),
                            (models.F("period"), "&&"),
                        ],
                        name="role_held_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period__lower_inf", False)),
                        name="role_begins_some_time",
                    ),
                ],
            },
        ),
    ]
