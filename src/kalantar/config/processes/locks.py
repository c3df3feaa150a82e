"""Locks between commands, by files: a command that dies, however it dies, lets go."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ALONE, TOGETHER = fcntl.LOCK_EX, fcntl.LOCK_SH


def hold(file: Path, how: int) -> int:
    """Lock the file until the descriptor is closed; a process that dies lets go."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, how)
    return descriptor


@contextmanager
def held(file: Path, how: int) -> Iterator[None]:
    descriptor = hold(file, how)
    try:
        yield
    finally:
        os.close(descriptor)
