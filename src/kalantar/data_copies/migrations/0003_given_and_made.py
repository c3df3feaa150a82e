"""A copy is given, sent a code for, and made so many times; where a PDF, with its paper."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("data_copies", "0002_results_by_their_new_name"),
        ("papers", "0004_paper_of_a_copy"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CopyCode",
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
                ("code_hash", models.BinaryField()),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CopyMaking",
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
                ("form", models.TextField(choices=[("pdf", "Pdf"), ("json", "Json")])),
                ("language", models.TextField()),
                ("sha256", models.BinaryField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="copyrequest",
            name="at_hand_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="copyrequest",
            name="by_phone",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="copyrequest",
            name="codes",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        AddConstraintNotValid(
            "copyrequest",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("at_hand_until", None), ("by_phone", False)),
                    ("given_at__isnull", False),
                    _connector="OR",
                ),
                name="copy_is_at_hand_once_given",
            ),
        ),
        ValidateConstraint("copyrequest", "copy_is_at_hand_once_given"),
        AddConstraintNotValid(
            "copyrequest",
            models.CheckConstraint(
                condition=models.Q(("codes__lte", 10)), name="copy_is_sent_a_few_codes"
            ),
        ),
        ValidateConstraint("copyrequest", "copy_is_sent_a_few_codes"),
        migrations.AddField(
            model_name="copycode",
            name="copy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sent",
                to="data_copies.copyrequest",
            ),
        ),
        migrations.AddField(
            model_name="copymaking",
            name="copy",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="makings",
                to="data_copies.copyrequest",
            ),
        ),
        migrations.AddField(
            model_name="copymaking",
            name="made_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="copymaking",
            name="paper",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="papers.issuedpaper",
            ),
        ),
        migrations.AddIndex(
            model_name="copycode",
            index=models.Index(fields=["sent_at"], name="copy_code_by_time"),
        ),
        migrations.AddConstraint(
            model_name="copycode",
            constraint=models.CheckConstraint(
                condition=models.Q(("tries__lte", 5)), name="copy_code_is_tried_a_few_times"
            ),
        ),
        migrations.AddConstraint(
            model_name="copycode",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("sent_at"))),
                name="copy_code_lasts_a_while",
            ),
        ),
        migrations.AddConstraint(
            model_name="copymaking",
            constraint=models.UniqueConstraint(
                fields=("copy", "number"), name="copy_is_made_one_by_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="copymaking",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("number__lte", 12)),
                name="copy_is_made_a_few_times",
            ),
        ),
        migrations.AddConstraint(
            model_name="copymaking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("form", "pdf"), ("paper__isnull", False)),
                    models.Q(("form", "json"), ("paper", None)),
                    _connector="OR",
                ),
                name="printed_copy_has_its_paper",
            ),
        ),
    ]
