"""Copies asked for are a capability of their own. The table is renamed, not copied; its constraints keep
their names, which are those of their rules."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

RENAME = "ALTER TABLE citizens_copyrequest RENAME TO data_copies_copyrequest"
BACK = "ALTER TABLE data_copies_copyrequest RENAME TO citizens_copyrequest"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("citizens", "0003_what_was_handed_in_moved"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(RENAME, BACK)],
            state_operations=[
                migrations.CreateModel(
                    name="CopyRequest",
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
                        ("asked_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        ("given_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "given_by",
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
                            "party",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.party",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("given_at", None)),
                                fields=("party",),
                                name="copy_is_asked_for_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_at__gt", models.F("asked_at"))),
                                name="copy_is_due_after_it_was_asked_for",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
