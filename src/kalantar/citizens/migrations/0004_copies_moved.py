"""Copies that were asked for are kept by ``data_copies`` by now; the table is renamed there."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0003_what_was_handed_in_moved"),
        ("data_copies", "0001_moved_from_citizens"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="CopyRequest")],
        ),
    ]
