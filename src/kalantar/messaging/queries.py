"""What screens, other parts and the sender ask; what people see starts from what they may see."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from kalantar.kernel.actor import Actor
from kalantar.kernel.demo import is_demos
from kalantar.kernel.sealing import hashes
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import parse_phone
from kalantar.messaging.models import (
    REFERENCES,
    Message,
    MessagePart,
    MessageQuerySet,
    MessageState,
    MessageTemplate,
    OptOut,
    PartState,
    StrayReceipt,
    TemplateState,
    Urgency,
    WithheldFile,
)
from kalantar.messaging.placeholders import PLACEHOLDERS, examples, filled
from kalantar.messaging.placeholders import plain_value as plain_value
from kalantar.messaging.quiet import is_quiet
from kalantar.messaging.receipt import ReceiptTold
from kalantar.messaging.routes import routes
from kalantar.messaging.rules import file_is_told_about, number_wants_messages
from kalantar.messaging.segments import Segmented, segmented

WITHOUT_WORDS = ("number", "text")  # sealed: opened only where they are needed


@dataclass(frozen=True, slots=True)
class Preview:
    """A template as somebody would read it, and what an operator would count."""

    text: str
    segments: Segmented


def preview(template: MessageTemplate, values: Mapping[str, str]) -> Preview:
    text = filled(template.text, values)
    return Preview(text, segmented(text))


def example_of(template: MessageTemplate) -> Preview:
    """As somebody would read it, with an example in each place."""
    return preview(template, examples(template.text, template.language))


def places_of_templates() -> dict[str, Sentence]:
    """What a template may name, each as it is written in braces, and what it is called."""
    return {name: one.name for name, one in PLACEHOLDERS.items()}


def approved_template(event: str, language: str, role: str) -> MessageTemplate | None:
    found = MessageTemplate.objects.filter(event=event, language=language, role=role)
    return found.filter(state=TemplateState.APPROVED).first()


def messages_about(reader: Actor, kind: str, about: UUID) -> MessageQuerySet:
    """What was told about a file, or withheld; the earliest first."""
    rows = Message.objects.visible_to(reader).filter(about=about, about_kind=kind)
    return rows.prefetch_related("parts").order_by("queued_at", "pk")


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


def unknown_messages(reader: Actor) -> MessageQuerySet:
    """Those of which nobody knows whether they were sent, the earliest first."""
    rows = Message.objects.visible_to(reader).filter(state=MessageState.UNKNOWN)
    return rows.order_by("queued_at", "pk")


def withheld_because(
    number: str, about: UUID, *, urgency: str, safe_number: bool = False
) -> str | None:
    """Why nothing may be sent to that number about that file; None where it may."""
    withheld = WithheldFile.objects.filter(about=about, until=None).first()
    if withheld and not file_is_told_about(withheld, safe_number):
        return withheld.reason
    opted_out = opt_out_of(number)
    if opted_out and not number_wants_messages(opted_out, urgency):
        return opted_out.reason
    return None


def opt_out_of(number: str) -> OptOut | None:
    """Since when and why the number wants nothing; ``number`` in any writing."""
    asked = hashes(parse_phone(number), "phone")
    return OptOut.objects.filter(number_hash__in=asked, until=None).first()


def last_message_to(number: str) -> Message | None:
    sent = Message.objects.filter(number_hash__in=hashes(number, "phone"))
    return sent.defer(*WITHOUT_WORDS).select_related("area").order_by("-queued_at").first()


def due(
    now: datetime, ready: Collection[str] = ("",), waiting: Collection[str] = ()
) -> MessageQuerySet:
    """Queued messages that may be sent now, the first first.

    ``ready`` and ``waiting``: prefixes of numbers with and without a route that is free; the longest
    that fits a number decides.
    """
    lanes = reduce(or_, (_lane(prefix, waiting) for prefix in ready))
    rows = Message.objects.filter(
        state=MessageState.QUEUED, not_before__lte=now, expires_at__gt=now
    )
    if is_quiet(now):
        rows = rows.exclude(urgency=Urgency.USUAL)
    return rows.filter(lanes).order_by("urgency", "not_before", "pk")


def _lane(prefix: str, waiting: Collection[str]) -> Q:
    lane = Q(prefix__startswith=prefix)
    for other in waiting:
        if other != prefix and other.startswith(prefix):
            lane &= ~Q(prefix__startswith=other)
    return lane


def expired(now: datetime) -> MessageQuerySet:
    """Queued messages whose time is over."""
    return Message.objects.filter(state=MessageState.QUEUED, expires_at__lte=now)


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
