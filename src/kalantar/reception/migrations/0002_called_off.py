"""Why a station called an appointment off; the rows there are keep the default, nothing is written anew."""

from django.db import migrations, models

WHY = [("absent", "Absent"), ("duty", "Duty"), ("closed", "Closed"), ("fault", "Fault")]


class Migration(migrations.Migration):
    dependencies = [("reception", "0001_initial")]

    operations = [
        migrations.AddField(
            "appointment",
            "called_off",
            models.TextField(blank=True, choices=WHY, db_default="", default=""),
        )
    ]
