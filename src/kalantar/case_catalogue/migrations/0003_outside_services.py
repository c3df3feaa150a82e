"""The services outside of the police that a file can be referred to."""

import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("case_catalogue", "0002_documents_to_bring"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutsideService",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("code", models.TextField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                ("name_fa", models.TextField()),
                ("name_en", models.TextField()),
            ],
            options={
                "ordering": ["order", "code"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code",), name="outside_service_code_is_used_once"
                    )
                ],
            },
        ),
    ]
