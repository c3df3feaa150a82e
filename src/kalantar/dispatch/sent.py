"""An assignment as one reader sees it: the incident tells where its units are, and so who is one.

A plain-clothes unit whose place is hidden from the reader is “a unit” there, whatever shows it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from kalantar.dispatch.models import Assignment
from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence
from kalantar.patrols.queries import A_UNIT, unnamed_then


@dataclass(frozen=True, slots=True)
class Sent:
    """``unit``: whose it is, None where the reader may not know; ``sign``: how it is called then."""

    assignment: Assignment
    unit: UUID | None
    sign: Sentence

    @property
    def named(self) -> bool:
        return self.unit is not None


def sent_as_seen(assignments: Collection[Assignment], reader: Actor) -> list[Sent]:
    """In their order, with their units loaded. One query where one is in plain clothes, else none."""
    hidden = unnamed_then([(one.unit, one.sent_at) for one in assignments], reader)
    return [_sent(one, hidden=(one.unit_id, one.sent_at) in hidden) for one in assignments]


def _sent(one: Assignment, *, hidden: bool) -> Sent:
    if hidden:
        return Sent(one, None, A_UNIT)
    sign = one.unit.call_sign
    return Sent(one, one.unit_id, Sentence(en=sign, fa=sign))
