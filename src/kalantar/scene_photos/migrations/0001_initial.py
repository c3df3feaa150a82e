"""The photos of scenes, sealed in pieces."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import kalantar.kernel.sealing.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("incidents", "0004_incident_to_erase"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ScenePhoto",
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
                ("taken_at", models.DateTimeField()),
                ("kind", models.TextField(choices=[("jpeg", "Jpeg"), ("png", "Png")])),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.BinaryField()),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "incident",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["taken_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ScenePhotoPiece",
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
                ("number", models.PositiveSmallIntegerField()),
                ("content", kalantar.kernel.sealing.fields.SealedField()),
                (
                    "photo",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces",
                        to="scene_photos.scenephoto",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddIndex(
            model_name="scenephoto",
            index=models.Index(fields=["incident", "taken_at"], name="scene_photo_by_incident"),
        ),
        migrations.AddConstraint(
            model_name="scenephoto",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gte", 1), ("size__lte", 2097152)),
                name="photo_is_small_enough",
            ),
        ),
        migrations.AddConstraint(
            model_name="scenephotopiece",
            constraint=models.UniqueConstraint(
                fields=("photo", "number"), name="photo_piece_is_kept_once"
            ),
        ),
    ]
