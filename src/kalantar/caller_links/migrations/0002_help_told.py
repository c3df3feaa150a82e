"""Whom of an incident's callers a message told that help is on the way: a table of its own, new and empty."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("caller_links", "0001_initial"),
        ("calls", "0009_call_to_erase"),
        ("incidents", "0004_incident_to_erase"),
        ("messaging", "0002_opted_out_on_the_citizens_page"),
    ]

    operations = [
        migrations.CreateModel(
            name="HelpTold",
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
                ("told_at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="calls.call",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="messaging.message",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("call", "incident"), name="caller_is_told_of_help_once"
                    )
                ],
            },
        ),
    ]
