"""The nearest is found on the ground, not in degrees, and a name by its beginning.

Each index is made beside the running service; those in degrees go when the others are there. Broken
off in the middle it leaves one that is not valid; run again, that one goes first.
"""

from django.contrib.postgres.indexes import GistIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Left

SPOT = models.Func(models.F("point"), function="kalantar_mercator")
BEGINNING = OpClass(Left(models.F("search"), 60), name="text_pattern_ops")


def gone(name):
    return migrations.RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {name}", migrations.RunSQL.noop)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("places", "0004_names_as_they_sound")]

    operations = [
        gone("gazetteer_spot"),
        AddIndexConcurrently("gazetteerentry", GistIndex(SPOT, name="gazetteer_spot")),
        gone("gazetteer_beginning"),
        AddIndexConcurrently(
            "gazetteerentry",
            models.Index(models.F("extract"), BEGINNING, name="gazetteer_beginning"),
        ),
        gone("street_spot"),
        AddIndexConcurrently("streetpoint", GistIndex(SPOT, name="street_spot")),
        RemoveIndexConcurrently("gazetteerentry", "gazetteer_point"),
        RemoveIndexConcurrently("streetpoint", "street_point"),
    ]
