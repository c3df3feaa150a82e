"""So that old operation ids are found without reading the others. Made beside the running service."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("kernel", "0004_no_words_in_the_log")]
    operations = [
        AddIndexConcurrently(
            "operation", models.Index(fields=["done_at"], name="operation_by_time")
        )
    ]
