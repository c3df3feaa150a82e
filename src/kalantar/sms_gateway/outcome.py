"""What came of one attempt to hand a message over."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kalantar.kernel.timeline import Event
from kalantar.messaging.events import (
    MessagesLost,
    MessagesPutBack,
    MessagesRejected,
    MessagesSubmitted,
)
from kalantar.sms_gateway.receipt import PartSent


class Came(StrEnum):
    """The verb of the lifecycle it leads to."""

    ACCEPTED = "submit"
    LATER = "put_back_to_send"
    REFUSED = "reject"
    NOBODY_KNOWS = "lose_sight"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``parts``: those accepted now, also where others were not. ``counts``: whether it was a try;
    what never left us was none. ``not_before``: when it may be tried again."""

    message: UUID
    came: Came
    parts: tuple[PartSent, ...] = ()
    reason: str = ""
    not_before: datetime | None = None
    counts: bool = True


def grouped(
    outcomes: Sequence[Outcome],
) -> dict[tuple[Came, str, datetime | None, bool], list[UUID]]:
    """The messages of which the same came, which are noted together."""
    found = defaultdict(list)
    for one in outcomes:
        found[one.came, one.reason, one.not_before, one.counts].append(one.message)
    return found


def happened(came: Came, messages: int, reason: str) -> Event:
    if came is Came.ACCEPTED:
        return MessagesSubmitted(messages)
    if came is Came.NOBODY_KNOWS:
        return MessagesLost(messages)
    kind = MessagesPutBack if came is Came.LATER else MessagesRejected
    return kind(messages, reason)
