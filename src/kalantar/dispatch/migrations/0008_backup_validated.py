"""The rows there are hold it already; they are read without keeping anybody waiting."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0007_backup")]
    operations = [ValidateConstraint("assignment", "backup_is_asked_by_who_is_on_it")]
