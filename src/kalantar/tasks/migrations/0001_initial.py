"""What is to be done on a file, by whom and by when."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import kalantar.kernel.sealing.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Task",
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
                ("what", kalantar.kernel.sealing.fields.SealedField()),
                ("set_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "state",
                    models.TextField(
                        choices=[("to_do", "To Do"), ("done", "Done"), ("given_up", "Given Up")],
                        default="to_do",
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("note", kalantar.kernel.sealing.fields.SealedField(blank=True, default="")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="cases.case",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["due_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "to_do")),
                        fields=["officer", "due_at"],
                        name="task_to_do_by_officer",
                    ),
                    models.Index(
                        condition=models.Q(("state", "to_do")),
                        fields=["due_at"],
                        name="task_to_do_by_deadline",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("state", "to_do")),
                            models.Q(
                                models.Q(("state", "to_do"), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="task_that_is_over_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_at__gt", models.F("set_at")),
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_at__gte", models.F("set_at")),
                                _connector="OR",
                            ),
                        ),
                        name="task_times_run_forward",
                    ),
                ],
            },
        ),
    ]
