"""What a command needs before it can work: the database answering, Django set up, parts in place."""

from collections.abc import Iterator
from contextlib import contextmanager

import django
import psycopg

from kalantar.cli.parts import compile_messages
from kalantar.config import given
from kalantar.config.processes.postgres import Cluster, running
from kalantar.config.processes.trouble import Trouble
from kalantar.config.settings import HOME
from kalantar.config.terminal import language
from kalantar.kernel.sentence import Sentence

OLDEST = 16  # the PostgreSQL whose features the schema uses


@contextmanager
def database() -> Iterator[None]:
    """PostgreSQL answers inside the block: DATABASE_URL's, else the embedded one."""
    if url := given.said("DATABASE_URL"):
        _require_answer(url)
        yield
    else:
        with running(Cluster(HOME / "postgres")):
            yield


@contextmanager
def service(*, of_any_shape: bool = False) -> Iterator[None]:
    """The database answers and Django is set up, with the translations as they are written now.

    A database of another shape than this version's is refused, unless the command is the one that
    brings it up to date.
    """
    from django.utils import translation

    with database():
        compile_messages()
        django.setup()
        translation.activate(language())
        try:
            if not of_any_shape:
                _require_up_to_date()
            yield
        finally:
            close_connections()


def close_connections() -> None:
    """After a command's work, and before the process is forked: the pool has threads."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        getattr(connection, "close_pool", lambda: None)()


def is_up_to_date() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _require_up_to_date() -> None:
    if not is_up_to_date():
        raise Trouble(
            Sentence(
                en="The database is empty, or older than this version of Kalantar."
                " Run: ./kalantar migrate",
                fa="پایگاه داده خالی است یا ساختار آن از این نسخهٔ کلانتر قدیمی‌تر است."
                " اجرا کنید: ./kalantar migrate",
            )
        )


def _require_answer(url: str) -> None:
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            require_new_enough(connection.info.server_version)
    except psycopg.Error as fault:
        raise Trouble(
            Sentence(
                en="The PostgreSQL that DATABASE_URL names does not answer: {fault} Start it or"
                " correct DATABASE_URL; without DATABASE_URL Kalantar starts its own.",
                fa="پایگاه دادهٔ معرفی‌شده در DATABASE_URL پاسخ نمی‌دهد: {fault} آن را راه بیندازید"
                " یا DATABASE_URL را درست کنید؛ بدون DATABASE_URL، کلانتر پایگاه دادهٔ خودش را راه"
                " می‌اندازد.",
            ).format(fault=str(fault).strip())
        ) from fault


def require_new_enough(version: int) -> None:
    """``version`` as libpq gives it: 160004 is 16.4."""
    if version < OLDEST * 10_000:
        raise Trouble(
            Sentence(
                en="The PostgreSQL that DATABASE_URL names is version {version}; Kalantar needs"
                " {oldest} or newer. Name a newer one, or leave DATABASE_URL out: Kalantar starts"
                " its own.",
                fa="نسخهٔ PostgreSQL معرفی‌شده در DATABASE_URL، {version} است و کلانتر به نسخهٔ {oldest}"
                " یا تازه‌تر نیاز دارد. نسخهٔ تازه‌تری معرفی کنید یا DATABASE_URL را حذف کنید تا کلانتر"
                " پایگاه دادهٔ خودش را راه بیندازد.",
            ).format(version=version // 10_000, oldest=OLDEST)
        )
