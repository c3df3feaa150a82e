"""Each confidential category says whom a message would put in danger."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("case_catalogue", "0004_source_of_years")]

    operations = [
        migrations.AddField(
            "casecategory",
            "confidential_because",
            models.TextField(
                blank=True,
                choices=[
                    ("domestic", "Domestic"),
                    ("sexual", "Sexual"),
                    ("child", "Child"),
                    ("informant", "Informant"),
                ],
                default="",
            ),
        ),
    ]
