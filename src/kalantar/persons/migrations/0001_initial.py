"""The persons, and the codes sent to their phones."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

import kalantar.kernel.sealing.fields

# The row that is pointed to must not be merged itself, which a reference to its id and its state says:
# it holds for whoever races, forbids chains and circles, and asks nothing of other rows when it holds.
# CONSTRAINT = 'person_is_merged_into_one_that_stands'
_STANDS = """
CREATE UNIQUE INDEX person_standing ON persons_person (id, merged);
ALTER TABLE persons_person ADD CONSTRAINT person_is_merged_into_one_that_stands
    FOREIGN KEY (merged_into_id, into_merged) REFERENCES persons_person (id, merged);
"""
_UNSTANDS = """
ALTER TABLE persons_person DROP CONSTRAINT person_is_merged_into_one_that_stands;
DROP INDEX person_standing;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0005_nearest_on_the_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
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
                ("given_fa", models.TextField(blank=True, default="")),
                ("family_fa", models.TextField(blank=True, default="")),
                ("given_en", models.TextField(blank=True, default="")),
                ("family_en", models.TextField(blank=True, default="")),
                ("father_name", models.TextField(blank=True, default="")),
                ("birth_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("phone", kalantar.kernel.sealing.fields.SealedField(blank=True, default="")),
                (
                    "phone_hash",
                    kalantar.kernel.sealing.fields.KeyedHashField(kind="phone", of="phone"),
                ),
                ("phone_verified_at", models.DateTimeField(blank=True, null=True)),
                ("national_id", kalantar.kernel.sealing.fields.SealedField(blank=True, default="")),
                (
                    "national_id_hash",
                    kalantar.kernel.sealing.fields.KeyedHashField(
                        kind="national ID", of="national_id"
                    ),
                ),
                (
                    "language",
                    models.TextField(
                        choices=[
                            ("fa", "فارسی"),
                            ("en", "English"),
                            ("az", "آذربایجانی"),
                            ("ku", "کردی"),
                            ("ar", "العربية"),
                            ("ps", "پښتو"),
                            ("ur", "اردو"),
                            ("tk", "ترکمنی"),
                            ("bal", "بلوچی"),
                            ("ru", "Русский"),
                            ("zh", "中文"),
                        ],
                        default="fa",
                    ),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(
                            choices=[
                                ("interpreter", "Interpreter"),
                                ("guardian", "Guardian"),
                                ("wheelchair", "Wheelchair"),
                                ("hearing", "Hearing"),
                                ("sight", "Sight"),
                                ("old_age", "Old Age"),
                                ("small_child", "Small Child"),
                            ]
                        ),
                        blank=True,
                        default=list,
                    ),
                ),
                ("registered_at", models.DateTimeField()),
                (
                    "merged",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(merged_into__isnull=False, then=True), default=False
                        ),
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "into_merged",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(models.When(merged_into__isnull=False, then=False)),
                        output_field=models.BooleanField(null=True),
                    ),
                ),
                ("search", models.TextField()),
                ("sound", models.TextField(blank=True, default="")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.jurisdiction",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="persons.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-registered_at"],
            },
        ),
        migrations.CreateModel(
            name="PhoneCode",
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
                ("phone_hash", models.BinaryField()),
                ("code_hash", models.BinaryField()),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codes",
                        to="persons.person",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["phone_hash"], name="person_by_phone"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["national_id_hash"], name="person_by_national_id"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("search"), name="gin_trgm_ops"),
                name="person_search",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("sound"), name="gin_trgm_ops"),
                name="person_sound",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("family_en", ""),
                    ("family_fa", ""),
                    ("given_en", ""),
                    ("given_fa", ""),
                    _negated=True,
                ),
                name="registered_person_has_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("birth_year__isnull", True),
                    ("birth_year__range", (1270, 1500)),
                    ("birth_year__range", (1890, 2120)),
                    _connector="OR",
                ),
                name="birth_year_is_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("phone_verified_at__isnull", True),
                    models.Q(("phone_hash", b""), _negated=True),
                    _connector="OR",
                ),
                name="verified_phone_is_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="phonecode",
            constraint=models.CheckConstraint(
                condition=models.Q(("tries__lte", 5)), name="phone_code_is_tried_a_few_times"
            ),
        ),
        migrations.AddConstraint(
            model_name="phonecode",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("sent_at"))),
                name="phone_code_lasts_a_while",
            ),
        ),
        migrations.RunSQL(_STANDS, _UNSTANDS),
    ]
