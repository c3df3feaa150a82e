"""Whether the database is a demo's: all in it is invented."""

from django.db import connection

MARK = "kalantar_demo"  # a table, so it goes wherever the database goes: copied, renamed, restored


def is_demos() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [MARK])
        return bool(cursor.fetchone() == (True,))
