"""Processes told by number and start time: the number alone may be another program's by now."""

import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

ENDED = "ZX"  # states of what only waits to be noticed


class Known(NamedTuple):
    """``started``: in ticks since the machine was started."""

    pid: int
    started: str

    @property
    def lives(self) -> bool:
        return bool(self.started) and started(self.pid) == self.started


def started(pid: int) -> str:
    """Since when the process runs; empty where it does not, or where nobody can tell."""
    try:
        told = Path("/proc", str(pid), "stat").read_text(errors="replace")
    except OSError:
        return ""
    state, *facts = told.rpartition(")")[2].split()  # the name before may hold anything
    return "" if state in ENDED else facts[18]


def write_down(file: Path, pids: Iterable[int]) -> None:
    lines = "".join(f"{pid} {since}\n" for pid in pids if (since := started(pid)))
    beside = file.with_suffix(".new")
    beside.write_text(lines, encoding="utf-8")
    beside.replace(file)


def written_down(file: Path) -> list[Known]:
    """In the order they were written; none where the file is not there or says something else."""
    try:
        words = [line.split() for line in file.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError):
        return []
    pairs = (pair for pair in words if len(pair) == 2 and pair[0].isdecimal())
    return [Known(int(pid), since) for pid, since in pairs]


def end(process: Known) -> None:
    """The process and its group, of which it is the head; nothing where it is another by now."""
    with suppress(ProcessLookupError):
        if process.lives and os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, signal.SIGKILL)
