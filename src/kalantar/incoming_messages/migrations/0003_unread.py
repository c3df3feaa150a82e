"""Those nobody has read are found by their time; the index is made beside the running service.

Broken off in the middle it leaves one that is not valid; run again, that one goes first.
"""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("incoming_messages", "0002_settled")]

    operations = [
        ValidateConstraint("incomingmessage", name="settled_message_says_when"),
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS incoming_message_unread", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            "incomingmessage",
            models.Index(
                fields=["-came_at"],
                condition=models.Q(meaning="other", settled_at=None),
                name="incoming_message_unread",
            ),
        ),
    ]
