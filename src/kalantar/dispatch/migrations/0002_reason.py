"""A dispatch keeps the id of its act's reason instead of a second copy of the words.

The constraint waits until the words have moved; the action itself refuses meanwhile.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0001_initial"), ("kernel", "0004_no_words_in_the_log")]
    operations = [
        migrations.AddField(
            model_name="dispatch",
            name="reason",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kernel.reason",
            ),
        ),
        migrations.RemoveConstraint(model_name="dispatch", name="override_says_why"),
    ]
