"""What the sender and the phone screen ask: what is in hand, and which part a receipt is of."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from kalantar.kernel.demo import is_demos
from kalantar.kernel.rules import Refused
from kalantar.kernel.sealing import hashes
from kalantar.message_templates.segments import Segmented
from kalantar.messaging.models import REFERENCES, Message, MessageState
from kalantar.messaging.queries import WITHOUT_WORDS
from kalantar.sms_gateway.models import MessagePart, PartState, StrayReceipt
from kalantar.sms_gateway.receipt import ReceiptTold
from kalantar.sms_gateway.routes import EXAMPLE_PRICE, SCREEN, lanes, routes


def phone_screen_is_shown() -> bool:
    """Only in a demo without an operator: there every number and every text is invented."""
    return not routes(settings.HOME) and is_demos()


@dataclass(frozen=True, slots=True)
class Phone:
    """What a phone of the demo shows: its latest texts, the earliest first."""

    number: str
    texts: list[Message]


def phones(*, most: int = 12, each: int = 6) -> list[Phone]:
    """The phones that were written to lately, the latest first; none where they are not shown."""
    if not phone_screen_is_shown():
        return []
    texts: dict[str, list[Message]] = defaultdict(list)
    written = Message.objects.exclude(state=MessageState.SUPPRESSED).order_by("-queued_at", "-pk")
    for message in written[: most * each]:
        texts[message.number].append(message)
    return [Phone(number, sent[:each][::-1]) for number, sent in list(texts.items())[:most]]


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one message to a number of that prefix (empty: all others), by the route that sends it first.

    ``example``: of the demo's phone screen, which no operator bills."""

    prefix: str
    route: str
    rials: Decimal
    example: bool = False


def costs(text: Segmented) -> list[Cost]:
    """What the text costs, by prefix, all other numbers last; only where the route says its price, in a
    demo without any at an example of one. None where the routes cannot be understood: the sender says so."""
    try:
        first = {
            prefix: some[0] for prefix, some in lanes(routes(settings.HOME, secrets=False)).items()
        }
    except Refused:
        return []
    if not first and is_demos():
        return [Cost("", SCREEN, EXAMPLE_PRICE[text.encoding] * len(text), example=True)]
    return [
        Cost(prefix, route.name, route.price[text.encoding] * len(text))
        for prefix, route in sorted(first.items(), key=lambda one: (not one[0], one[0]))
        if route.price
    ]


def claimed(sender: int, claim: UUID) -> list[Message]:
    """What that claim took, opened, each with the parts that are at the operator's already."""
    rows = Message.objects.filter(state=MessageState.SUBMITTING, sender=sender, claim=claim)
    return list(rows.prefetch_related("parts").order_by("urgency", "not_before", "pk"))


def senders_at_work() -> list[int]:
    """Whoever has messages in hand, alive or not."""
    found = Message.objects.filter(state=MessageState.SUBMITTING).order_by()
    return [sender for sender in found.values_list("sender", flat=True).distinct() if sender]


@dataclass(frozen=True, slots=True)
class Meant:
    """Which part a receipt is of: one that was noted, or one of a message nobody knew of."""

    receipt: ReceiptTold
    message: UUID
    number: int
    part: UUID | None


def parts_meant(receipts: Sequence[ReceiptTold]) -> dict[int, Meant]:
    """By the receipt's place in the list; what is missing belongs to nothing known yet."""
    known = MessagePart.objects.filter(smsc_id__in=[one.smsc_id for one in receipts])
    by_id: dict[tuple[str, str], MessagePart] = {}
    for part in known.order_by("pk"):  # an operator may use an id again: the latest is meant
        by_id[part.route, part.smsc_id] = part
    meant = {}
    for at, one in enumerate(receipts):
        if part_found := by_id.get((one.route, one.smsc_id)):
            meant[at] = Meant(one, part_found.message_id, part_found.number, part_found.pk)
    strangers = [at for at in range(len(receipts)) if at not in meant]
    return meant | _of_unknown(receipts, strangers)


def _of_unknown(receipts: Sequence[ReceiptTold], places: Iterable[int]) -> dict[int, Meant]:
    """Receipts with an id we never heard, for messages lost sight of: told by our reference and the
    number; without a reference only where the number has one such message, of one part."""
    numbers = {receipts[at].number for at in places if receipts[at].number}
    if not numbers:
        return {}
    by_hash = {hashed: number for number in numbers for hashed in hashes(number, "phone")}
    lost: dict[str, list[Message]] = defaultdict(list)
    unsettled = (MessageState.UNKNOWN, MessageState.SUBMITTING)  # the second: its note is to come
    rows = Message.objects.filter(state__in=unsettled, number_hash__in=list(by_hash))
    for message in rows.defer(*WITHOUT_WORDS).prefetch_related("parts"):
        lost[by_hash[message.number_hash]].append(message)
    meant: dict[int, Meant] = {}
    taken: set[tuple[UUID, int]] = set()
    for at in places:
        found = _one_of(receipts[at], lost[receipts[at].number])
        if found and (found.message, found.number) not in taken:
            taken.add((found.message, found.number))
            meant[at] = found
    return meant


def _one_of(receipt: ReceiptTold, lost: Sequence[Message]) -> Meant | None:
    here = [message for message in lost if message.route == receipt.route]
    if receipt.reference is None:
        fits = [(one, 0) for one in here if one.segments == 1 and len(here) == 1]
    else:
        fits = [
            (message, number)
            for message in here
            if (number := part_referred_to(message, receipt.reference)) is not None
        ]
    noted = {(part.message_id, part.number) for one in here for part in one.parts.all()}
    fits = [fit for fit in fits if (fit[0].pk, fit[1]) not in noted]
    if len(fits) != 1 or fits[0][0].state != MessageState.UNKNOWN:
        return None
    [(message, number)] = fits
    return Meant(receipt, message.pk, number, None)


def part_referred_to(message: Message, reference: int) -> int | None:
    """Which part of the message that reference of ours names."""
    number = (reference - message.reference) % REFERENCES
    return number if number < message.segments else None


def stray_receipts(after: UUID, limit: int) -> tuple[list[StrayReceipt], UUID | None]:
    """Of the next ones after that id, those whose part or lost message is known by now; and the last
    one looked at, None at the end."""
    rows = list(StrayReceipt.objects.filter(pk__gt=after).order_by("pk")[:limit])
    meant = parts_meant([as_told(row) for row in rows])
    return [rows[at] for at in sorted(meant)], rows[-1].pk if len(rows) == limit else None


def as_told(row: StrayReceipt) -> ReceiptTold:
    return ReceiptTold(
        route=row.route,
        smsc_id=row.smsc_id,
        number=row.number,
        state=PartState(row.state),
        error=row.error,
        reference=row.reference,
    )
