"""What the parties of a file bring to the station, by its category."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("case_catalogue", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="casecategory",
            name="bring_en",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="casecategory",
            name="bring_fa",
            field=models.TextField(blank=True, default=""),
        ),
    ]
