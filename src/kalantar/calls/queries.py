"""What screens and programs ask about calls; everything starts from what the reader may see."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Q

from kalantar.calls.models import ERASED, Call, CallQuerySet, CallState
from kalantar.calls.one_caller import has_number
from kalantar.calls.rules import may_see_call, may_see_caller
from kalantar.kernel.actor import Actor
from kalantar.kernel.hours import hour_of
from kalantar.kernel.labels import Labels, labels
from kalantar.kernel.listing import rows_after
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text.phone import parse_phone, say_phone
from kalantar.kernel.timeline import Subject
from kalantar.people.queries import read_lately
from kalantar.places.models import Jurisdiction

WITHHELD = Sentence(en="number withheld", fa="شمارهٔ پنهان")
SECRET = Sentence(en="caller kept secret", fa="تماس‌گیرندهٔ محرمانه")
LISTED = 200  # so many calls ringing, or being spoken on, are listed at most
AGAIN = timedelta(hours=24)  # a number that rang within it is said to have rung recently


@dataclass(frozen=True, slots=True)
class CallSeen:
    """A call as one reader sees it: ``number`` is E.164, or None where it is not theirs to
    know or was erased after its time."""

    call: Call
    number: str | None
    caller: Sentence  # the number as it is said, or why it is not


def visible_calls(reader: Actor, city: UUID | None = None) -> CallQuerySet:
    """Those the reader may see, of every area or of what lies in ``city``."""
    calls = Call.objects.visible_to(reader).select_related("jurisdiction")
    if city is None:
        return calls
    return calls.filter(jurisdiction__in=Jurisdiction.objects.within([city]))


def seen(call: Call, reader: Actor) -> CallSeen:
    """Of a call with its jurisdiction loaded; no query."""
    if call.erased_at:
        return CallSeen(call, None, ERASED)
    if not may_see_caller(reader, call):
        return CallSeen(call, None, SECRET)
    if not call.number:
        return CallSeen(call, "", WITHHELD)
    said = Sentence(en=say_phone(call.number, "en"), fa=say_phone(call.number, "fa"))
    return CallSeen(call, call.number, said)


def call_seen(reader: Actor, id: UUID) -> CallSeen | None:
    """One call, or None where there is none the reader may see; who shows it asks ``read`` of it."""
    asked = visible_calls(reader).annotate(read_lately=read_lately(reader, "call"))
    call = asked.filter(pk=id).first()
    return seen(call, reader) if call and may_see_call(reader, call) else None


def waiting_calls(
    reader: Actor, *, after: UUID | None = None, limit: int = LISTED
) -> list[CallSeen]:
    """Those ringing now, the one that has waited longest first; ``after``: the last one had."""
    ringing = visible_calls(reader).filter(state=CallState.OFFERED)
    seen_too = visible_calls(reader)  # the last one had may have been answered meanwhile
    rows = rows_after(ringing, "offered_at", after=after, among=seen_too, limit=limit)
    return [seen(call, reader) for call in rows]


def calls_in_conversation(reader: Actor) -> list[CallSeen]:
    """Those being spoken on now, the longest first."""
    speaking = visible_calls(reader).filter(state=CallState.ANSWERED).order_by("answered_at")
    return [seen(call, reader) for call in speaking[:LISTED]]


def recent_calls_from(
    reader: Actor,
    number: str,
    now: datetime,
    within: timedelta = AGAIN,
    *,
    after: UUID | None = None,
    limit: int = 20,
) -> list[CallSeen]:
    """What else this number rang about lately, the latest first; nothing for a withheld number.

    ``number`` in any writing; Refused where it is none.
    """
    if not number.strip():
        return []
    asked = has_number(parse_phone(number))
    same = visible_calls(reader).filter(asked, offered_at__gte=now - within)
    rows = rows_after(same, "-offered_at", after=after, limit=limit)
    found = [seen(call, reader) for call in rows]
    return [call for call in found if call.number]


def spoken_since(call: Call) -> Call | None:
    """The call in which the caller of an abandoned ``call`` was spoken with since; None where none.

    It is the one that called back, or one in which the same number rang again and was answered.
    """
    rang_again = has_number(call.number) & Q(
        answered_at__gte=call.offered_at, jurisdiction=call.jurisdiction_id
    )
    since = Call.objects.filter(Q(returns=call) | rang_again).select_related("answered_by")
    return since.order_by("answered_at").first()


def of_the_same_caller(call: Call) -> CallQuerySet:
    """The call with the abandoned one it called back, and with the one that called it back."""
    same = Q(pk=call.pk) | Q(returns=call.pk) | Q(pk=call.returns_id)
    return Call.objects.select_related("jurisdiction").filter(same)


def calls_of(number: str, area: UUID) -> CallQuerySet:
    """Every call of that number (E.164) that rang in the area, whoever may see it: for who follows calls."""
    return Call.objects.filter(has_number(number), jurisdiction=area)


type Touched = Callable[[Collection[UUID]], list[Subject]]
TOUCHED: list[Touched] = []


def touched_by_calls(subjects: Touched) -> Touched:
    """Register what else a change of calls is about: calls know nothing of what is made of them."""
    TOUCHED.append(subjects)
    return subjects


def touched(calls: Collection[UUID]) -> list[Subject]:
    """The subjects that change when the callers' wishes do. One query for each who registered."""
    return [subject for subjects in TOUCHED for subject in subjects(calls)]


