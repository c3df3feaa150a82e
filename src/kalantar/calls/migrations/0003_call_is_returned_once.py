"""An abandoned call is called back once. The index is made while calls go on being written.

Broken off in the middle it leaves an index that is not valid; run again, that one goes first.
"""

from django.db import migrations, models

NAME = "call_is_returned_once"
GO = f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("calls", "0002_returned_calls")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(GO, migrations.RunSQL.noop),
                migrations.RunSQL(
                    f"CREATE UNIQUE INDEX CONCURRENTLY {NAME} ON calls_call (returns_id)"
                    " WHERE returns_id IS NOT NULL",
                    GO,
                ),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="call",
                    constraint=models.UniqueConstraint(
                        fields=["returns"],
                        condition=models.Q(("returns__isnull", False)),
                        name=NAME,
                    ),
                )
            ],
        )
    ]
