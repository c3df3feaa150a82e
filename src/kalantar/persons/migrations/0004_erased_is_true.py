"""What was added without reading the rows is read now, while the service goes on."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("persons", "0003_erased")]

    operations = [
        ValidateConstraint("person", "registered_person_has_a_name"),
        ValidateConstraint("person", "erased_person_says_nothing"),
    ]
