"""Categories of case files with their fields, and the outcomes."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CaseCategory",
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
                ("code", models.TextField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                ("name_fa", models.TextField()),
                ("name_en", models.TextField()),
                ("confidential", models.BooleanField(default=False)),
                ("kept_years", models.PositiveSmallIntegerField(default=10)),
                ("keywords", models.TextField(blank=True, default="")),
            ],
            options={
                "ordering": ["order", "code"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("code",), name="category_code_is_used_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kept_years__gte", 1), ("kept_years__lte", 100)),
                        name="category_is_kept_for_years",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseOutcome",
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
                ("code", models.TextField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                ("name_fa", models.TextField()),
                ("name_en", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("operational", "Operational"),
                            ("settled", "Settled"),
                            ("court", "Court"),
                            ("withdrawn", "Withdrawn"),
                            ("unresolved", "Unresolved"),
                            ("no_offence", "No Offence"),
                            ("handed_over", "Handed Over"),
                            ("void", "Void"),
                        ]
                    ),
                ),
                ("needs_note", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["order", "code"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("code",), name="outcome_code_is_used_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseField",
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
                ("code", models.TextField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                ("text_fa", models.TextField()),
                ("text_en", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("text", "Text"),
                            ("long_text", "Long Text"),
                            ("number", "Number"),
                            ("date", "Date"),
                            ("yes_no", "Yes No"),
                        ],
                        default="text",
                    ),
                ),
                ("required", models.BooleanField(default=False)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fields",
                        to="case_catalogue.casecategory",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "code"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("category", "code"), name="field_code_is_used_once"
                    )
                ],
            },
        ),
    ]
