"""No phone waits that is not there; asked without a lock that stops anybody."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("persons", "0007_phone_that_waits")]

    operations = [ValidateConstraint("person", "phone_that_waits_is_there")]
