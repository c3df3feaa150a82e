"""A process is ended by number only where it is still the one that was written down."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kalantar.cli import demo_home
from kalantar.config.processes.known import Known, end, started, write_down, written_down
from tests.front_door.processes import lives

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="start times are read in /proc")


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(["sleep", "300"], start_new_session=True) as process:
        yield process
        process.kill()


def test_what_was_written_down_is_known_again_and_ended(
    tmp_path: Path, stranger: subprocess.Popen[bytes]
) -> None:
    write_down(tmp_path / "processes", [os.getpid(), stranger.pid])
    ours, other = written_down(tmp_path / "processes")
    assert (ours.pid, other.pid) == (os.getpid(), stranger.pid)
    assert ours.lives
    assert other.lives
    end(other)
    assert stranger.wait() != 0
    assert not other.lives


def test_a_number_that_another_program_has_by_now_is_left_alone(
    stranger: subprocess.Popen[bytes],
) -> None:
    before = Known(stranger.pid, str(int(started(stranger.pid)) - 1))
    assert not before.lives
    end(before)
    end(Known(stranger.pid, ""))
    assert lives(stranger.pid)


def test_one_that_has_ended_and_waits_to_be_noticed_does_not_live() -> None:
    with subprocess.Popen(["sleep", "300"]) as process:
        known = Known(process.pid, started(process.pid))
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert Path("/proc", str(process.pid)).exists()
        assert not known.lives
        assert not Known(process.pid, "").lives


@pytest.mark.parametrize("command_lives", [True, False])
def test_what_is_left_of_a_demo_is_ended_only_when_its_command_is_dead(
    command_lives: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stranger: subprocess.Popen[bytes],
) -> None:
    file = tmp_path / "processes"
    monkeypatch.setattr(demo_home, "PROCESSES", file)
    with subprocess.Popen(["sleep", "300"]) as command:
        write_down(file, [command.pid, stranger.pid])
        if not command_lives:
            command.kill()
            command.wait()
        demo_home.end_what_is_left()
        if not command_lives:
            stranger.wait()
        assert lives(stranger.pid) is command_lives
        command.kill()


@pytest.mark.parametrize("says", [None, "", "\x00", "12", "a b\n-1 2\n", b"\xff"])
def test_a_file_that_says_nothing_names_nobody(tmp_path: Path, says: str | bytes | None) -> None:
    file = tmp_path / "processes"
    if says is not None:
        file.write_bytes(says if isinstance(says, bytes) else says.encode())
    assert written_down(file) == []