type Follows = Callable[[Call], None]
HUNG_UP: list[Follows] = []
SPOKEN_WITH: list[Follows] = []


def when_hung_up(follows: Follows) -> Follows:
    """Register who goes on from each call that was abandoned, in its transaction; the row is locked."""
    HUNG_UP.append(follows)
    return follows


def when_spoken_with(follows: Follows) -> Follows:
    """The same of each call that rang and was answered."""
    SPOKEN_WITH.append(follows)
    return follows


@dataclass(frozen=True, slots=True)
class Answering:
    """How calls were answered in a period; shares are of all that rang, as on the page of
    the shift: who gave up was not answered in time either. None where none rang."""

    offered: int
    answered: int
    abandoned: int
    within_10_s: float | None
    within_15_s: float | None
    within_20_s: float | None


def answering(
    reader: Actor, since: datetime, until: datetime, *, city: UUID | None = None
) -> Answering:
    """For the calls that rang in ``[since, until)`` and do not any more; those that called back did not.
    One query."""
    waited = F("answered_at") - F("offered_at")
    rang = visible_calls(reader, city).filter(returns=None).exclude(state=CallState.OFFERED)
    counted = rang.filter(offered_at__gte=since, offered_at__lt=until)
    told = counted.alias(waited=waited).aggregate(
        offered=Count("pk"),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        abandoned=Count("pk", filter=Q(state=CallState.ABANDONED)),
        ten=Count("pk", filter=Q(waited__lte=timedelta(seconds=10))),
        fifteen=Count("pk", filter=Q(waited__lte=timedelta(seconds=15))),
        twenty=Count("pk", filter=Q(waited__lte=timedelta(seconds=20))),
    )
    offered = told["offered"]

    def share(of: str) -> float | None:
        return told[of] / offered if offered else None

    return Answering(
        offered=offered,
        answered=told["answered"],
        abandoned=told["abandoned"],
        within_10_s=share("ten"),
        within_15_s=share("fifteen"),
        within_20_s=share("twenty"),
    )


@dataclass(frozen=True, slots=True)
class HourOfCalls:
    """Of the calls that rang in one hour, how many; each of the shorter waits is within the longer."""

    offered: int = 0
    within_10_s: int = 0
    within_15_s: int = 0
    within_20_s: int = 0
    abandoned: int = 0


def answering_by_hour(
    reader: Actor, since: datetime, until: datetime, *, city: UUID | None = None
) -> dict[datetime, HourOfCalls]:
    """By when the hour began, of ``[since, until)``; an hour in which none rang is missing. What
    still rings is not counted yet. One query."""
    waited = F("answered_at") - F("offered_at")
    rang = visible_calls(reader, city).filter(
        returns=None, offered_at__gte=since, offered_at__lt=until
    )
    rang = rang.exclude(state=CallState.OFFERED)  # it may still be answered in time
    told = (
        rang.alias(waited=waited)
        .order_by()
        .values(hour=hour_of("offered_at", since))
        .annotate(
            offered=Count("pk"),
            within_10_s=Count("pk", filter=Q(waited__lte=timedelta(seconds=10))),
            within_15_s=Count("pk", filter=Q(waited__lte=timedelta(seconds=15))),
            within_20_s=Count("pk", filter=Q(waited__lte=timedelta(seconds=20))),
            abandoned=Count("pk", filter=Q(state=CallState.ABANDONED)),
        )
    )
    return {
        row["hour"]: HourOfCalls(
            offered=row["offered"],
            within_10_s=row["within_10_s"],
            within_15_s=row["within_15_s"],
            within_20_s=row["within_20_s"],
            abandoned=row["abandoned"],
        )
        for row in told
    }


@labels("call")
def call_labels(ids: Collection[UUID], reader: Actor) -> Labels:
    """The caller's number, as far as the reader may know it."""
    calls = visible_calls(reader).filter(pk__in=ids)
    return {call.pk: seen(call, reader).caller for call in calls}
