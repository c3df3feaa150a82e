"""What was added without reading the rows is read now, while the service goes on."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("orders", "0002_erased")]

    operations = [
        ValidateConstraint("order", "answered_order_has_its_report"),
    ]
