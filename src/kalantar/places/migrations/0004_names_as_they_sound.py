"""Fill in how the names of the maps that are there sound, some thousand a time, and index it.

Nothing is locked for longer than one batch takes, and cut off it may run again.
"""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

from kalantar.kernel.text import joined_sound_keys, sound_keys

AT_ONCE = 5_000
BETWEEN_NAMES = " | "
LONGEST = 1500
READ = "SELECT id, search FROM places_gazetteerentry WHERE id > %s ORDER BY id LIMIT %s"
WRITE = """
UPDATE places_gazetteerentry entry SET sound = told.sound
FROM unnest(%s::bigint[], %s::text[]) AS told(id, sound) WHERE entry.id = told.id
"""


def fill_in(apps, schema_editor):
    last = 0
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(READ, [last, AT_ONCE])
            rows = cursor.fetchall()
            if not rows:
                return
            ids = [id for id, _ in rows]
            cursor.execute(WRITE, [ids, [sound_of(search) for _, search in rows]])
            last = ids[-1]


def sound_of(search):
    names = search.split(BETWEEN_NAMES)
    heard = (key for name in names for key in (*sound_keys(name), *joined_sound_keys(name)))
    return BETWEEN_NAMES.join(dict.fromkeys(heard))[:LONGEST].strip(" |")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("places", "0003_sound")]

    operations = [
        migrations.RunPython(fill_in, migrations.RunPython.noop),
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS gazetteer_sound", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            model_name="gazetteerentry",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("sound"), name="gin_trgm_ops"),
                name="gazetteer_sound",
            ),
        ),
    ]
