"""What a person said of a message: empty columns, which no row is rewritten for."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("incoming_messages", "0001_initial")]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '2s'", migrations.RunSQL.noop),
        migrations.AddField(
            "incomingmessage",
            "settled",
            models.TextField(
                blank=True,
                choices=[
                    ("question", "Question"),
                    ("wrong_number", "Wrong Number"),
                    ("nothing", "Nothing"),
                ],
                db_default="",
                default="",
            ),
        ),
        migrations.AddField(
            "incomingmessage", "settled_at", models.DateTimeField(blank=True, null=True)
        ),
        AddConstraintNotValid(
            "incomingmessage",
            models.CheckConstraint(
                condition=Q(settled="", settled_at=None)
                | (~Q(settled="") & Q(settled_at__isnull=False)),
                name="settled_message_says_when",
            ),
        ),
    ]
