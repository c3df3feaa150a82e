"""What screens and other parts ask of the outbox; what people see starts from what they may see."""

from collections.abc import Collection
from datetime import datetime
from functools import cache, reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from kalantar.kernel.actor import Actor
from kalantar.kernel.ready import ASKED, Ready
from kalantar.kernel.sealing import hashes
from kalantar.kernel.text import parse_phone
from kalantar.messaging.models import (
    Message,
    MessageQuerySet,
    MessageState,
    OptOut,
    Urgency,
    WithheldFile,
)
from kalantar.messaging.quiet import earliest, is_quiet
from kalantar.messaging.rules import file_is_told_about, number_wants_messages

_NUMBER = b"its number"
WITHOUT_WORDS = ("number", "text")  # sealed: opened only where they are needed


def messages_about(reader: Actor, kind: str, about: UUID) -> MessageQuerySet:
    """What was told about a file, or withheld; the earliest first."""
    rows = Message.objects.visible_to(reader).filter(about=about, about_kind=kind)
    return rows.order_by("queued_at", "pk")


def unknown_messages(reader: Actor) -> MessageQuerySet:
    """Those of which nobody knows whether they were sent, the earliest first."""
    rows = Message.objects.visible_to(reader).filter(state=MessageState.UNKNOWN)
    return rows.order_by("queued_at", "pk")


def withheld_because(
    number: str, about: UUID, *, urgency: str, safe_number: bool = False
) -> str | None:
    """Why nothing may be sent to that number about that file; None where it may."""
    withheld = _withheld().first(about)
    if withheld and not file_is_told_about(withheld, safe_number):
        return withheld.reason
    opted_out = opt_out_of(number)
    if opted_out and not number_wants_messages(opted_out, urgency):
        return opted_out.reason
    return None


def opt_out_of(number: str) -> OptOut | None:
    """Since when and why the number wants nothing; ``number`` in any writing."""
    asked = hashes(parse_phone(number), "phone")
    return next(filter(None, map(_opted_out().first, asked)), None)


@cache
def _withheld() -> Ready[WithheldFile]:
    """Both are asked for every message: so their SQL is built once."""
    return Ready(WithheldFile.objects.filter(about=ASKED, until=None))


@cache
def _opted_out() -> Ready[OptOut]:
    return Ready(OptOut.objects.filter(number_hash=_NUMBER, until=None), [_NUMBER])


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


def sent_after(message: Message, now: datetime) -> datetime:
    """The moment before which a queued message is not sent; quiet hours may begin while it waits."""
    return max(message.not_before, earliest(now, message.urgency))


def _lane(prefix: str, waiting: Collection[str]) -> Q:
    lane = Q(prefix__startswith=prefix)
    for other in waiting:
        if other != prefix and other.startswith(prefix):
            lane &= ~Q(prefix__startswith=other)
    return lane


def expired(now: datetime) -> MessageQuerySet:
    """Queued messages whose time is over."""
    return Message.objects.filter(state=MessageState.QUEUED, expires_at__lte=now)
