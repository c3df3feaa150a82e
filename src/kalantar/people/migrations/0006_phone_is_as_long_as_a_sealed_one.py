"""Of the phones that were there as well; nobody is kept out meanwhile."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0005_no_phone_in_clear")]
    operations = [ValidateConstraint("user", "phone_is_international")]
