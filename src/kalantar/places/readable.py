"""A file that somebody names is one that can be read, before anything is done with it."""

import os
from pathlib import Path

from kalantar.places.rules import (
    extract_is_there,
    file_holds_something,
    file_is_a_regular_one,
    file_may_be_read,
)


def require_readable(file: Path) -> None:
    """Refused, with what is in the way: as in ``require_regular``, or it is empty."""
    require_regular(file)
    if file.stat().st_size == 0:
        raise file_holds_something.refuse(file=_name(file))


def require_regular(file: Path) -> None:
    """Refused, with what is in the way: no file, a folder, a pipe or a device, not ours to read.

    A pipe is never opened: without anybody at its other end that would wait for ever.
    """
    name = _name(file)
    if not os.path.exists(file):
        raise extract_is_there.refuse(file=name)
    if not file.is_file():
        raise file_is_a_regular_one.refuse(file=name)
    if not os.access(file, os.R_OK):
        raise file_may_be_read.refuse(file=name)


def _name(file: Path) -> str:
    return file.name or str(file)
