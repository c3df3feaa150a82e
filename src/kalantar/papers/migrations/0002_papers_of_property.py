"""Papers of property held are papers too; the column is text, so nothing is done to the table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="issuedpaper",
                    name="kind",
                    field=models.TextField(
                        choices=[
                            ("receipt", "Receipt"),
                            ("cover", "Cover"),
                            ("letter", "Letter"),
                            ("notices", "Notices"),
                            ("statement", "Statement"),
                            ("custody", "Custody"),
                            ("label", "Label"),
                            ("returned", "Returned"),
                        ]
                    ),
                )
            ]
        )
    ]
