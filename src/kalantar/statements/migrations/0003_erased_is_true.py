"""What was added without reading the rows is read now, while the service goes on."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("statements", "0002_erased")]

    operations = [
        ValidateConstraint("statement", "new_version_follows_another_with_a_reason"),
    ]
