"""The embedded PostgreSQL: made once, recovered after any kill, gone with the command that began it."""

import errno
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kalantar.cli import main
from kalantar.config.processes.postgres import Cluster, require_running, running
from kalantar.config.processes.trouble import Trouble, is_disk_full, require_room
from tests.front_door.processes import lines, lives, python, until

STAY = """
    import sys, time
    from pathlib import Path
    from kalantar.config.processes.postgres import Cluster, require_running, running
    with running(Cluster(Path(sys.argv[1]), durable=False)) as url:
        print("ready", flush=True)
        try:
            time.sleep(300)
        except KeyboardInterrupt:
            pass
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path / "postgres", durable=False)
    yield made
    assert not (made.data / "postmaster.pid").exists(), "the test left its server running"


def server(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def answer(url: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT current_database()").fetchone()
    return row and row[0]


def test_it_is_made_once_and_keeps_what_it_was_told(cluster: Cluster) -> None:
    with running(cluster) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    made = (cluster.data / "PG_VERSION").stat()
    with running(cluster) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
    assert (cluster.data / "PG_VERSION").stat().st_ctime_ns == made.st_ctime_ns


def test_it_keeps_persian_and_has_the_extensions_the_search_needs(cluster: Cluster) -> None:
    with running(cluster) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        found = connection.execute("SELECT similarity('خیابان آزادی', 'خیابون آزادی')").fetchone()
        assert found
        assert found[0] > 0.4


def test_a_killed_server_is_recovered(cluster: Cluster) -> None:
    with python(STAY, cluster.folder) as command:
        assert lines(command, 1) == ["ready"]
        os.kill(server(cluster), signal.SIGKILL)
        command.kill()
    with running(cluster) as url:
        assert answer(url) == "kalantar"


def test_a_server_that_ends_by_itself_is_told(cluster: Cluster) -> None:
    with running(cluster):
        require_running()
        pid = server(cluster)
        os.kill(pid, signal.SIGKILL)
        until(lambda: not lives(pid), "the server ends")
        with pytest.raises(Trouble) as told:
            require_running()
    assert "Start Kalantar again" in told.value.sentence.en
    assert "دوباره آغاز کنید" in told.value.sentence.fa
    with running(cluster) as url:
        assert answer(url) == "kalantar"
    require_running()


def test_the_server_ends_when_its_command_is_killed(cluster: Cluster) -> None:
    with python(STAY, cluster.folder) as command:
        assert lines(command, 1) == ["ready"]
        pid = server(cluster)
        command.kill()
    until(lambda: not lives(pid), "the server ends")


def test_ctrl_c_stops_the_server(cluster: Cluster) -> None:
    with python(STAY, cluster.folder) as command:
        assert lines(command, 1) == ["ready"]
        pid = server(cluster)
        os.killpg(command.pid, signal.SIGINT)
    assert not lives(pid)


def test_a_process_number_now_used_by_another_program_does_not_stop_it(cluster: Cluster) -> None:
    with running(cluster):
        pass
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")
    with running(cluster) as url:
        assert answer(url) == "kalantar"


def test_a_second_command_uses_the_server_of_the_first(cluster: Cluster) -> None:
    with python(STAY, cluster.folder) as command:
        assert lines(command, 1) == ["ready"]
        pid = server(cluster)
        with running(cluster) as url:
            assert server(cluster) == pid
            os.killpg(command.pid, signal.SIGINT)
            assert answer(url) == "kalantar", "the first waits for the second"
        command.wait(30)
    assert not lives(pid)


def test_a_path_too_long_for_a_socket_is_no_hindrance(tmp_path: Path) -> None:
    deep = Cluster(tmp_path / ("long" * 30), durable=False)
    with running(deep) as url:
        assert answer(url) == "kalantar"


def test_a_half_made_folder_is_made_again(cluster: Cluster) -> None:
    (cluster.folder / "data.unfinished" / "base").mkdir(parents=True)
    with running(cluster) as url:
        assert answer(url) == "kalantar"


def test_a_full_disk_is_said_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as told:
        require_room(tmp_path, needed=10**9)
    assert "KALANTAR_HOME" in told.value.sentence.en
    assert "پر شده است" in told.value.sentence.fa


def test_a_full_disk_is_known_however_deep_it_lies() -> None:
    outer = RuntimeError("could not be kept")
    outer.__cause__ = psycopg.errors.DiskFull("could not extend file: No space left on device")
    assert is_disk_full(outer)
    assert is_disk_full(OSError(errno.ENOSPC, "full"))
    assert not is_disk_full(RuntimeError("something else"))


def test_a_database_without_room_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def command(**_words: str) -> None:
        fault = psycopg.errors.DiskFull("konnte Datei nicht erweitern")  # it speaks any language
        raise RuntimeError("could not be kept") from fault

    monkeypatch.setattr("typer.main.get_command", lambda app: command)
    for language, said in (
        ("en", "holds the database is full"),
        ("fa", "پایگاه داده روی آن است پر"),
    ):
        monkeypatch.setenv("KALANTAR_LANGUAGE", language)
        monkeypatch.setattr("kalantar.cli.in_persian", lambda command: None)
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 1
        assert said in capsys.readouterr().err


def test_a_server_that_cannot_start_says_why(cluster: Cluster) -> None:
    with running(cluster):
        pass
    (cluster.data / "postgresql.conf").write_text("no_such_setting = on\n")
    with pytest.raises(Trouble) as told, running(cluster):
        pass
    assert "no_such_setting" in told.value.sentence.en
    assert str(cluster.log) in told.value.sentence.fa
