"""A person can be erased: then the row says nothing, and need not have a name."""

from typing import Any

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

NAMELESS: dict[str, Any] = {"given_fa": "", "family_fa": "", "given_en": "", "family_en": ""}


class Migration(migrations.Migration):
    dependencies = [("persons", "0002_names_at_once")]

    operations = [
        migrations.AddField("person", "erased_at", models.DateTimeField(blank=True, null=True)),
        migrations.RemoveConstraint("person", "registered_person_has_a_name"),
        AddConstraintNotValid(
            "person",
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | ~Q(**NAMELESS),
                name="registered_person_has_a_name",
            ),
        ),
        AddConstraintNotValid(
            "person",
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(
                    **NAMELESS, father_name="", birth_year=None, phone_hash=b"",
                    national_id_hash=b"", search="", sound="",
                ),
                name="erased_person_says_nothing",
            ),
        ),
    ]  # fmt: skip
