"""What screens and programs ask about callers who hung up; everything starts from what the reader may see."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Min, Q

from kalantar.call_backs.events import CallerNotReached, CallReturned
from kalantar.call_backs.models import (
    SPOKEN_WITH,
    CallBack,
    CallBackQuerySet,
    Outcome,
    call_back_within,
)
from kalantar.calls.models import CallState
from kalantar.calls.queries import CallSeen, seen, visible_calls
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import rows_after
from kalantar.kernel.models import EntrySubject
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.story import SYSTEM, Told, tell
from kalantar.kernel.text import counted, lasting
from kalantar.people.models import User
from kalantar.places.models import Jurisdiction

PAGE = 50
LOOKED_BACK = timedelta(hours=24)
TRIES_SHOWN = 20  # of each caller, the latest
WHICH = ("left", "in_time", "given_up")  # of the callers of some hours, for the figures


@dataclass(frozen=True, slots=True)
class CallBackSeen:
    """One caller who hung up, as one reader sees them. ``caller``: of the latest call, see ``calls.queries``.

    ``attempts``: who tried, when, and what came of it, the first first.
    """

    row: CallBack
    caller: CallSeen
    late: bool
    attempts: list[Told]

    @property
    def owner(self) -> Sentence | None:
        """Who is calling back, or did; None where nobody took it up."""
        return named(self.row.owner) if self.row.taken_up_at else None

    @property
    def waited(self) -> timedelta | None:
        """Until something became of it."""
        return self.row.settled_at - self.row.left_at if self.row.settled_at else None


def named(user: User | None) -> Sentence:
    """Who did it; nobody is the system itself."""
    if user is None:
        return SYSTEM
    return Sentence(en=user.name_en or user.name_fa, fa=user.name_fa or user.name_en)


def within_said() -> Sentence:
    """How soon a caller is to be called back: ``5 minutes``."""
    within = call_back_within()
    minutes, rest = divmod(round(within.total_seconds()), 60)
    if rest or minutes > 120:
        return lasting(round(within.total_seconds()))
    said = counted(minutes, "minute", "minutes")
    return Sentence(en=said.en, fa=f"{said.fa} دقیقه")


def visible_call_backs(reader: Actor, city: UUID | None = None) -> CallBackQuerySet:
    """Those the reader may see, of every area or of what lies in ``city``."""
    found = CallBack.objects.visible_to(reader)
    if city is None:
        return found
    return found.filter(jurisdiction__in=Jurisdiction.objects.within([city]))


def calls_to_return(
    reader: Actor, *, after: UUID | None = None, limit: int = PAGE
) -> list[CallSeen]:
    """The latest call of each caller who is to be called back, the latest first."""
    owed = visible_call_backs(reader).filter(outcome="")
    left = visible_calls(reader).filter(pk__in=owed.values("last"))
    seen_too = visible_calls(reader)  # the last one had may have been called back meanwhile
    rows = rows_after(left, "-offered_at", after=after, among=seen_too, limit=limit)
    return [seen(call, reader) for call in rows]


def owed_call_backs(
    reader: Actor, city: UUID | None = None, *, after: UUID | None = None, limit: int = PAGE
) -> list[CallBackSeen]:
    """Those who wait to be called back, the soonest deadline first: who is late stands before the others."""
    every = visible_call_backs(reader, city).select_related(*_SHOWN)
    rows = rows_after(every.filter(outcome=""), "left_at", after=after, among=every, limit=limit)
    return _seen(rows, reader)


def call_back_seen(reader: Actor, id: UUID) -> CallBackSeen | None:
    """One, or None where there is none the reader may see."""
    rows = visible_call_backs(reader).select_related(*_SHOWN).filter(pk=id)
    return next(iter(_seen(rows, reader)), None)


@dataclass(frozen=True, slots=True)
class Owed:
    """How many wait to be called back, how many of them longer than they should, and since when the first."""

    count: int
    late: int
    since: datetime | None


def count_owed(reader: Actor, now: datetime, city: UUID | None = None) -> Owed:
    """One query."""
    late = Q(left_at__lt=now - call_back_within())
    told = (
        visible_call_backs(reader, city)
        .filter(outcome="")
        .aggregate(count=Count("pk"), late=Count("pk", filter=late), since=Min("left_at"))
    )
    return Owed(**told)


def past_call_backs(
    reader: Actor,
    since: datetime,
    until: datetime,
    *,
    city: UUID | None = None,
    which: str = "",
    after: UUID | None = None,
    limit: int = PAGE,
) -> list[CallBackSeen]:
    """Of those who hung up in ``[since, until)``, the latest first: of whom something became; or all that
    ``which`` counts in the figures."""
    every = visible_call_backs(reader, city).select_related(*_SHOWN)
    asked = {"": ~Q(outcome=""), "left": Q(), "in_time": in_time(), "given_up": GIVEN_UP}[which]
    found = every.filter(asked, left_at__gte=since, left_at__lt=until)
    rows = rows_after(found, "-left_at", after=after, among=every, limit=limit)
    return _seen(rows, reader)


GIVEN_UP = Q(outcome=Outcome.GIVEN_UP)


def in_time() -> Q:
    """Who was spoken with before the deadline."""
    return Q(outcome__in=SPOKEN_WITH, settled_at__lte=F("left_at") + call_back_within())


@dataclass(frozen=True, slots=True)
class CallBackFigures:
    """Of the callers who hung up in a period: how many, and how many of them were spoken with in time,
    and were given up."""

    left: int
    in_time: int
    given_up: int


def call_back_figures(
    reader: Actor, since: datetime, until: datetime, *, city: UUID | None = None
) -> CallBackFigures:
    """One query."""
    found = visible_call_backs(reader, city).filter(left_at__gte=since, left_at__lt=until)
    told = found.aggregate(
        left=Count("pk"),
        in_time=Count("pk", filter=in_time()),
        given_up=Count("pk", filter=GIVEN_UP),
    )
    return CallBackFigures(**told)


def count_withheld(reader: Actor, since: datetime, city: UUID | None = None) -> int:
    """Who hung up since then without giving a number: nobody can call them back."""
    left = visible_calls(reader, city).filter(state=CallState.ABANDONED, number_hash=b"")
    return left.filter(offered_at__gte=since, erased_at=None).count()


_SHOWN = ("last__jurisdiction", "owner", "settled_by")
_TRIED = (CallerNotReached.__name__, CallReturned.__name__)


def _seen(rows: Collection[CallBack], reader: Actor) -> list[CallBackSeen]:
    now, tried = reader.now(), _attempts([row.pk for row in rows], reader)
    return [CallBackSeen(row, seen(row.last, reader), row.late(now), tried[row.pk]) for row in rows]


def _attempts(ids: Collection[UUID], reader: Actor) -> dict[UUID, list[Told]]:
    """By the call back; who may see it may read of every try."""
    about = EntrySubject.objects.filter(
        kind="callback", subject__in=ids, entry__event__in=_TRIED
    ).select_related("entry__reason__erased_by__reason")
    rows = list(about.order_by("-entry")[: TRIES_SHOWN * max(1, len(ids))])
    lines = {line.id: line for line in tell([row.entry for row in rows], reader)}
    found: dict[UUID, list[Told]] = defaultdict(list)
    for row in reversed(rows):
        found[row.subject].append(lines[row.entry_id])
    return found
