"""Locks between commands, by files: a command that dies, however it dies, lets go."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ALONE, TOGETHER = fcntl.LOCK_EX, fcntl.LOCK_SH


def hold(file: Path, how: int) -> int:
    """Lock the file until the descriptor is closed; a process that dies lets go."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, how)
    return descriptor


def hold_within(file: Path, seconds: float) -> int | None:
    """Lock the file for this process and its forks alone; None if others do not let go in time."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, ALONE | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                os.close(descriptor)
                return None
            time.sleep(0.1)
        else:
            return descriptor


@contextmanager
def held(file: Path, how: int) -> Iterator[None]:
    descriptor = hold(file, how)
    try:
        yield
    finally:
        os.close(descriptor)
