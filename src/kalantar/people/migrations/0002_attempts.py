"""Where attempts to sign in are counted: Django's cache in the database, for all processes at once.

Unlogged: after a crash of the database the counts begin anew, and writing them costs little.
"""

from django.db import migrations

TABLE = """
CREATE UNLOGGED TABLE people_attempts (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX people_attempts_expires ON people_attempts (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(TABLE, "DROP TABLE people_attempts;")]
