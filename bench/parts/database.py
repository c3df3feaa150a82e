"""A database and a KALANTAR_HOME of the bench's own, gone when it ends: nobody's data is touched."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "bench_"


@contextmanager
def own_service(name: str) -> Iterator[None]:
    """Inside the block Django is set up on an empty service, migrated and with its catalogue.

    Call it before anything reads Django's settings. The server is the one the user's own database
    is on: what it can do there is what is measured.
    """
    from kalantar.config.database import database_url

    home = Path(os.environ.get("KALANTAR_HOME", ROOT / ".kalantar")).resolve()
    server = database_url(home)
    database = f"{PREFIX}{name}_{os.getpid()}"
    own = urlunsplit(urlsplit(server)._replace(path=f"/{database}"))
    with (
        psycopg.connect(server, autocommit=True) as admin,
        tempfile.TemporaryDirectory(prefix="kalantar-bench-") as folder,
    ):
        _drop_left_behind(admin)
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
        try:
            with psycopg.connect(own):  # held open: another bench sees that this one is in use
                os.environ |= {"DATABASE_URL": own, "KALANTAR_HOME": folder}
                _set_up()
                yield
                _let_go()
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            admin.execute(drop.format(sql.Identifier(database)))


def backends() -> list[int]:
    """PostgreSQL's processes that serve the bench's database; none where the server is elsewhere."""
    from django.db import connection

    if not str(connection.settings_dict["HOST"]).startswith("/"):
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_type = 'client backend'"
        )
        return [pid for (pid,) in cursor.fetchall()]


def analyze() -> None:
    """What autovacuum would soon do: let the planner know what was just filled in."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _set_up() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kalantar.config.settings")
    django.setup()
    from kalantar.catalogue.actions import install_catalogue
    from kalantar.kernel.actor import system

    call_command("migrate", interactive=False, verbosity=0)
    install_catalogue(by=system(why="bench"))


def _let_go() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        getattr(connection, "close_pool", lambda: None)()


def _drop_left_behind(admin: psycopg.Connection) -> None:
    """A killed bench leaves its database; one that is in use refuses to be dropped."""
    left = admin.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]
    ).fetchall()
    for (name,) in left:
        try:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        except psycopg.errors.ObjectInUse:
            continue
