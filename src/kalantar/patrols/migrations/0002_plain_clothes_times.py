"""When a unit was in plain clothes before. With a constant default: no row is rewritten."""

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("patrols", "0001_initial")]
    operations = [
        migrations.AddField(
            "unit",
            "plain_clothes_times",
            ArrayField(DateTimeRangeField(), blank=True, default=list, db_default=[]),
        )
    ]
