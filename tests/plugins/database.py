"""A real PostgreSQL for the tests: the one DATABASE_URL names, else an embedded one made for the run.

The schema is migrated once. A test with ``django_db(transaction=True)`` commits for real; after it
every table is put back as the migrations left it. The timeline refuses to be emptied, so this is done
as a replica would apply it: without triggers, which needs a superuser.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import TransactionTestCase
from psycopg.errors import DeadlockDetected

from kalantar.config.processes.postgres import Cluster, running
from tests.plugins.environment import CLUSTER, OWN_SERVER


@pytest.fixture(scope="session")
def postgresql() -> Iterator[None]:
    """The server runs until the test run ends; what it keeps need not outlive that."""
    if not OWN_SERVER:
        yield
        return
    with running(Cluster(CLUSTER, durable=False)):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    postgresql: None, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """The first step of pytest-django's own set-up: here the server must be running."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After the migrations, keep what they wrote, to put it back after each committing test."""
    with django_db_blocker.unblock():
        _keep_as_migrated()
    # pytest-django gives every committing test a class of Django's own, emptied by this method
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _put_back)
        yield


def _keep_as_migrated() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA as_migrated")
        for table in _filled(cursor):
            cursor.execute(f"CREATE TABLE as_migrated.{table} AS TABLE public.{table}")


def _put_back(_test: TransactionTestCase) -> None:
    with connection.cursor() as cursor:
        filled = _filled(cursor)
        if not filled:
            return
        cursor.execute("SET session_replication_role = replica")
        try:
            _empty(cursor, filled)
            for table, columns in _kept(cursor):
                cursor.execute(
                    f"INSERT INTO public.{table} ({columns}) OVERRIDING SYSTEM VALUE"
                    f" SELECT {columns} FROM as_migrated.{table}"
                )
        finally:
            cursor.execute("RESET session_replication_role")


def _empty(cursor: Any, tables: list[str]) -> None:
    """A page that was just closed may leave a request that is still being answered: its writing is
    waited for. If the two wait for each other, PostgreSQL ends this one, and it is done again when
    that one has ended. A table that holds a few rows is emptied by DELETE in a tenth of the time that
    TRUNCATE takes to give it new files."""
    names = [f"public.{table}" for table in tables]
    for left in reversed(range(5)):
        try:
            with transaction.atomic():
                cursor.execute(f"LOCK TABLE {', '.join(names)} IN SHARE ROW EXCLUSIVE MODE")
                cursor.execute("; ".join(f"DELETE FROM {name}" for name in names))
        except OperationalError as error:
            if not (left and isinstance(error.__cause__, DeadlockDetected)):
                raise
        else:
            return


def _filled(cursor: Any) -> list[str]:
    """The tables of the public schema that hold rows."""
    cursor.execute(
        "SELECT quote_ident(relname) FROM pg_class"
        " WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace"
    )
    tables = [name for (name,) in cursor.fetchall()]
    cursor.execute(
        " UNION ALL ".join(
            f"SELECT {number} WHERE EXISTS (SELECT FROM public.{table})"
            for number, table in enumerate(tables)
        )
    )
    return [tables[number] for (number,) in cursor.fetchall()]


def _kept(cursor: Any) -> list[tuple[str, str]]:
    """The tables the migrations filled, each with the columns that can be written."""
    cursor.execute(
        "SELECT quote_ident(table_name), string_agg(quote_ident(column_name), ', ')"
        " FROM information_schema.columns kept JOIN information_schema.columns live"
        " USING (table_name, column_name)"
        " WHERE kept.table_schema = 'as_migrated' AND live.table_schema = 'public'"
        " AND live.is_generated = 'NEVER' GROUP BY table_name"
    )
    return list(cursor.fetchall())
