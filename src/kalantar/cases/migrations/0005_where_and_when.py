"""Where and when a matter happened: empty columns, which no row is rewritten for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_oldnumber")]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '2s'", migrations.RunSQL.noop),
        migrations.AddField(
            "case", "place", models.TextField(blank=True, default="", db_default="")
        ),
        migrations.AddField(
            "case", "place_search", models.TextField(blank=True, default="", db_default="")
        ),
        migrations.AddField("case", "happened_on", models.DateField(blank=True, null=True)),
    ]
