"""What somebody was told: the notices of their files, and other messages to their own phones."""

from collections.abc import Iterable

from kalantar.cases.models import Party
from kalantar.data_copies import wording as w
from kalantar.data_copies.facts import Coded, Item, Value, item
from kalantar.data_copies.redaction import Redaction
from kalantar.data_copies.scope import Told
from kalantar.kernel.sealing import hashes
from kalantar.kernel.sentence import Sentence
from kalantar.messaging.lifecycle import MESSAGE
from kalantar.messaging.models import Message, MessageQuerySet
from kalantar.notices.events import WHY_NOT
from kalantar.notices.models import Channel, Notice
from kalantar.notices.queries import SAID, TO_ONE
from kalantar.persons.models import Person

CODES = {"phone_code", "portal_code"}  # of which the words are not repeated


def notices_of(told: Told, redact: Redaction) -> list[Item]:
    """Their own rows of the ledger, each with its exact words."""
    rows = Notice.objects.filter(party__in=told.parties).select_related("message")
    return [_notice(row, redact) for row in rows]


def _notice(row: Notice, redact: Redaction) -> Item:
    sent = row.message if row.channel == Channel.SMS else None
    way: Value = w.BY_MESSAGE if sent else Coded(row.why_not, WHY_NOT[row.why_not])
    return item(
        ("at", w.WHEN, row.told_at),
        ("of", w.OF, Coded(row.what, SAID[row.what])),
        ("way", w.WAY, way),
        ("text", w.WORDS, redact(sent.text) if sent else ""),
        ("sha256", w.HASH, bytes(row.text_sha256).hex()),
        *(_receipt(sent) if sent else ()),
    )


def other_messages_of(told: Told, phones: Iterable[str], redact: Redaction) -> list[Item]:
    """About the file, beside its notices; none where another party has the same phone: it may be theirs."""
    others = Party.objects.filter(case=told.case).exclude(pk__in=[one.pk for one in told.parties])
    shared = {row.person.reached_at for row in others.select_related("person__merged_into")}
    mine = _to(phone for phone in phones if phone not in shared)
    in_ledger = Notice.objects.filter(case=told.case, message__isnull=False).values("message")
    about = mine.filter(about_kind="case", about=told.case.pk).exclude(pk__in=in_ledger)
    return [_message(one, redact) for one in about]


def messages_about_them(rows: list[Person], redact: Redaction) -> list[Item]:
    """About themselves and no file, such as that a phone was registered."""
    mine = _to({row.phone for row in rows if row.phone})
    about = mine.filter(about_kind="person", about__in=[row.pk for row in rows])
    return [_message(one, redact) for one in about]


def _to(phones: Iterable[str]) -> MessageQuerySet:
    known = [one for phone in phones if phone for one in hashes(phone, "phone")]
    return Message.objects.filter(number_hash__in=known).order_by("queued_at", "pk")


def _message(one: Message, redact: Redaction) -> Item:
    is_code = one.event in CODES
    called = w.ONE_TIME_CODE if is_code else TO_ONE.get(one.event) or SAID.get(one.event)
    return item(
        ("at", w.WHEN, one.queued_at),
        ("of", w.OF, Coded(one.event, called) if called else one.event),
        ("text", w.WORDS, "" if is_code else redact(one.text)),
        ("sha256", w.HASH, "" if is_code else bytes(one.text_sha256).hex()),
        *_receipt(one),
    )


def _receipt(sent: Message) -> tuple[tuple[str, Sentence, Value | None], ...]:
    state = Coded(sent.state, MESSAGE.states[sent.state])
    at = sent.ended_at or sent.submitted_at
    return ("receipt", w.RECEIPT, state), ("receipt_at", w.RECEIPT_AT, at)
