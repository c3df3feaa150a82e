"""A message as the parts that are still to be handed over, and what came of each."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from kalantar.message_templates.models import Encoding
from kalantar.message_templates.segments import segmented
from kalantar.messaging.models import REFERENCES, Message
from kalantar.sms_gateway.outcome import Came, Outcome
from kalantar.sms_gateway.receipt import PartSent
from kalantar.sms_gateway.routes import Route

_JOINED = 0x40  # esm_class: a header that says which part this is stands before the text
_CODING = {Encoding.GSM7: 0, Encoding.UCS2: 8}


@dataclass(eq=False, slots=True)
class InHand:
    """A claimed message. ``open``: parts handed over without an answer; ``left``: parts still here."""

    id: UUID
    tries: int
    left: deque["PartInHand"] = field(default_factory=deque)
    open: int = 0
    accepted: list[PartSent] = field(default_factory=list)
    refused: str = ""
    later: str = ""
    lost: bool = False

    @property
    def is_decided(self) -> bool:
        """Nothing more will be heard: all answered, or one lost or refused and none on the way."""
        return not self.open and (not self.left or self.lost or bool(self.refused or self.later))

    def goes(self, part: "PartInHand") -> None:
        self.left = deque(one for one in self.left if one is not part)

    def came(self) -> Came:
        if self.lost:
            return Came.NOBODY_KNOWS
        if self.refused:
            return Came.REFUSED
        return Came.LATER if self.later or self.left else Came.ACCEPTED

    def outcome(self, **more: Any) -> Outcome:
        return Outcome(
            self.id, self.came(), tuple(self.accepted), self.refused or self.later, **more
        )


@dataclass(frozen=True, slots=True, eq=False)
class PartInHand:
    message: InHand
    number: int
    submit: dict[str, Any]  # of submit_sm


def in_hand(message: Message, route: Route, lasts_s: int) -> InHand:
    """The parts the operator does not have yet, ready to be handed over."""
    taken = InHand(message.pk, message.tries)
    there = {part.number for part in message.parts.all()}
    payloads = segmented(message.text).payloads()
    ton, npi = route.source_kind
    for number, payload in enumerate(payloads):
        if number in there:
            continue
        header = b""
        if len(payloads) > 1:
            header = bytes([5, 0, 3, message.reference % 256, len(payloads), number + 1])
        submit = {
            "source_addr_ton": ton,
            "source_addr_npi": npi,
            "source_addr": route.source.lstrip("+"),
            "dest_addr_ton": 1,
            "dest_addr_npi": 1,
            "destination_addr": message.number.lstrip("+"),
            "esm_class": _JOINED if header else 0,
            "registered_delivery": 1,
            "data_coding": _CODING[Encoding(message.encoding)],
            "short_message": header + payload,
            "validity_period": relative(lasts_s),
            "user_message_reference": (message.reference + number) % REFERENCES,
        }
        taken.left.append(PartInHand(taken, number, submit))
    return taken


def relative(seconds: int) -> str:
    """A period as SMPP writes it (7.1.1.2): years, months, days, hours, minutes, seconds."""
    minutes, s = divmod(max(seconds, 60), 60)
    hours, m = divmod(minutes, 60)
    days, h = divmod(hours, 24)
    return f"0000{min(days, 30):02}{h:02}{m:02}{s:02}000R"
