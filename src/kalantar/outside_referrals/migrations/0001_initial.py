"""What was asked of a service outside of the police, and what it answered."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import kalantar.kernel.sealing.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("case_catalogue", "0003_outside_services"),
        ("cases", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OutsideReferral",
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
                ("office", models.TextField(blank=True, default="")),
                ("why", kalantar.kernel.sealing.fields.SealedField()),
                ("referred_at", models.DateTimeField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("waits", "Waits"),
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                            ("returned", "Returned"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waits",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("said", kalantar.kernel.sealing.fields.SealedField(blank=True, default="")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outside_referrals",
                        to="cases.case",
                    ),
                ),
                (
                    "referred_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="case_catalogue.outsideservice",
                    ),
                ),
            ],
            options={
                "ordering": ["-referred_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waits")),
                        fields=("case", "service"),
                        name="file_waits_once_for_a_service",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("state", "waits")),
                            models.Q(
                                models.Q(("state", "waits"), _negated=True),
                                ("answered_at__gte", models.F("referred_at")),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="answered_outside_referral_says_when",
                    ),
                ],
            },
        ),
    ]
