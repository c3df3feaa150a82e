"""The number of an old register that a file was brought in from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_closed_by_time"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OldNumber",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="old_number",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("number", models.TextField()),
                (
                    "station",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.jurisdiction",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["number"], name="case_by_old_number")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("station", "number"), name="old_number_is_brought_in_once"
                    )
                ],
            },
        ),
    ]
