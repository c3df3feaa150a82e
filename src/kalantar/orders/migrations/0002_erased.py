"""What an order says can be erased with its file; that there was one is left."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial")]

    operations = [
        migrations.AddField("order", "erased_at", models.DateTimeField(blank=True, null=True)),
        migrations.RemoveConstraint("order", "answered_order_has_its_report"),
        AddConstraintNotValid(
            "order",
            models.CheckConstraint(
                condition=~Q(state__in=["carried_out", "returned"])
                | ~Q(report="")
                | Q(erased_at__isnull=False),
                name="answered_order_has_its_report",
            ),
        ),
    ]
