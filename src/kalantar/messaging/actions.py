"""What can be done with the outbox: a message queued, cancelled, sent again; a file withheld, a number out."""

import hashlib
import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models.functions import Coalesce

from kalantar.kernel.action import action, find, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.ready import insert
from kalantar.kernel.sealing import hashes
from kalantar.kernel.text import parse_phone
from kalantar.kernel.timeline import Event, Subject, record
from kalantar.kernel.turns import one_at_a_time
from kalantar.message_templates.models import Encoding
from kalantar.message_templates.queries import approved_template, preview
from kalantar.message_templates.rules import (
    message_fills_its_template,
    message_has_an_approved_template,
    message_is_short_enough,
    message_language_is_spoken,
    message_says_what_in_codes,
)
from kalantar.messaging import events
from kalantar.messaging.lifecycle import MESSAGE
from kalantar.messaging.models import (
    REFERENCES,
    Message,
    MessageQuerySet,
    MessageState,
    OptOut,
    Urgency,
    WithheldFile,
)
from kalantar.messaging.queries import opt_out_of, withheld_because
from kalantar.messaging.quiet import earliest
from kalantar.messaging.rules import (
    file_had_been_withheld,
    file_is_told_about,
    may_handle_message,
    may_keep_opt_outs,
    may_send_messages,
    message_is_in_time,
    message_is_not_erased,
    no_message_is_being_sent,
    number_had_opted_out,
    number_wants_messages,
    sending_again_has_a_reason,
)
from kalantar.people.roles import DESK
from kalantar.places.models import Jurisdiction

AREAS = Jurisdiction.objects.living()
MESSAGES = Message.objects.select_related("area")
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
    # who withholds the file or opts the number out waits for this, and this for them
    one_at_a_time(about[1].bytes, number.encode(), together=True)
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
    message_is_not_erased.require(again)
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
    one_at_a_time(id.bytes)
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
    one_at_a_time(number.encode())
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


@part
def erase_messages(messages: Collection[UUID], by: Actor) -> int:
    """Neither the number nor the words are left, only the hash of the words; what waits is not sent."""
    rows = list(_waiting(Message.objects.filter(pk__in=messages)).defer("text"))
    no_message_is_being_sent.require(sum(row.state == MessageState.SUBMITTING for row in rows))
    for row in rows:
        if row.state == MessageState.QUEUED:
            MESSAGE.advance(row, "cancel")
            row.ended_at = by.now()
            row.save(update_fields=["state", "ended_at"])
            _record(events.MessageCancelled(row.pk), row, by)
    Message.objects.filter(pk__in=messages).update(number="", number_hash=b"", prefix="", text="")
    return len(rows)


@part
def erase_opt_outs(numbers: Collection[bytes], now: datetime) -> None:
    """Nobody has these numbers any more, as far as we know; ``numbers``: their hashes."""
    rows = OptOut.objects.filter(number_hash__in=numbers)
    rows.update(number="", number_hash=b"", until=Coalesce("until", now))


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
