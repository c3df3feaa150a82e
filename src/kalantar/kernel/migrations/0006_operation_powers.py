"""In which roles and scopes an operation was done. With a constant default: no row is rewritten, and
a process of the version before goes on inserting.

An operation of that version has none: whoever did it is given its first result again, in whatever roles
they are since, as that version gave it. That ends when the operation is forgotten (KEEP_OPERATIONS).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0005_operation_by_time")]
    operations = [
        migrations.AddField(
            "operation",
            "powers",
            ArrayField(models.TextField(), default=list, db_default=[]),
        )
    ]
