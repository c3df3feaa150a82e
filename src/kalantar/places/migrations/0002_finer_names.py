"""The finer kind and the quarter of a name; with constant defaults, so that no row is written again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0001_initial"),  # kalantar_mercator
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="gazetteerentry",
            name="near",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="gazetteerentry",
            name="what",
            field=models.TextField(blank=True, db_default=""),
        ),
    ]
