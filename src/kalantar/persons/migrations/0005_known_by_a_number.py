"""A person may be known by a number alone: a wider constraint beside the old one, which then goes."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

UNKNOWN = Q(
    given_fa="", family_fa="", given_en="", family_en="", phone_hash=b"", national_id_hash=b""
)


class Migration(migrations.Migration):
    dependencies = [("persons", "0004_erased_is_true")]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '2s'", migrations.RunSQL.noop),
        migrations.RemoveConstraint("person", "registered_person_has_a_name"),
        AddConstraintNotValid(
            "person",
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | ~UNKNOWN,
                name="person_has_a_name_or_a_number",
            ),
        ),
    ]
