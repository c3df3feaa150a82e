"""A column for how names sound; an empty default, so that no row is written again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0002_finer_names")]

    operations = [
        migrations.AddField(
            model_name="gazetteerentry",
            name="sound",
            field=models.TextField(blank=True, db_default=""),
        ),
    ]
