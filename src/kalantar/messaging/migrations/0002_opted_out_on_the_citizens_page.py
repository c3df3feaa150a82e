"""A choice more of why a number wants nothing; nothing is asked of the table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="optout",
                    name="reason",
                    field=models.TextField(
                        choices=[
                            ("stop", "Stop"),
                            ("wrong_number", "Wrong Number"),
                            ("desk", "Desk"),
                            ("portal", "Portal"),
                        ]
                    ),
                ),
            ]
        )
    ]
