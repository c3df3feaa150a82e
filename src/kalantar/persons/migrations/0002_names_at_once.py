"""Names are found at once by the whole way they are written or sound, and a letter off."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

import kalantar.persons.keys

# ``search`` holds, for each language, the joined name and then the same with the family first; where the
# one is the other turned, the end of the first is the family. Calls nothing of ours: an index is made
# with no search path.
NEAR_NAMES = """
CREATE OR REPLACE FUNCTION kalantar_near_names(search text) RETURNS int[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    joined text[] := ARRAY(
        SELECT way FROM unnest(string_to_array(search, ' | ')) WITH ORDINALITY AS ways(way, number)
        WHERE way <> '' AND position(' ' IN way) = 0 ORDER BY number
    );
    words text[] := joined[1:1];
    family int;
BEGIN
    FOR at IN 1 .. cardinality(joined) - 1 LOOP
        SELECT min(cut) INTO family FROM generate_series(1, length(joined[at]) - 1) cut
        WHERE substr(joined[at], cut + 1) || left(joined[at], cut) = joined[at + 1];
        IF family IS NOT NULL THEN
            words := words || joined[at] || substr(joined[at], family + 1);
        END IF;
    END LOOP;
    RETURN ARRAY(
        SELECT DISTINCT hashtext(left(word, cut - 1) || substr(word, cut + 1))
        FROM unnest(words) word, generate_series(1, length(word) + 1) cut
        WHERE cut > length(word) OR length(word) > 3
    );
END
$$;
"""


def _gone(index: str) -> migrations.RunSQL:
    """What a migration that was cut short left half made."""
    return migrations.RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {index}", migrations.RunSQL.noop)


def _made(index: str, of: models.Func) -> AddIndexConcurrently:
    made = django.contrib.postgres.indexes.GinIndex(of, name=index)
    return AddIndexConcurrently(model_name="person", index=made)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("persons", "0001_initial")]

    operations = [
        migrations.RunSQL(NEAR_NAMES, "DROP FUNCTION kalantar_near_names(text)"),
        _gone("person_ways"),
        _made("person_ways", kalantar.persons.keys.Ways(models.F("search"))),
        _gone("person_sounds"),
        _made("person_sounds", kalantar.persons.keys.Ways(models.F("sound"))),
        _gone("person_near_names"),
        _made("person_near_names", kalantar.persons.keys.NearNames(models.F("search"))),
    ]
