"""A command that needs tables says which command makes them, and leaves the database as it was."""

import os
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest


@pytest.fixture
def empty(postgresql: None) -> Iterator[str]:
    """The address of a database nothing was ever written into."""
    server = os.environ["DATABASE_URL"]
    name = f"empty_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.parametrize(
    "command",
    [
        "city import none.osm.pbf --name Nowhere",
        "city list",
        "users add 83120 --name-en Sara",
        "worker",
    ],
)
def test_a_command_on_a_database_without_tables_names_the_one_that_makes_them(
    empty: str, command: str
) -> None:
    for language, said in (("en", "is empty, or older than"), ("fa", "خالی است")):
        told = subprocess.run(
            [sys.executable, "-m", "kalantar", *command.split()],
            env=os.environ | {"DATABASE_URL": empty, "KALANTAR_LANGUAGE": language},
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        words = " ".join((told.stdout + told.stderr).split())
        assert told.returncode == 1, words
        assert said in words
        assert "./kalantar migrate" in words
        assert "Traceback" not in words
    with psycopg.connect(empty) as connection:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert connection.execute(tables).fetchone() == (0,)
