"""How much later one side of a file heard than the other: of one event, and over a period.

"Heard" is when the message was handed to the operator: what becomes of it then is not in our hands.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Aggregate,
    Count,
    DurationField,
    F,
    Max,
    Min,
    Prefetch,
    Q,
    QuerySet,
    When,
)
from django.db.models import Case as Switch
from django.db.models.functions import Greatest

from kalantar.cases.models import PartyRole
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import PAGE
from kalantar.kernel.models import Entry
from kalantar.messaging.models import Message, MessageState
from kalantar.messaging.queries import WITHOUT_WORDS
from kalantar.notices.models import Channel, Notice
from kalantar.notices.occasions import RECEIPTS
from kalantar.notices.queries import HEAR_FOR_THEM, SIDES, side_of
from kalantar.places.models import Jurisdiction

type Found = QuerySet[Any, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Heard:
    """When one side's message was handed over and arrived; or why there was none. ``state``: of the message."""

    submitted_at: datetime | None
    delivered_at: datetime | None
    why_not: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Delay:
    """One event, and how both sides heard of it. Seconds: how much later the respondent did; less than
    nothing where the complainant did, None while one of them has not."""

    case: UUID
    entry: UUID
    what: str
    complainant: Heard | None
    respondent: Heard | None

    @property
    def submitted_s(self) -> float | None:
        return self._later("submitted_at")

    @property
    def delivered_s(self) -> float | None:
        return self._later("delivered_at")

    @property
    def only_one_was_told(self) -> bool:
        told = [
            side is not None and not side.why_not for side in (self.complainant, self.respondent)
        ]
        return any(told) and not all(told)

    def _later(self, moment: str) -> float | None:
        first, second = (getattr(one, moment, None) for one in (self.complainant, self.respondent))
        return (second - first).total_seconds() if first and second else None


@dataclass(frozen=True, slots=True)
class Report:
    """Of a period. ``both``: events of which both sides heard; ``one``: those of which one alone did, or
    has so far; ``over``: those of ``both`` with a difference above the limit."""

    both: int
    one: int
    over: int
    median: timedelta | None
    worst: timedelta | None


class _Median(Aggregate):
    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


def delays(reader: Actor, entries: Collection[UUID]) -> list[Delay]:
    """How each of these events was told, in their order; none of a file the reader may not see."""
    message = Message.objects.defer(*WITHOUT_WORDS)
    rows = Notice.objects.visible_to(reader).filter(entry__in=entries).exclude(what__in=RECEIPTS)
    told: dict[UUID, list[Notice]] = defaultdict(list)
    for row in rows.select_related("party__beside").prefetch_related(Prefetch("message", message)):
        told[row.entry].append(row)
    return [
        Delay(told[one][0].case_id, one, told[one][0].what, *(_heard(told[one], role) for role in SIDES))
        for one in entries
        if one in told
    ]  # fmt: skip


def delay_of_order(reader: Actor, order: UUID) -> Delay | None:
    """How both sides were told that it came; None where it is of no file, or was not told of yet."""
    came = Entry.objects.filter(event="OrderReceived", subjects__subject=order)
    return next(iter(delays(reader, list(came.values_list("pk", flat=True)))), None)


def differences(reader: Actor, areas: Collection[UUID], since: datetime, until: datetime) -> Found:
    """A row for each event of the period that both sides are to hear of and one has, at the stations of
    ``areas``: ``entry``, when each side heard first, and ``apart``, None where one has not."""
    here = Jurisdiction.objects.within(areas).values("pk")
    rows = Notice.objects.visible_to(reader).filter(
        case__jurisdiction__in=here, told_at__gte=since, told_at__lt=until
    )
    beside = Q(party__role__in=HEAR_FOR_THEM, party__beside__isnull=False)
    side = Switch(When(beside, then=F("party__beside__role")), default=F("party__role"))
    heard = "message__submitted_at"
    found = (
        rows.exclude(what__in=RECEIPTS)
        .alias(side=side)
        .order_by()
        .values("entry")
        .annotate(
            sides=Count("side", filter=Q(side__in=SIDES), distinct=True),
            complainant=Min(heard, filter=Q(side=PartyRole.COMPLAINANT)),
            respondent=Min(heard, filter=Q(side=PartyRole.RESPONDENT)),
        )
        .annotate(apart=_apart())
    )
    heard_of: Found = found.filter(sides=2)  # type: ignore[assignment]
    return heard_of.filter(Q(complainant__isnull=False) | Q(respondent__isnull=False))


def report(found: Found, limit: timedelta) -> Report:
    """Of ``differences``; one question."""
    told = found.aggregate(
        both=Count("apart"),
        one=Count("entry", filter=Q(apart=None)),
        over=Count("entry", filter=Q(apart__gt=limit)),
        median=_Median("apart", output_field=DurationField()),
        worst=Max("apart"),
    )
    return Report(**told)


def apart_by_more(found: Found, limit: timedelta, after: UUID | None = None) -> list[UUID]:
    """The entries told of with a difference above the limit, the widest first: those after ``after``, one
    more than a page has."""
    over = found.filter(apart__gt=limit)
    last = over.filter(entry=after).first() if after else None
    if last:
        wide = last["apart"]
        over = over.filter(Q(apart__lt=wide) | Q(apart=wide, entry__gt=last["entry"]))
    return [row["entry"] for row in over.order_by("-apart", "entry")[: PAGE + 1]]


def _apart() -> Greatest:
    """NULL where one of the two is."""
    later = F("respondent") - F("complainant")
    sooner = F("complainant") - F("respondent")
    return Greatest(later, sooner, output_field=DurationField())


def _heard(notices: Iterable[Notice], role: str) -> Heard | None:
    """The first of the side that had it; where nobody had, why the party itself did not."""
    sides = [(one, side_of(one.party)) for one in notices]
    mine = [one for one, side in sides if side is not None and side.role == role]
    if not mine:
        return None
    sent = [one.message for one in mine if one.channel == Channel.SMS and one.message]
    if not sent:
        return Heard(None, None, mine[0].why_not)
    submitted = [one.submitted_at for one in sent if one.submitted_at]
    delivered = [
        one.ended_at for one in sent if one.state == MessageState.DELIVERED and one.ended_at
    ]
    first = min(sent, key=lambda one: (one.submitted_at is None, one.submitted_at or one.queued_at))
    return Heard(min(submitted, default=None), min(delivered, default=None), "", first.state)
