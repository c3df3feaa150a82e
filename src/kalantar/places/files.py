"""Where the files of a city's extract stand. The database alone says which of them count.

A folder is prepared beside its final place, the database is told, then the folder is renamed. Whoever
looks for it between the last two steps, or after a power cut there, finishes the move.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from kalantar.places.extract.prepare import ENTRIES, GRAPH, LINES, MAP
from kalantar.places.models import Extract

KEPT_AFTER_RETIRED = timedelta(days=1)  # pages opened before the change still read the old map


def home() -> Path:
    """The folder of all extracts, under KALANTAR_HOME."""
    folder: Path = settings.HOME / "places"
    return folder


def preparing(id: UUID) -> Path:
    return home() / f"preparing-{id}"


def folder(id: UUID) -> Path | None:
    """The folder of a committed extract, or None where this host does not have its files."""
    final = home() / str(id)
    if not final.exists():
        with suppress(OSError):  # somebody else may be finishing the same move
            preparing(id).rename(final)
    return final if final.exists() else None


def settle(id: UUID) -> None:
    """Finish the move of a committed extract and drop the lists that are in the database now."""
    if final := folder(id):
        for listed in (ENTRIES, LINES):
            (final / listed).unlink(missing_ok=True)


def map_file(extract: Extract) -> Path | None:
    """The extract's vector tiles, one PMTiles archive."""
    found = folder(extract.id)
    return found / MAP if found else None


def graph_file(id: UUID) -> Path | None:
    """The extract's road graph, one tar of Valhalla tiles."""
    found = folder(id)
    return found / GRAPH if found else None


@contextmanager
def one_import_at_a_time() -> Iterator[None]:
    """Wait until no other process of this host imports; the lock falls with the process."""
    home().mkdir(parents=True, exist_ok=True)
    with (home() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def sweep(now: datetime) -> None:
    """Finish moves that were cut off, remove what no import finished and what is long retired.

    Only inside ``one_import_at_a_time``.
    """
    for left in home().glob("preparing-*"):
        id = UUID(left.name.removeprefix("preparing-"))
        if not (Extract.objects.filter(pk=id).exists() and folder(id)):
            shutil.rmtree(left, ignore_errors=True)
    for extract in Extract.objects.filter(retired_at__lt=now - KEPT_AFTER_RETIRED):
        shutil.rmtree(home() / str(extract.id), ignore_errors=True)
