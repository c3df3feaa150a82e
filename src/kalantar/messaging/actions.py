"""What can be done with messages: written, withheld, cancelled; handed over and noted by the sender."""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Max

from kalantar.kernel.action import action, find, lock, part, upkeep
from kalantar.kernel.actor import Actor
from kalantar.kernel.keeping import BATCH, may_forget
from kalantar.kernel.ready import insert
from kalantar.kernel.sealing import hashes
from kalantar.kernel.text import normalise, parse_phone
from kalantar.kernel.timeline import Event, Subject, record
from kalantar.messaging import events
from kalantar.messaging.lifecycle import MESSAGE, TEMPLATE
from kalantar.messaging.meanings import Meaning, meaning
from kalantar.messaging.models import (
    REFERENCES,
    Encoding,
    IncomingMessage,
    Message,
    MessagePart,
    MessageQuerySet,
    MessageState,
    MessageTemplate,
    OptOut,
    StrayReceipt,
    Urgency,
    WithheldFile,
)
from kalantar.messaging.outcome import Came, Outcome
from kalantar.messaging.queries import (
    WITHOUT_WORDS,
    Meant,
    approved_template,
    as_told,
    due,
    expired,
    last_message_to,
    opt_out_of,
    parts_meant,
    preview,
    withheld_because,
)
from kalantar.messaging.quiet import earliest
from kalantar.messaging.receipt import VERBS, WORST_FIRST, ReceiptTold
from kalantar.messaging.rules import (
    file_had_been_withheld,
    file_is_told_about,
    may_carry_messages,
    may_handle_message,
    may_judge_template,
    may_keep_opt_outs,
    may_send_messages,
    may_write_templates,
    message_fills_its_template,
    message_has_an_approved_template,
    message_is_in_time,
    message_is_short_enough,
    message_language_is_spoken,
    message_says_what_in_codes,
    messages_are_due,
    number_had_opted_out,
    number_wants_messages,
    receipts_have_found_their_parts,
    sending_again_has_a_reason,
    template_has_words,
    template_names_only_what_is_listed,
)
from kalantar.people.roles import DESK
from kalantar.places.models import Jurisdiction

AREAS = Jurisdiction.objects.living()
MESSAGES = Message.objects.select_related("area")
TEMPLATES = MessageTemplate.objects.all()
LASTS = timedelta(hours=48)  # a message that is older tells what is no longer so
PREFIX = 7  # +98 and four digits: the operator, not the person


@action
def queue_message(
    *,
    number: str,
    event: str,
    language: str,
    role: str,
    values: Mapping[str, str],
    about: Subject,
    area: UUID,
    urgency: str = Urgency.USUAL,
    safe_number: bool = False,
    lasts: timedelta = LASTS,
    by: Actor,
) -> Message:
    """Tell a person what happened, in the approved words; or write down that it is withheld.

    ``number`` in any writing; ``safe_number``: the person named it as one nobody else reads.
    """
    where = may_send_messages.allow(by, find(AREAS, area))
    message_says_what_in_codes.require(event, role)
    message_language_is_spoken.require(language)
    now, number = by.now(), parse_phone(number)
    kept = _message(event, language, role, about, where, urgency)
    kept.safe_number = safe_number
    kept.queued_at, kept.not_before = now, earliest(now, urgency)
    kept.expires_at = kept.not_before + lasts
    _one_at_a_time(about[1].bytes, number.encode(), together=True)
    why = withheld_because(number, about[1], urgency=urgency, safe_number=safe_number)
    if why is None:
        _write(kept, number, values)
        happened: Event = events.MessageQueued(kept.pk, event, role, kept.segments)
    else:
        kept.state, kept.reason, kept.ended_at = MessageState.SUPPRESSED, why, now
        happened = events.MessageSuppressed(kept.pk, why)
    _record(happened, insert(kept), by)
    return kept


