"""The whole recommendation is kept: columns that may be empty, so that no row is rewritten or read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0005_override_says_why")]
    operations = [
        migrations.AddField("dispatch", "made_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("dispatch", "needed", models.SmallIntegerField(blank=True, null=True)),
        migrations.AddField("dispatch", "counted", models.JSONField(blank=True, null=True)),
    ]
