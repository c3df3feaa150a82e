"""A schema of an older service, to migrate real rows in: what a test applies, and what then stands there."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.migrations.loader import MigrationLoader

type Apply = Callable[[str, str], None]


@contextmanager
def older_schema(*needed: str) -> Iterator[Apply]:
    """``needed``: the tables it begins with, with their rows as they are now."""
    loader = MigrationLoader(connection)
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA older")
        for table in needed:
            cursor.execute(f"CREATE TABLE older.{table} (LIKE public.{table} INCLUDING ALL)")
            cursor.execute(f"INSERT INTO older.{table} SELECT * FROM public.{table}")
        cursor.execute("SET search_path = older")

    def apply(app: str, name: str) -> None:
        migration = loader.get_migration(app, name)
        state = loader.project_state((app, name), at_end=False)
        with connection.schema_editor(atomic=migration.atomic) as editor:
            migration.apply(state, editor)

    try:
        yield apply
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET search_path; DROP SCHEMA older CASCADE")


def tables_with(texts: Iterable[str], schema: str = "public") -> set[str]:
    """The tables in which one of the texts stands in clear: in any column, also as octets."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        tables = [name for (name,) in cursor.fetchall()]
        asked = [form for text in texts for form in (text, text.encode().hex())]
        for table in tables:
            cursor.execute(
                f'SELECT EXISTS (SELECT FROM {schema}."{table}" one WHERE one::text LIKE ANY (%s))',
                [[f"%{form}%" for form in asked]],
            )
            if cursor.fetchone()[0]:
                found.add(table)
    return found
