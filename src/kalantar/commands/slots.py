"""What is said of a verb after its words: which things it names, in which order, with what between.

From the same row a command is read, written and completed.
"""

from dataclasses import dataclass
from enum import StrEnum

from kalantar.kernel.sentence import Sentence


class Kind(StrEnum):
    """What the words of a slot name."""

    UNIT = "unit"
    UNITS = "units"  # with spaces between
    INCIDENT = "incident"  # an open one, by its number
    CLOSED = "closed"
    ENDING = "ending"
    REASON = "reason"
    TYPE = "type"
    PRIORITY = "priority"
    PLACE = "place"
    OFFICER = "officer"
    OFFICERS = "officers"
    TEXT = "text"
    WHY = "why"


class Joint(StrEnum):
    """What stands before a slot."""

    SPACE = "space"
    TO = "to"
    COLON = "colon"  # a space is enough
    SEMICOLON = "semicolon"
    BECAUSE = "because"
    COMMA_OR_BECAUSE = "comma_or_because"


_BECAUSE = "because|چون|زیرا"
NAMED: dict[Kind, str] = {
    Kind.UNIT: r"[^\s:،,]+",
    Kind.UNITS: r".+?",
    Kind.INCIDENT: r"[\d-]+",
    Kind.CLOSED: r"[\d-]+",
    Kind.ENDING: r"[^;؛]+?",
    Kind.REASON: r".+",
    Kind.TYPE: r"[^:]+?",
    Kind.PRIORITY: r"[1-5]",
    Kind.PLACE: r".+",
    Kind.OFFICER: r"\S+",
    Kind.OFFICERS: r".+",
    Kind.TEXT: r".+",
    Kind.WHY: r".+",
}
JOINED: dict[Joint, str] = {
    Joint.SPACE: r"\s+",
    Joint.TO: r"\s+(?:to|به)\s+",
    Joint.COLON: r"(?:\s*[:،,]\s*|\s+)",
    Joint.SEMICOLON: r"\s*[;؛]\s*",
    Joint.BECAUSE: rf"(?:\s*:\s*|\s+(?:{_BECAUSE})\s+)",
    Joint.COMMA_OR_BECAUSE: (
        rf"(?:(?:\s*[:،,]\s*|\s+)(?:{_BECAUSE})\s+|\s*[:،,](?!\s*(?:{_BECAUSE})$)\s*)"
    ),
}
WRITTEN: dict[Joint, Sentence] = {
    Joint.SPACE: Sentence(en=" ", fa=" "),
    Joint.TO: Sentence(en=" to ", fa=" به "),
    Joint.COLON: Sentence(en=": ", fa=": "),
    Joint.SEMICOLON: Sentence(en="; ", fa="؛ "),
    Joint.BECAUSE: Sentence(en=": ", fa=": "),
    Joint.COMMA_OR_BECAUSE: Sentence(en=": ", fa=": "),
}
EXAMPLE: dict[Kind, Sentence] = {
    Kind.UNIT: Sentence(en="7", fa="۷"),
    Kind.UNITS: Sentence(en="7 12", fa="۷ ۱۲"),
    Kind.INCIDENT: Sentence(en="1043", fa="۱۰۴۳"),
    Kind.CLOSED: Sentence(en="1043", fa="۱۰۴۳"),
    Kind.ENDING: Sentence(en="how it ended", fa="نتیجه"),
    Kind.REASON: Sentence(en="reason", fa="علت"),
    Kind.TYPE: Sentence(en="brawl", fa="نزاع"),
    Kind.PRIORITY: Sentence(en="1", fa="۱"),
    Kind.PLACE: Sentence(en="address", fa="نشانی"),
    Kind.OFFICER: Sentence(en="412345", fa="۴۱۲۳۴۵"),
    Kind.OFFICERS: Sentence(en="412345 412346", fa="۴۱۲۳۴۵ ۴۱۲۳۴۶"),
    Kind.TEXT: Sentence(en="words", fa="متن"),
    Kind.WHY: Sentence(en="why", fa="دلیل"),
}
AS_TYPED = frozenset(
    {Kind.TEXT, Kind.WHY}
)  # in the digits they were typed in; others in Latin ones


@dataclass(frozen=True, slots=True)
class Slot:
    """``name``: what it is called among the words of a command that was read."""

    name: str
    kind: Kind
    joint: Joint = Joint.SPACE
    optional: bool = False

    def pattern(self) -> str:
        """With what stands before it."""
        found = f"{JOINED[self.joint]}(?P<{self.name}>{NAMED[self.kind]})"
        return f"(?:{found})?" if self.optional else found


WHICH_UNIT = Slot("unit", Kind.UNIT)
WHICH_INCIDENT = Slot("number", Kind.INCIDENT)
BECAUSE = Slot("why", Kind.WHY, Joint.BECAUSE, optional=True)
