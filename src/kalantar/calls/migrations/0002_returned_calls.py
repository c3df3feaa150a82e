"""A call that calls an abandoned one back, and the tries that reached nobody.

Columns that are empty, or of one value, cost nothing on a table of any size; the key needs no check.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calls", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="call",
            name="returns",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="calls.call",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="tries",
            field=models.SmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="call",
            name="tried_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
