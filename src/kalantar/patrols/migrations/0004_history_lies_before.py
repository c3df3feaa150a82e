"""What was added without reading the rows is read now, while the service goes on."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("patrols", "0003_history_by_day")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE patrols_positionreport VALIDATE CONSTRAINT position_report_before",
            migrations.RunSQL.noop,
        )
    ]
