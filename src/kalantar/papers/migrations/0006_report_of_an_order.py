"""One more kind of paper; nothing changes in the table."""

from django.db import migrations, models

KINDS = [
    ("receipt", "Receipt"),
    ("cover", "Cover"),
    ("letter", "Letter"),
    ("notices", "Notices"),
    ("statement", "Statement"),
    ("custody", "Custody"),
    ("label", "Label"),
    ("returned", "Returned"),
    ("data_copy", "Data Copy"),
    ("order_report", "Order Report"),
]


class Migration(migrations.Migration):
    dependencies = [("papers", "0005_whom_it_carries")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="issuedpaper",
                    name="kind",
                    field=models.TextField(choices=KINDS),
                )
            ]
        )
    ]
