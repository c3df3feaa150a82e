"""What the sender notes: taken, handed over, what the operator answered, and what its receipts say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from kalantar.incoming_messages.actions import receive_message
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.kernel.action import action, part, upkeep
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.keeping import BATCH, may_forget
from kalantar.kernel.text import parse_phone
from kalantar.kernel.timeline import Event, Subject, record
from kalantar.messaging.events import MessagesTaken
from kalantar.messaging.lifecycle import MESSAGE
from kalantar.messaging.models import Message, MessageState
from kalantar.messaging.queries import WITHOUT_WORDS, due, expired
from kalantar.messaging.rules import may_carry_messages
from kalantar.sms_gateway.events import ReceiptsCame
from kalantar.sms_gateway.models import MessagePart, StrayReceipt
from kalantar.sms_gateway.outcome import Came, Outcome, grouped, happened
from kalantar.sms_gateway.queries import Meant, as_told, parts_meant, phone_screen_is_shown, phones
from kalantar.sms_gateway.receipt import VERBS, WORST_FIRST, ReceiptTold
from kalantar.sms_gateway.routes import SCREEN
from kalantar.sms_gateway.rules import (
    answer_has_some_words,
    may_answer_on_screen,
    messages_are_due,
    phone_is_on_the_screen,
    receipts_have_found_their_parts,
)


@action
def take_messages(
    *,
    sender: int,
    claim: UUID,
    route: str,
    limit: int,
    ready: Collection[str] = ("",),
    waiting: Collection[str] = (),
    by: Actor,
) -> None:
    """A sender takes what is due; committed before anything is handed over. Refused where nothing is."""
    may_carry_messages.require(by, None)
    rows = due(by.now(), ready, waiting).select_for_update(skip_locked=True, of=("self",))
    ids = list(rows.values_list("pk", flat=True)[:limit])
    messages_are_due.require(ids)
    step = MESSAGE.step("take", MessageState.QUEUED)
    assert step is not None
    Message.objects.filter(pk__in=ids).update(
        state=step.to, sender=sender, claim=claim, route=route, tries=F("tries") + 1
    )
    _record_many(MessagesTaken(len(ids), route), ids, by)


@action
def note_outcomes(*, outcomes: Sequence[Outcome], by: Actor) -> None:
    """What the operator answered to a batch, with the parts it accepted; or that nobody will know."""
    may_carry_messages.require(by, None)
    told = {one.message: one for one in outcomes}
    rows = {row.pk: row for row in _locked(told)}
    MessagePart.objects.bulk_create(
        MessagePart(
            message=rows[id], number=sent.number, route=rows[id].route, smsc_id=sent.smsc_id
        )
        for id, one in told.items()
        for sent in one.parts
    )
    for (came, reason, again, counts), ids in grouped(outcomes).items():
        _put(came, [rows[id] for id in ids], reason, again, counts, by)
    # parts the operator had from an earlier try may have ended already; those noted now have not
    _settle([row for id, row in rows.items() if len(told[id].parts) < row.segments], by)


@action
def note_receipts(*, receipts: Sequence[ReceiptTold], by: Actor) -> None:
    """What the operator says became of the parts; what belongs to nothing known yet is kept."""
    may_carry_messages.require(by, None)
    meant = parts_meant(receipts)
    strays = _keep_strays([one for at, one in enumerate(receipts) if at not in meant], by)
    about: list[StrayReceipt | Subject] = [*_receive(list(meant.values()), by), *strays]
    record(ReceiptsCame(len(receipts)), about=about, by=by)


@action
def settle_strays(*, strays: Sequence[UUID], by: Actor) -> None:
    """Receipts that were kept have found their part."""
    may_carry_messages.require(by, None)
    locked = StrayReceipt.objects.select_for_update(skip_locked=True, of=("self",))
    rows = list(locked.filter(pk__in=strays).order_by("pk"))
    meant = parts_meant([as_told(row) for row in rows])
    receipts_have_found_their_parts.require(meant)
    about = _receive(list(meant.values()), by)
    StrayReceipt.objects.filter(pk__in=[rows[at].pk for at in meant]).delete()
    record(ReceiptsCame(len(meant)), about=about, by=by)


@action
def lose_sight(*, sender: int, by: Actor) -> None:
    """The sender has died: of what it had in hand nobody knows. Its lock must be held by who says so."""
    may_carry_messages.require(by, None)
    held = Message.objects.select_for_update(of=("self",)).defer(*WITHOUT_WORDS)
    rows = list(held.filter(sender=sender, state=MessageState.SUBMITTING).order_by("pk"))
    messages_are_due.require(rows)
    _put(Came.NOBODY_KNOWS, rows, "", None, True, by)


@action
def expire_messages(*, limit: int = 500, by: Actor) -> None:
    """What waited too long is not sent any more."""
    may_carry_messages.require(by, None)
    rows = expired(by.now()).select_for_update(skip_locked=True, of=("self",))
    found = list(rows.defer(*WITHOUT_WORDS).order_by("expires_at")[:limit])
    messages_are_due.require(found)
    _end(found, "expire", "waited", by)


@part
def erase_receipts(numbers: Collection[bytes]) -> None:
    """Receipts that belong to nothing we know, of these numbers (their hashes)."""
    StrayReceipt.objects.filter(number_hash__in=numbers).delete()


@upkeep
def forget_stray_receipts(*, before: datetime, by: Actor) -> int:
    """Forget some of the receipts that belonged to nothing for so long."""
    may_forget.require(by, None)
    old = StrayReceipt.objects.filter(came_at__lt=before).order_by("came_at")
    gone, _ = StrayReceipt.objects.filter(
        pk__in=list(old.values_list("pk", flat=True)[:BATCH])
    ).delete()
    return gone


@action
def answer_on_screen(
    *, number: str, text: str, others: Collection[str] = (), by: Actor
) -> IncomingMessage:
    """From a phone that the demo shows, as if its operator had brought it; ``others``: those it shows
    beside the ones that were written to."""
    may_answer_on_screen.require(by, phone_screen_is_shown())
    number = parse_phone(number)
    phone_is_on_the_screen.require(number, {phone.number for phone in phones()} | set(others))
    answer_has_some_words.require(text)
    service = system(by.clock, why="written on the phone screen")
    return receive_message(number=number, text=text, route=SCREEN, by=service)


def _record_many(event: Event, ids: Collection[UUID], by: Actor) -> None:
    record(event, about=[("message", id) for id in ids], by=by)


def _locked(ids: Iterable[UUID]) -> list[Message]:
    """The messages, always in the same order: two senders' batches cannot wait for each other."""
    rows = Message.objects.select_for_update(of=("self",)).filter(pk__in=list(ids))
    return list(rows.defer(*WITHOUT_WORDS).order_by("pk"))


