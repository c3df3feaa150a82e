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
    """Refused, with what is in the way: no file, a folder or a device, not ours to read, empty."""
    name = file.name or str(file)
    if not os.path.exists(file):
        raise extract_is_there.refuse(file=name)
    if not file.is_file():
        raise file_is_a_regular_one.refuse(file=name)
    if not os.access(file, os.R_OK):
        raise file_may_be_read.refuse(file=name)
    if file.stat().st_size == 0:
        raise file_holds_something.refuse(file=name)