@action
def cancel_message(*, message: UUID, by: Actor) -> Message:
    """Before a sender has taken it; afterwards it cannot be called back."""
    gone = may_handle_message.allow(by, lock(MESSAGES, message))
    MESSAGE.advance(gone, "cancel")
    gone.ended_at = by.now()
    gone.save(update_fields=["state", "ended_at"])
    _record(events.MessageCancelled(message), gone, by)
    return gone


@action
def send_again(*, message: UUID, by: Actor) -> Message:
    """A person decides, with a reason, that what may have arrived goes out again.

    Only the parts the operator is not known to have.
    """
    again = may_handle_message.allow(by, lock(MESSAGES, message))
    sending_again_has_a_reason.require(by.why)
    message_is_in_time.require(again, by.now())
    MESSAGE.advance(again, "send_again")
    again.reason, again.tries = "", 0
    again.save(update_fields=["state", "reason", "tries"])
    _record(events.MessageSentAgain(message), again, by)
    return again


@action
def withhold_file(*, about: Subject, reason: str, area: UUID, by: Actor) -> WithheldFile:
    """Nothing is sent about the file from now on, also of what waits already."""
    where = may_send_messages.allow(by, find(AREAS, area))
    kind, id = about
    _one_at_a_time(id.bytes)
    kept = WithheldFile(about_kind=kind, about=id, area=where, since=by.now())
    kept.reason = WithheldFile.Reason(reason)
    kept.save(force_insert=True)
    happened = events.FileWithheld(kept.pk, kept.reason)
    record(happened, about=[about], by=by, areas=where.ancestors, roles=DESK)
    waiting = Message.objects.filter(about=id, about_kind=kind, state=MessageState.QUEUED)
    _suppress(
        [row for row in _waiting(waiting) if not file_is_told_about(kept, row.safe_number)],
        kept.reason,
        by,
    )
    return kept


@action
def release_file(*, about: Subject, area: UUID, by: Actor) -> WithheldFile:
    """Messages about the file are sent again; what was withheld meanwhile stays so."""
    where = may_send_messages.allow(by, find(AREAS, area))
    rows = WithheldFile.objects.select_for_update(of=("self",))
    found = rows.filter(about=about[1], until=None, area__ancestors__contains=[where.pk]).first()
    file_had_been_withheld.require(found)
    assert found is not None
    found.until = by.now()
    found.save(update_fields=["until"])
    happened = events.FileReleased(found.pk)
    record(happened, about=[about], by=by, areas=where.ancestors, roles=DESK)
    return found


@action
def opt_out(*, number: str, reason: str, by: Actor) -> OptOut:
    """Nothing more goes to the number, also of what waits already. Twice is as good as once."""
    may_keep_opt_outs.require(by, None)
    number = parse_phone(number)
    _one_at_a_time(number.encode())
    if already := opt_out_of(number):
        record(events.NumberOptedOut(already.pk, already.reason), about=[already], by=by)
        return already
    kept = OptOut(number=number, reason=OptOut.Reason(reason), since=by.now())
    kept.save(force_insert=True)
    record(events.NumberOptedOut(kept.pk, kept.reason), about=[kept], by=by)
    same = Message.objects.filter(
        number_hash__in=hashes(number, "phone"), state=MessageState.QUEUED
    )
    _suppress(
        [row for row in _waiting(same) if not number_wants_messages(kept, row.urgency)],
        kept.reason,
        by,
    )
    return kept


@action
def opt_in(*, number: str, by: Actor) -> OptOut:
    """Messages go to the number again."""
    may_keep_opt_outs.require(by, None)
    found = opt_out_of(number)
    number_had_opted_out.require(found)
    assert found is not None
    found.until = by.now()
    found.save(update_fields=["until"])
    record(events.NumberOptedIn(found.pk), about=[found], by=by)
    return found


