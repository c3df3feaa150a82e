"""Every person is known by something; asked without a lock that stops anybody."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("persons", "0005_known_by_a_number")]

    operations = [ValidateConstraint("person", "person_has_a_name_or_a_number")]
