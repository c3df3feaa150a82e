"""The head of the queue as pieces: each row by itself, so that only those that changed are sent."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.translation import override

from kalantar.dispatch.queue import QueueRow

SHOWN = 100  # of the queue in one page


@dataclass(frozen=True)
class Piece:
    """``says``: all the row shows but its age, which the page counts on by itself. Its HTML is made when
    first asked for: who has just been given the page needs none of it."""

    says: tuple[object, ...]
    row: QueueRow
    language: str

    @cached_property
    def html(self) -> str:
        with override(self.language):
            return render_to_string("dispatcher/_queue_row.html", {"row": self.row})


def says_of(row: QueueRow) -> tuple[object, ...]:
    one = row.incident
    return (
        str(one.pk), one.state, one.priority, str(one.type.name), str(one.place_said),
        one.opened_at.isoformat(), one.waiting_since and one.waiting_since.isoformat(),
        getattr(one, "may_wait_s", 0), row.alarm and row.alarm.value, row.calls,
        *(
            (str(sent.sign), sent.assignment.state, sent.assignment.backup_asked_at is not None)
            for sent in row.assignments
        ),
    )  # fmt: skip


def pieces(
    rows: Iterable[QueueRow], kept: Mapping[UUID, Piece], language: str
) -> dict[UUID, Piece]:
    """Of each row; what says the same as before is the same piece."""
    made = {}
    with override(language):
        for row in rows:
            id, says = row.incident.pk, says_of(row)
            before = kept.get(id)
            same = before is not None and before.says == says
            made[id] = before if before and same else Piece(says, row, language)
    return made


def mark_of(says: Sequence[tuple[object, ...]]) -> str:
    """Of a whole head: the same for a page and for the board it listens to where both show the same."""
    return hashlib.blake2b(repr(list(says)).encode(), digest_size=12).hexdigest()
