"""A file of boundaries between the look at what it would change and the word to do it.

It stands in a folder of this service's home for at most a day, under a name that its own sender alone
can say again.
"""

import shutil
import time
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor
from kalantar.places.rules import boundaries_are_not_too_large

LARGEST = 20_000_000  # bytes: what a page reads and judges while somebody waits
KEPT_S = 24 * 3600


def keep(sent: "UploadedFile[bytes]", by: Actor) -> UUID:
    """Put the file aside; Refused when it is too large for a page."""
    size = sent.size or 0
    if size > LARGEST:
        raise boundaries_are_not_too_large.refuse(size=size // 10**6, most=LARGEST // 10**6)
    _sweep()
    name = uuid7()
    with kept(name, by).open("wb") as file:
        shutil.copyfileobj(sent, file)
    return name


def kept(name: UUID, by: Actor) -> Path:
    """Where it stands, if it still does."""
    return _folder() / f"{by.id}-{name}.geojson"


def _folder() -> Path:
    folder: Path = settings.HOME / "places" / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _sweep() -> None:
    for file in _folder().glob("*.geojson"):
        if file.stat().st_mtime < time.time() - KEPT_S:
            file.unlink(missing_ok=True)
