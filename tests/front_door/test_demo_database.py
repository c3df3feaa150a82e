"""The demo and a real service never meet in one database, whichever folder a command is started in."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.front_door.test_unmigrated import empty as empty


def _run(database: str, home: Path, language: str, *command: str) -> tuple[int, str]:
    told = subprocess.run(
        [sys.executable, "-m", "kalantar", *command],
        env=os.environ
        | {"DATABASE_URL": database, "KALANTAR_LANGUAGE": language, "KALANTAR_HOME": str(home)},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    return told.returncode, " ".join((told.stdout + told.stderr).split())


@pytest.mark.parametrize(
    ("language", "said"), [("en", "is not the demo's"), ("fa", "از آنِ نمایش نیست")]
)
def test_the_demo_does_not_enter_a_database_it_did_not_begin(
    empty: str, tmp_path: Path, language: str, said: str
) -> None:
    with psycopg.connect(empty, autocommit=True) as connection:
        connection.execute("CREATE TABLE theirs ()")
    (tmp_path / "demo").touch()  # what an older demo left in its folder says nothing of a database
    status, words = _run(empty, tmp_path, language, "demo", "--port=8781")
    assert (status, said in words, "Traceback" in words) == (1, True, False), words
    with psycopg.connect(empty) as connection:
        tables = "SELECT string_agg(tablename, ' ') FROM pg_tables WHERE schemaname = 'public'"
        assert connection.execute(tables).fetchone() == ("theirs",)


@pytest.mark.parametrize("command", [["serve", "--port=8783"], ["worker"]])
def test_the_demos_database_is_served_to_nobody(
    empty: str, tmp_path: Path, command: list[str]
) -> None:
    assert _run(empty, tmp_path, "en", "migrate")[0] == 0
    with psycopg.connect(empty, autocommit=True) as connection:
        connection.execute("CREATE TABLE kalantar_demo ()")
    for language, said in (("en", "passwords are known"), ("fa", "گذرواژه‌هایش را همه می‌دانند")):
        status, words = _run(empty, tmp_path, language, *command)
        assert (status, said in words, "Traceback" in words) == (1, True, False), words


@pytest.mark.parametrize("port", ["65535", "99999"])
def test_a_port_that_cannot_be_is_refused_in_a_sentence(
    empty: str, tmp_path: Path, port: str
) -> None:
    status, words = _run(empty, tmp_path, "en", "serve", f"--port={port}")
    assert (status, "65533" in words, "Traceback" in words) == (2, True, False), words
