"""What is started is stopped, however the command ends; what was not started is left alone."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.front_door.processes import lines, lives, python, until

FAMILY = """
    import sys
    import kalantar.config.processes.children as supervision
    from kalantar.config.processes.program import Program
    from kalantar.config.processes.trouble import Trouble
    from kalantar.kernel.sentence import Sentence

    supervision.PATIENCE = 1
    how, *told = sys.argv[1:]
    programs = [
        Program(Sentence("The child", "فرزند"), "tests.front_door.child", words.split(" "))
        for words in told
    ]
    try:
        with supervision.children(*programs, forked=how == "forked") as family:
            family.watch()
    except Trouble as trouble:
        print(trouble.sentence.en)
"""
both_ways = pytest.mark.parametrize("how", ["forked", "on its own"])


@pytest.fixture
def stranger() -> Iterator[int]:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"]) as process:
        yield process.pid
        process.kill()


@both_ways
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ending_the_command_ends_all_it_started_and_nothing_else(
    how: str, by: signal.Signals, stranger: int
) -> None:
    with python(FAMILY, how, "parent", "deaf") as command:
        family = [int(pid) for line in lines(command, 2) for pid in line.split()]
        assert len(family) == 3
        assert all(lives(pid) for pid in family)
        os.kill(command.pid, by)
    assert not any(lives(pid) for pid in family)
    assert lives(stranger)


def test_ctrl_c_is_heard_by_a_command_the_shell_put_in_the_background() -> None:
    """A shell without job control lets what runs behind ``&`` ignore SIGINT."""
    ignoring = "import signal\n    signal.signal(signal.SIGINT, signal.SIG_IGN)"
    with python(
        FAMILY.replace("import sys", f"import sys\n    {ignoring}"), "", "parent"
    ) as command:
        family = [int(pid) for pid in lines(command, 1)[0].split()]
        command.send_signal(signal.SIGINT)
    assert not any(lives(pid) for pid in family)


@both_ways
def test_children_end_when_their_parent_is_killed(how: str) -> None:
    with python(FAMILY, how, "parent", "parent") as command:
        family = [int(line.split()[0]) for line in lines(command, 2)]
        command.kill()
    until(lambda: not any(lives(pid) for pid in family), "the children end")


def test_forks_and_theirs_end_at_once_when_the_command_is_killed_even_in_the_middle_of_work() -> (
    None
):
    with python(FAMILY, "forked", "deaf", "forking") as command:
        family = [int(pid) for line in lines(command, 2) for pid in line.split()]
        assert len(family) == 3
        command.kill()
    until(lambda: not any(lives(pid) for pid in family), "the forks end")


@both_ways
def test_a_child_that_ends_by_itself_is_told_and_the_others_end(how: str, tmp_path: Path) -> None:
    now = tmp_path / "now"
    with python(FAMILY, how, "parent", f"ending {now}") as command:
        family = [int(pid) for line in lines(command, 2) for pid in line.split()]
        now.touch()
        assert lines(command, 1)[0].startswith("The child ended by itself (code 3)")
    assert not any(lives(pid) for pid in family)