@part
def _put(
    came: Came,
    rows: Sequence[Message],
    reason: str,
    again: datetime | None,
    counts: bool,
    by: Actor,
) -> None:
    """What came of handing over, of messages that are locked and of which the same came."""
    for row in rows:
        MESSAGE.advance(row, came)
    changed: dict[str, Any] = {
        "state": rows[0].state,
        "reason": reason,
        "sender": None,
        "claim": None,
    }
    if came is Came.ACCEPTED:
        changed["submitted_at"] = by.now()
    elif came is Came.REFUSED:
        changed["ended_at"] = by.now()
    elif came is Came.LATER:
        changed["not_before"] = again or F("not_before")
        changed["tries"] = F("tries") - (0 if counts else 1)
    ids = [row.pk for row in rows]
    Message.objects.filter(pk__in=ids).update(**changed)
    _record_many(happened(came, len(ids), reason), ids, by)


@part
def _keep_strays(receipts: Sequence[ReceiptTold], by: Actor) -> list[StrayReceipt]:
    strays = [
        StrayReceipt(
            number=one.number,
            route=one.route,
            smsc_id=one.smsc_id,
            reference=one.reference,
            state=one.state,
            error=one.error,
            came_at=by.now(),
        )
        for one in receipts
    ]
    return StrayReceipt.objects.bulk_create(strays)


@part
def _receive(meant: Sequence[Meant], by: Actor) -> list[Subject]:
    """Note what each part became, then end the messages all of whose parts have ended; which they are."""
    rows = {row.pk: row for row in _locked({one.message for one in meant})}
    MessagePart.objects.bulk_create(
        MessagePart(
            message=rows[one.message],
            number=one.number,
            route=one.receipt.route,
            smsc_id=one.receipt.smsc_id,
            state=one.receipt.state,
            error=one.receipt.error,
            told_at=by.now(),
        )
        for one in meant
        if one.part is None
    )
    said: dict[tuple[str, str], list[UUID]] = defaultdict(list)
    for one in meant:
        if one.part is not None:
            said[one.receipt.state, one.receipt.error].append(one.part)
    for (state, error), ids in said.items():
        MessagePart.objects.filter(pk__in=ids).update(state=state, error=error, told_at=by.now())
    _settle(rows.values(), by)
    return [("message", id) for id in rows]


@part
def _settle(rows: Iterable[Message], by: Actor) -> None:
    """End the messages, which are locked, whose parts have all ended; the worst part decides."""
    open_still = {
        row.pk: row for row in rows if row.state in {MessageState.SUBMITTED, MessageState.UNKNOWN}
    }
    parts: dict[UUID, list[MessagePart]] = defaultdict(list)
    for one in MessagePart.objects.filter(message__in=list(open_still)):
        parts[one.message_id].append(one)
    ended: dict[tuple[str, str], list[Message]] = defaultdict(list)
    for id, row in open_still.items():
        worst = next(
            (state for state in WORST_FIRST if state in {p.state for p in parts[id]}), None
        )
        whole = len(parts[id]) == row.segments and all(p.state in VERBS for p in parts[id])
        if worst and whole:
            error = next(p.error for p in parts[id] if p.state == worst)
            ended[VERBS[worst], error].append(row)
    for (verb, reason), some in ended.items():
        _end(some, verb, reason, by)


@part
def _end(rows: Sequence[Message], verb: str, reason: str, by: Actor) -> None:
    step = None
    for row in rows:
        step = MESSAGE.advance(row, verb)
    assert step is not None
    ids = [row.pk for row in rows]
    Message.objects.filter(pk__in=ids).update(state=step.to, reason=reason, ended_at=by.now())
    told = (len(ids),) if verb == "deliver" else (len(ids), reason)
    _record_many(step.event(*told), ids, by)
