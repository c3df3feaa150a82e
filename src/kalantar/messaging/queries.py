"""What screens and other parts ask of the outbox; what people see starts from what they may see."""

from collections.abc import Collection
from datetime import datetime
from functools import cache, reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from kalantar.kernel.actor import Actor, ActorKind
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
from kalantar.messaging.sent_before import sent_before as sent_before
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction

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


def unsettled_messages(reader: Actor, station: Jurisdiction, now: datetime) -> MessageQuerySet:
    """Of the station, those of which nobody knows and which somebody may still have sent again."""
    return _of_station(unknown_messages(reader), station).filter(expires_at__gt=now)


def never_settled_messages(reader: Actor, station: Jurisdiction, now: datetime) -> MessageQuerySet:
    """Of the station, those of which nobody knows and whose time is over: nothing is sent again."""
    return _of_station(unknown_messages(reader), station).filter(expires_at__lte=now)


def waiting_messages(reader: Actor, station: Jurisdiction, now: datetime) -> MessageQuerySet:
    """Of the station, those that no sender has taken yet, such as until the morning."""
    rows = Message.objects.visible_to(reader).filter(state=MessageState.QUEUED, expires_at__gt=now)
    return _of_station(rows, station)


def unknown_of_no_file(reader: Actor) -> MessageQuerySet:
    """Those of which nobody knows and that belong to no file, to the administrator of their areas."""
    if reader.kind is not ActorKind.PERSON:
        return Message.objects.none()
    areas = Jurisdiction.objects.within(reader.areas({Role.ADMINISTRATOR}))
    rows = Message.objects.filter(state=MessageState.UNKNOWN, area__in=areas.values("pk"))
    return rows.exclude(about_kind="case").defer(*WITHOUT_WORDS).select_related("area")


def message_of(reader: Actor, id: UUID) -> Message | None:
    """One the reader may see, without its words."""
    rows = Message.objects.visible_to(reader).defer(*WITHOUT_WORDS).select_related("area")
    return rows.filter(pk=id).first()


def _of_station(rows: MessageQuerySet, station: Jurisdiction) -> MessageQuerySet:
    inside = Jurisdiction.objects.within([station.pk]).values("pk")
    return rows.filter(area__in=inside).defer(*WITHOUT_WORDS).select_related("area")


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
