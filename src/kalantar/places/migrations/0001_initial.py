"""The tables of places, and the extension that finds names in spite of typos."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid_utils.compat
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

import kalantar.kernel.geometry


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),  # search with typos
        migrations.CreateModel(
            name="Extract",
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
                ("digest", models.TextField()),
                ("west", models.FloatField()),
                ("south", models.FloatField()),
                ("east", models.FloatField()),
                ("north", models.FloatField()),
                ("data_until", models.DateTimeField(null=True)),
                ("attribution", models.TextField()),
                ("counts", models.JSONField(default=dict)),
                (
                    "imported_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("retired_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="GazetteerEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("street", "Street"),
                            ("crossing", "Crossing"),
                            ("square", "Square"),
                            ("place", "Place"),
                            ("station", "Police station"),
                            ("address", "Address"),
                        ]
                    ),
                ),
                ("name", models.TextField()),
                ("name_fa", models.TextField(blank=True)),
                ("name_en", models.TextField(blank=True)),
                ("search", models.TextField()),
                ("weight", models.SmallIntegerField(default=0)),
                ("point", kalantar.kernel.geometry.PointField()),
                (
                    "extract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="places.extract",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Jurisdiction",
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
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("nation", "Nation"),
                            ("province", "Province"),
                            ("county", "County"),
                            ("city", "City"),
                            ("station", "Station"),
                        ]
                    ),
                ),
                (
                    "ancestors",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField()),
                ),
                ("name_fa", models.TextField(blank=True)),
                ("name_en", models.TextField(blank=True)),
                ("code", models.TextField(blank=True)),
                ("seat", kalantar.kernel.geometry.PointField(null=True)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="places.jurisdiction",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="extract",
            name="city",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extracts",
                to="places.jurisdiction",
            ),
        ),
        migrations.CreateModel(
            name="BoundaryPart",
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
                ("of_station", models.BooleanField()),
                ("ring", kalantar.kernel.geometry.PolygonField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="places.jurisdiction",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StreetPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("point", kalantar.kernel.geometry.PointField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="line",
                        to="places.gazetteerentry",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="gazetteerentry",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("search"), name="gin_trgm_ops"),
                name="gazetteer_search",
            ),
        ),
        migrations.AddIndex(
            model_name="gazetteerentry",
            index=django.contrib.postgres.indexes.GistIndex(
                fields=["point"], name="gazetteer_point"
            ),
        ),
        migrations.AddIndex(
            model_name="gazetteerentry",
            index=models.Index(fields=["extract", "kind"], name="gazetteer_of_extract"),
        ),
        migrations.AddConstraint(
            model_name="gazetteerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("search", ""), _negated=True),
                name="gazetteer_entry_is_searchable",
            ),
        ),
        migrations.AddIndex(
            model_name="jurisdiction",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["ancestors"], name="jurisdiction_ancestors"
            ),
        ),
        migrations.AddConstraint(
            model_name="jurisdiction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name_fa", ""), _negated=True),
                    models.Q(("name_en", ""), _negated=True),
                    _connector="OR",
                ),
                name="jurisdiction_has_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="jurisdiction",
            constraint=models.CheckConstraint(
                condition=models.Q(("ancestors__contains", [models.F("id")])),
                name="jurisdiction_is_within_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="jurisdiction",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("code", ""), _negated=True), ("retired_at", None)),
                fields=("kind", "code"),
                name="jurisdiction_code_is_used_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="jurisdiction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at", None)),
                fields=("parent", "kind", "name_fa", "name_en"),
                name="siblings_have_different_names",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="extract",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at", None)),
                fields=("city",),
                name="city_has_one_extract",
            ),
        ),
        migrations.AddConstraint(
            model_name="extract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("west__lt", models.F("east")), ("south__lt", models.F("north"))
                ),
                name="extract_covers_an_area",
            ),
        ),
        migrations.AddIndex(
            model_name="boundarypart",
            index=django.contrib.postgres.indexes.GistIndex(
                condition=models.Q(("of_station", True), ("until", None)),
                fields=["ring"],
                name="station_boundary",
            ),
        ),
        migrations.AddIndex(
            model_name="boundarypart",
            index=django.contrib.postgres.indexes.GistIndex(
                condition=models.Q(("of_station", False), ("until", None)),
                fields=["ring"],
                name="area_boundary",
            ),
        ),
        migrations.AddConstraint(
            model_name="boundarypart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="boundary_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="streetpoint",
            index=django.contrib.postgres.indexes.GistIndex(fields=["point"], name="street_point"),
        ),
    ]
