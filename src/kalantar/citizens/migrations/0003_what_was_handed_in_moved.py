"""What parties handed in is kept with the documents of files by now; the tables are renamed there."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0002_asked_and_handed_in"),
        ("documents", "0001_moved_from_citizens"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name="EnclosurePiece"),
                migrations.DeleteModel(name="Enclosure"),
            ],
        ),
    ]
