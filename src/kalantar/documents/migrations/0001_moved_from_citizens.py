"""What parties handed in becomes documents of their files. The tables are renamed, not copied: that takes
an instant however much they hold, and nothing sealed is opened for it."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import kalantar.kernel.sealing.fields

RENAME = """
ALTER TABLE citizens_enclosure RENAME TO documents_document;
ALTER TABLE documents_document RENAME COLUMN handed_in_at TO came_at;
ALTER TABLE documents_document RENAME CONSTRAINT enclosure_is_small_enough TO document_is_small_enough;
ALTER TABLE documents_document ALTER COLUMN party_id DROP NOT NULL;
ALTER TABLE citizens_enclosurepiece RENAME TO documents_documentpiece;
ALTER TABLE documents_documentpiece RENAME COLUMN enclosure_id TO document_id;
ALTER TABLE documents_documentpiece
    RENAME CONSTRAINT enclosure_piece_is_kept_once TO document_piece_is_kept_once;
"""
BACK = """
ALTER TABLE documents_documentpiece
    RENAME CONSTRAINT document_piece_is_kept_once TO enclosure_piece_is_kept_once;
ALTER TABLE documents_documentpiece RENAME COLUMN document_id TO enclosure_id;
ALTER TABLE documents_documentpiece RENAME TO citizens_enclosurepiece;
ALTER TABLE documents_document RENAME CONSTRAINT document_is_small_enough TO enclosure_is_small_enough;
ALTER TABLE documents_document RENAME COLUMN came_at TO handed_in_at;
ALTER TABLE documents_document RENAME TO citizens_enclosure;
"""


def _id() -> models.UUIDField:
    return models.UUIDField(
        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
    )


def _user() -> models.ForeignKey:
    return models.ForeignKey(
        blank=True,
        db_index=False,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("citizens", "0002_asked_and_handed_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(RENAME, BACK)],
            state_operations=[
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        ("id", _id()),
                        (
                            "name",
                            kalantar.kernel.sealing.fields.SealedField(
                                blank=True, bound_to="citizens_enclosure.name", default=""
                            ),
                        ),
                        (
                            "kind",
                            models.TextField(
                                choices=[("pdf", "Pdf"), ("jpeg", "Jpeg"), ("png", "Png")]
                            ),
                        ),
                        ("size", models.PositiveIntegerField()),
                        ("sha256", models.BinaryField()),
                        ("came_at", models.DateTimeField()),
                        (
                            "party",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.party",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["came_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gte", 1), ("size__lte", 5242880)),
                                name="document_is_small_enough",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentPiece",
                    fields=[
                        ("id", _id()),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "content",
                            kalantar.kernel.sealing.fields.SealedField(
                                bound_to="citizens_enclosurepiece.content"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pieces",
                                to="documents.document",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("document", "number"), name="document_piece_is_kept_once"
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name="document",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="came",
            field=models.TextField(
                choices=[("desk", "Desk"), ("portal", "Portal")], default="portal"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="document",
            name="title",
            field=kalantar.kernel.sealing.fields.SealedField(blank=True, default=""),
        ),
        migrations.AddField(model_name="document", name="taken_in_by", field=_user()),
        migrations.AddField(
            model_name="document",
            name="in_error_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(model_name="document", name="in_error_by", field=_user()),
    ]
