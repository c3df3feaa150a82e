"""Which stations a division of the map made; with a constant default, so that no row is written again.

Those made before are not known from others, and stay as they are.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0005_nearest_on_the_ground")]

    operations = [
        migrations.AddField(
            model_name="jurisdiction",
            name="provisional",
            field=models.BooleanField(default=False, db_default=False),
        ),
    ]