@action
def receive_message(*, number: str, text: str, route: str, by: Actor) -> IncomingMessage:
    """Somebody answered. What the words mean is done at once: out, in, or not my number."""
    may_carry_messages.require(by, None)
    number = parse_phone(number)
    last = last_message_to(number)
    came = IncomingMessage(number=number, text=text, route=route, meaning=meaning(text))
    came.answers, came.came_at = last, by.now()
    came.save(force_insert=True)
    about: list[IncomingMessage | Subject] = [came, *(_subjects(last) if last else ())]
    areas = last.area.ancestors if last else ()
    record(events.MessageReceived(came.pk, came.meaning), about=about, by=by, areas=areas)
    if came.meaning == Meaning.OPT_OUT:
        opt_out(number=number, reason=OptOut.Reason.STOP, by=by)
    elif came.meaning == Meaning.WRONG_NUMBER:
        opt_out(number=number, reason=OptOut.Reason.WRONG_NUMBER, by=by)
        if last:
            _record(events.NumberSaidWrong(last.pk), last, by)
    elif came.meaning == Meaning.OPT_IN and opt_out_of(number):
        opt_in(number=number, by=by)
    return came


@action
def write_template(
    *, event: str, language: str, role: str, text: str, by: Actor
) -> MessageTemplate:
    """The next version, as a draft: somebody else has to approve it."""
    may_write_templates.require(by, None)
    message_says_what_in_codes.require(event, role)
    message_language_is_spoken.require(language)
    template_has_words.require(text)
    template_names_only_what_is_listed.require(text)
    versions = MessageTemplate.objects.filter(event=event, language=language, role=role)
    version = (versions.aggregate(last=Max("version"))["last"] or 0) + 1
    row = MessageTemplate(event=event, language=language, role=role, version=version)
    row.text, row.written_by_id, row.written_at = normalise(text), by.id, by.now()
    row.save(force_insert=True)
    record(events.TemplateWritten(row.pk, version), about=[row], by=by)
    return row


@action
def approve_template(*, template: UUID, by: Actor) -> MessageTemplate:
    """It is used from now on, and the version before no longer."""
    row = may_judge_template.allow(by, lock(TEMPLATES, template))
    TEMPLATE.advance(row, "approve")
    before = approved_template(row.event, row.language, row.role)
    if before:
        TEMPLATE.advance(before, "retire")
        before.save(update_fields=["state"])
        record(events.TemplateRetired(before.pk), about=[before], by=by)
    return _judge(row, events.TemplateApproved(row.pk), by)


@action
def refuse_template(*, template: UUID, by: Actor) -> MessageTemplate:
    """It stays as what was proposed, and is never used."""
    row = may_judge_template.allow(by, lock(TEMPLATES, template))
    TEMPLATE.advance(row, "refuse")
    return _judge(row, events.TemplateRefused(row.pk), by)


@action
def retire_template(*, template: UUID, by: Actor) -> MessageTemplate:
    """Nothing is said about this event any more, until another version is approved."""
    row = may_judge_template.allow(by, lock(TEMPLATES, template))
    TEMPLATE.advance(row, "retire")
    row.save(update_fields=["state"])
    record(events.TemplateRetired(row.pk), about=[row], by=by)
    return row


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
    _record_many(events.MessagesTaken(len(ids), route), ids, by)


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
    for (came, reason, again, counts), ids in _grouped(outcomes).items():
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
    record(events.ReceiptsCame(len(receipts)), about=about, by=by)


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
    record(events.ReceiptsCame(len(meant)), about=about, by=by)


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


@upkeep
def forget_stray_receipts(*, before: datetime, by: Actor) -> int:
    """Forget some of the receipts that belonged to nothing for so long."""
    may_forget.require(by, None)
    old = StrayReceipt.objects.filter(came_at__lt=before).order_by("came_at")
    gone, _ = StrayReceipt.objects.filter(
        pk__in=list(old.values_list("pk", flat=True)[:BATCH])
    ).delete()
    return gone


