"""A file brought in from its first look to its last row: the same file goes on where it was cut."""

import hashlib
from collections.abc import Iterator
from uuid import UUID

from kalantar.kernel.actor import Actor
from kalantar.old_files.actions import bring_in_next, keep_register
from kalantar.old_files.mapping import mapping_of
from kalantar.old_files.models import RegisterImport
from kalantar.old_files.reading import Read, read


def look(content: bytes, mapping: str) -> Read:
    """What would come in, and what would be refused; nothing is kept."""
    return read(content, mapping_of(mapping))


def begin(content: bytes, mapping: str, station: UUID, by: Actor) -> RegisterImport:
    """The import of this very file that is going on at the station; else what was read of it is kept."""
    digest = hashlib.sha256(content + b"\x00" + mapping.encode()).hexdigest()
    same = RegisterImport.objects.filter(station=station, digest=digest, ended_at=None).first()
    if same is not None:
        return same
    found = look(content, mapping)
    return keep_register(
        station=station, digest=digest, rows=found.rows, faults=found.faults, by=by
    )


def go_on(run: RegisterImport, by: Actor) -> Iterator[RegisterImport]:
    """To its end, a part at a time, each in its own transaction."""
    while run.ended_at is None:
        run = bring_in_next(run=run.pk, by=by.repeating(None))
        yield run
