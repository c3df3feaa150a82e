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
    from kalantar.config.processes.children import Program, children
    from kalantar.kernel.sentence import Sentence

    def program(code):
        return Program(Sentence("The child", "فرزند"), [sys.executable, "-c", code])

    parent = "import os, subprocess, time; p = subprocess.Popen(['sleep', '300']);" \\
        " print(os.getpid(), p.pid, flush=True); time.sleep(300)"
    deaf = "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);" \\
        " print(os.getpid(), os.getpid(), flush=True); time.sleep(300)"
    import kalantar.config.processes.children as supervision
    supervision.PATIENCE = 1
    try:
        with children(program(parent), program(deaf)) as family:
            family.watch()
    except KeyboardInterrupt:
        pass
"""


@pytest.fixture
def stranger() -> Iterator[int]:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"]) as process:
        yield process.pid
        process.kill()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ending_the_command_ends_all_it_started_and_nothing_else(
    how: signal.Signals, stranger: int
) -> None:
    with python(FAMILY) as command:
        family = [int(pid) for line in lines(command, 2) for pid in line.split()]
        assert all(lives(pid) for pid in family)
        os.kill(command.pid, how)
    assert not any(lives(pid) for pid in family)
    assert lives(stranger)


def test_children_end_when_their_parent_is_killed() -> None:
    with python(FAMILY.replace("program(deaf)", "program(parent)")) as command:
        family = [int(line.split()[0]) for line in lines(command, 2)]
        command.kill()
    until(lambda: not any(lives(pid) for pid in family), "the children end")


def test_a_child_that_ends_by_itself_is_told_and_the_others_end(tmp_path: Path) -> None:
    now = tmp_path / "now"
    ending = f"""
import os, time
while not os.path.exists({str(now)!r}): time.sleep(0.01)
raise SystemExit(3)"""
    told = FAMILY.replace("except KeyboardInterrupt:", "except Exception as fault:")
    told = told.replace("        pass\n", "        print(fault.sentence.en)\n")
    with python(told.replace("program(deaf)", f"program({ending!r})")) as command:
        family = [int(pid) for pid in lines(command, 1)[0].split()]
        now.touch()
        assert lines(command, 1)[0].startswith("The child ended by itself (code 3)")
    assert not any(lives(pid) for pid in family)
