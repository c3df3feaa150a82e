"""One more word for how a message was settled; the column is of any text, so nothing is done there."""

from django.db import migrations, models

SETTLED = [
    ("question", "Question"),
    ("wrong_number", "Wrong Number"),
    ("nothing", "Nothing"),
    ("patrol", "Patrol"),
]


class Migration(migrations.Migration):
    dependencies = [("incoming_messages", "0003_unread")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="incomingmessage",
                    name="settled",
                    field=models.TextField(blank=True, choices=SETTLED, db_default="", default=""),
                )
            ]
        )
    ]
