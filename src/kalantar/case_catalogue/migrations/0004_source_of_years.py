"""By which law or circular files of a category are kept so long."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("case_catalogue", "0003_outside_services")]

    operations = [
        migrations.AddField("casecategory", "kept_source", models.TextField(blank=True, default=""))
    ]
