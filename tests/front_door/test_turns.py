"""Locks between commands: one at a time, and whoever dies lets go."""

import os
from pathlib import Path

from kalantar.config.processes.locks import ALONE, hold, hold_within
from tests.front_door.processes import lines, python

KEEP = """
    import os, sys, time
    from pathlib import Path
    from kalantar.config.processes.locks import ALONE, hold
    hold(Path(sys.argv[1]), ALONE)
    if os.fork() == 0:  # a fork keeps what was held
        time.sleep(300)
    print("held", flush=True)
    os.waitpid(-1, 0)
"""


def test_another_command_is_waited_for_only_so_long(tmp_path: Path) -> None:
    lock = hold(tmp_path / "lock", ALONE)
    assert hold_within(tmp_path / "lock", 0) is None
    os.close(lock)
    again = hold_within(tmp_path / "lock", 0)
    assert again is not None
    os.close(again)


def test_forks_of_a_killed_command_hold_until_they_end(tmp_path: Path) -> None:
    with python(KEEP, tmp_path / "lock") as command:
        assert lines(command, 1) == ["held"]
        command.kill()
        command.wait()
        assert hold_within(tmp_path / "lock", 0.2) is None
        os.killpg(command.pid, 9)
    last = hold_within(tmp_path / "lock", 10)
    assert last is not None
    os.close(last)
