"""The head of the queue as pieces: each row by itself, so that only those that changed are sent."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.template.loader import render_to_string

from kalantar.dispatch.queue import QueueRow

SHOWN = 100  # of the queue in one page


@dataclass(frozen=True, slots=True)
class Piece:
    """``says``: all the row shows but its age, which the page counts on by itself."""

    says: tuple[object, ...]
    html: str


def says_of(row: QueueRow) -> tuple[object, ...]:
    one = row.incident
    return (
        str(one.pk), one.state, one.priority, str(one.type.name), str(one.place_said),
        one.opened_at.isoformat(), one.waiting_since and one.waiting_since.isoformat(),
        getattr(one, "may_wait_s", 0), row.alarm and row.alarm.value, row.calls,
        *((str(sent.sign), sent.assignment.state) for sent in row.assignments),
    )  # fmt: skip


def pieces(rows: Iterable[QueueRow], kept: Mapping[UUID, Piece]) -> dict[UUID, Piece]:
    """Of each row; what says the same as before is not made again. In the language of the thread."""
    made = {}
    for row in rows:
        id, says = row.incident.pk, says_of(row)
        before = kept.get(id)
        made[id] = before if before and before.says == says else Piece(says, _html(row))
    return made


def mark_of(says: Sequence[tuple[object, ...]]) -> str:
    """Of a whole head: the same for a page and for the board it listens to where both show the same."""
    return hashlib.blake2b(repr(list(says)).encode(), digest_size=12).hexdigest()


def _html(row: QueueRow) -> str:
    return render_to_string("dispatcher/_queue_row.html", {"row": row})
