"""The finer kind and the quarter of a name; the nearest is found on the ground, not in degrees."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0001_initial"),  # kalantar_mercator
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="gazetteerentry",
            name="gazetteer_point",
        ),
        migrations.RemoveIndex(
            model_name="streetpoint",
            name="street_point",
        ),
        migrations.AddField(
            model_name="gazetteerentry",
            name="near",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="gazetteerentry",
            name="what",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddIndex(
            model_name="gazetteerentry",
            index=django.contrib.postgres.indexes.GistIndex(
                models.Func(models.F("point"), function="kalantar_mercator"), name="gazetteer_spot"
            ),
        ),
        migrations.AddIndex(
            model_name="gazetteerentry",
            index=models.Index(
                models.F("extract"),
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Left(models.F("search"), 60),
                    name="text_pattern_ops",
                ),
                name="gazetteer_beginning",
            ),
        ),
        migrations.AddIndex(
            model_name="streetpoint",
            index=django.contrib.postgres.indexes.GistIndex(
                models.Func(models.F("point"), function="kalantar_mercator"), name="street_spot"
            ),
        ),
    ]