def _message(
    event: str, language: str, role: str, about: Subject, area: Jurisdiction, urgency: str
) -> Message:
    return Message(
        about_kind=about[0],
        about=about[1],
        event=event,
        role=role,
        language=language,
        area=area,
        urgency=Urgency(urgency),
        encoding=Encoding.GSM7,
        segments=0,
        text_sha256=b"",
        reference=secrets.randbelow(REFERENCES),
    )


def _write(message: Message, number: str, values: Mapping[str, str]) -> None:
    template = approved_template(message.event, message.language, message.role)
    if template is None:
        raise message_has_an_approved_template.refuse()
    message_fills_its_template.require(template.text, values)
    looks = preview(template, values)
    message_is_short_enough.require(looks.segments)
    message.template, message.text = template, looks.text
    message.text_sha256 = hashlib.sha256(looks.text.encode()).digest()
    message.encoding, message.segments = looks.segments.encoding, len(looks.segments)
    message.number, message.prefix = number, number[:PREFIX]


def _subjects(message: Message) -> list[Subject]:
    return [("message", message.pk), (message.about_kind, message.about)]


def _record(event: Event, message: Message, by: Actor) -> None:
    areas = message.area.ancestors
    record(event, about=_subjects(message), by=by, areas=areas, roles=DESK)


def _record_many(event: Event, ids: Collection[UUID], by: Actor) -> None:
    record(event, about=[("message", id) for id in ids], by=by)


def _one_at_a_time(*things: bytes, together: bool = False) -> None:
    """Who says that nothing goes to a number or about a file waits for those who are just writing to it,
    and they for it; several may write at once. Until the action ends."""
    how = "pg_advisory_xact_lock_shared" if together else "pg_advisory_xact_lock"
    keys = sorted(int.from_bytes(hashlib.sha256(one).digest()[:8], signed=True) for one in things)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([f'{how}(%s)'] * len(keys))}", keys)


def _waiting(rows: MessageQuerySet) -> MessageQuerySet:
    return rows.select_for_update(of=("self",)).select_related("area").order_by("pk")


@part
def _suppress(rows: Iterable[Message], reason: str, by: Actor) -> None:
    """Neither the number nor the words are kept of what is not sent."""
    for row in rows:
        MESSAGE.advance(row, "suppress")
        row.reason, row.ended_at, row.number, row.prefix, row.text = reason, by.now(), "", "", ""
        row.save(
            update_fields=[
                "state", "reason", "ended_at", "number", "number_hash", "prefix", "text",
            ]
        )  # fmt: skip
        _record(events.MessageSuppressed(row.pk, reason), row, by)


@part
def _judge(row: MessageTemplate, event: Event, by: Actor) -> MessageTemplate:
    row.judged_by_id, row.judged_at = by.id, by.now()
    row.save(update_fields=["state", "judged_by", "judged_at"])
    record(event, about=[row], by=by)
    return row


def _locked(ids: Iterable[UUID]) -> list[Message]:
    """The messages, always in the same order: two senders' batches cannot wait for each other."""
    rows = Message.objects.select_for_update(of=("self",)).filter(pk__in=list(ids))
    return list(rows.defer(*WITHOUT_WORDS).order_by("pk"))


def _grouped(
    outcomes: Sequence[Outcome],
) -> dict[tuple[Came, str, datetime | None, bool], list[UUID]]:
    found = defaultdict(list)
    for one in outcomes:
        found[one.came, one.reason, one.not_before, one.counts].append(one.message)
    return found


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
    _record_many(_happened(came, len(ids), reason), ids, by)


def _happened(came: Came, messages: int, reason: str) -> Event:
    if came is Came.ACCEPTED:
        return events.MessagesSubmitted(messages)
    if came is Came.NOBODY_KNOWS:
        return events.MessagesLost(messages)
    kind = events.MessagesPutBack if came is Came.LATER else events.MessagesRejected
    return kind(messages, reason)


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
