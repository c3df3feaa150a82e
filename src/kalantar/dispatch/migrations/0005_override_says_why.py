"""The constraint is proven for the old rows, without keeping anybody out."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0004_no_copy_of_the_reason")]
    operations = [ValidateConstraint(model_name="dispatch", name="override_says_why")]
