"""What an operator says of a part, as the outbox understands it."""

from dataclasses import dataclass

from kalantar.sms_gateway.models import PartState

# what a message becomes when all its parts have ended, the worst first
WORST_FIRST = (PartState.REJECTED, PartState.UNDELIVERED, PartState.EXPIRED, PartState.DELIVERED)
VERBS: dict[str, str] = {
    PartState.REJECTED: "reject",
    PartState.UNDELIVERED: "fail",
    PartState.EXPIRED: "expire",
    PartState.DELIVERED: "deliver",
}


@dataclass(frozen=True, slots=True)
class ReceiptTold:
    """``number``: to whom the text went, E.164. ``reference``: ours, where the operator gave it back."""

    route: str
    smsc_id: str
    number: str
    state: PartState
    error: str = ""
    reference: int | None = None


@dataclass(frozen=True, slots=True)
class PartSent:
    """A part the operator has accepted."""

    number: int
    smsc_id: str
