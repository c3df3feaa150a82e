"""The services, desks, visitors and appointments of stations."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("persons", "0001_initial"),
        ("places", "0005_nearest_on_the_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="Desk",
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
                (
                    "services",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list
                    ),
                ),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
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
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Service",
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
                ("name_fa", models.TextField()),
                ("name_en", models.TextField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                ("letter", models.TextField()),
            ],
            options={
                "ordering": ["order", "code"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("code",), name="service_code_is_used_once"),
                    models.CheckConstraint(
                        condition=models.Q(("letter__regex", "^[A-Z]$")),
                        name="service_has_a_letter",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Slot",
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
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("capacity", models.PositiveSmallIntegerField()),
                ("booked", models.PositiveSmallIntegerField(default=0)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reception.service",
                    ),
                ),
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
                "ordering": ["starts_at"],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
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
                ("booked_at", models.DateTimeField()),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="persons.person",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="reception.slot",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TicketSerial",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "station_id",
                        "day",
                        "letter",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("day", models.DateField()),
                ("letter", models.TextField()),
                ("last", models.PositiveIntegerField()),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.jurisdiction",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Visit",
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
                ("purpose", models.TextField(blank=True, default="")),
                (
                    "language",
                    models.TextField(
                        choices=[
                            ("fa", "فارسی"),
                            ("en", "English"),
                            ("az", "آذربایجانی"),
                            ("ku", "کردی"),
                            ("ar", "العربية"),
                            ("ps", "پښتو"),
                            ("ur", "اردو"),
                            ("tk", "ترکمنی"),
                            ("bal", "بلوچی"),
                            ("ru", "Русский"),
                            ("zh", "中文"),
                        ],
                        default="fa",
                    ),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(
                            choices=[
                                ("interpreter", "Interpreter"),
                                ("guardian", "Guardian"),
                                ("wheelchair", "Wheelchair"),
                                ("hearing", "Hearing"),
                                ("sight", "Sight"),
                                ("old_age", "Old Age"),
                                ("small_child", "Small Child"),
                            ]
                        ),
                        blank=True,
                        default=list,
                    ),
                ),
                ("day", models.DateField()),
                ("letter", models.TextField()),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("called", "Called"),
                            ("serving", "Serving"),
                            ("served", "Served"),
                            ("referred", "Referred"),
                            ("left", "Left"),
                            ("missed", "Missed"),
                        ],
                        default="waiting",
                    ),
                ),
                ("came_at", models.DateTimeField()),
                ("turn_at", models.DateTimeField()),
                ("called", models.PositiveSmallIntegerField(default=0)),
                ("called_at", models.DateTimeField(blank=True, null=True)),
                ("begun_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "saved",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("status", "Status"),
                            ("papers", "Papers"),
                            ("elsewhere", "Elsewhere"),
                            ("by_phone", "By Phone"),
                            ("no_appointment", "No Appointment"),
                        ],
                        default="",
                    ),
                ),
                (
                    "appointment",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reception.appointment",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reception.desk",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="persons.person",
                    ),
                ),
                (
                    "referred_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.jurisdiction",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reception.service",
                    ),
                ),
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
                "ordering": ["-came_at"],
            },
        ),
        migrations.AddConstraint(
            model_name="desk",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)),
                fields=("station", "number"),
                name="desk_number_is_one_desks",
            ),
        ),
        migrations.AddConstraint(
            model_name="desk",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="desk_has_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                fields=("station", "service", "starts_at"), name="slot_is_opened_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="slot_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(("booked__lte", models.F("capacity"))),
                name="slot_is_not_overbooked",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cancelled_at__isnull", True)),
                fields=("slot", "person"),
                name="person_has_one_place_in_a_slot",
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["station", "turn_at"],
                name="visit_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["station", "came_at"], name="visit_by_station"),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                fields=("station", "day", "letter", "number"), name="ticket_is_given_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("called", "serving"))),
                fields=("desk",),
                name="desk_serves_one_visitor",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("appointment__isnull", False)),
                fields=("appointment",),
                name="appointment_is_kept_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("begun_at__isnull", True),
                        ("called_at__isnull", True),
                        ("desk__isnull", True),
                        ("ended_at__isnull", True),
                        ("state", "waiting"),
                    ),
                    models.Q(
                        ("begun_at__isnull", True),
                        ("called_at__isnull", False),
                        ("desk__isnull", False),
                        ("ended_at__isnull", True),
                        ("state", "called"),
                    ),
                    models.Q(
                        ("begun_at__isnull", False),
                        ("called_at__isnull", False),
                        ("desk__isnull", False),
                        ("ended_at__isnull", True),
                        ("state", "serving"),
                    ),
                    models.Q(
                        ("begun_at__isnull", False),
                        ("ended_at__isnull", False),
                        ("state", "served"),
                    ),
                    models.Q(
                        ("called_at__isnull", False),
                        ("ended_at__isnull", False),
                        ("state", "missed"),
                    ),
                    models.Q(("ended_at__isnull", False), ("state__in", ["referred", "left"])),
                    _connector="OR",
                ),
                name="visit_state_has_its_times",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("called_at__isnull", True),
                        ("called_at__gte", models.F("came_at")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("begun_at__isnull", True),
                        ("begun_at__gte", models.F("called_at")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("ended_at__isnull", True),
                        ("ended_at__gte", models.F("came_at")),
                        _connector="OR",
                    ),
                ),
                name="visit_times_run_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("referred_to__isnull", False), ("state", "referred")),
                    models.Q(
                        models.Q(("state", "referred"), _negated=True),
                        ("referred_to__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="referral_says_where_to",
            ),
        ),
    ]
