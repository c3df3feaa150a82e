"""What came of one attempt to hand a message over."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kalantar.messaging.receipt import PartSent


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
