"""The levels of the service: what each counts, of what, how many should meet it, and who says so.

A time is the moment that its act has on the timeline, which writes it on the call, incident or assignment in
the same transaction. A call counts when it rang, an incident when it was opened; what is not decided yet (it
still rings, nobody is there yet) is counted neither for nor against.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Min, OuterRef, Q, Subquery

from kalantar.calls.models import CallState
from kalantar.dispatch.by_hour import AT_ONCE
from kalantar.dispatch.models import Assignment, Dispatch
from kalantar.incidents.models import IncidentCall, IncidentQuerySet
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import to_persian_digits

WEEK = timedelta(days=7)
PROCESSED_WITHIN = timedelta(seconds=60)
ON_SCENE_WITHIN_S = {1: 480, 2: 600, 3: 1200, 4: 2700, 5: 5400}  # by priority; the service's own

NENA = "NENA-STA-020.1-2020"
NFPA = "NFPA 1225-2021"
OWN = "Kalantar"


@dataclass(frozen=True, slots=True)
class Window:
    """The last so long."""

    code: str
    span: timedelta
    name: Sentence

    def until(self, now: datetime) -> tuple[datetime, datetime]:
        return now - self.span, now


WINDOWS = (
    Window("15min", timedelta(minutes=15), Sentence(en="15 minutes", fa="۱۵ دقیقه")),
    Window("hour", timedelta(hours=1), Sentence(en="1 hour", fa="۱ ساعت")),
    Window("shift", timedelta(hours=8), Sentence(en="shift (8 h)", fa="شیفت (۸ ساعت)")),
    Window("day", timedelta(hours=24), Sentence(en="day (24 h)", fa="شبانه‌روز")),
)


@dataclass(frozen=True, slots=True)
class Level:
    """``of``: what it is counted of; ``met``: the part of it that was in time. ``goal``: the share that
    should be, None where nobody says one; ``source``: who says so."""

    code: str
    name: Sentence
    counts: str  # "calls" or "incidents"
    of: Q
    met: Q
    goal: float | None
    source: str


def _answered(seconds: int, goal: float | None, source: str) -> Level:
    within = timedelta(seconds=seconds)
    return Level(
        code=f"answered_{seconds}",
        name=Sentence(
            en=f"answered within {seconds} s", fa=f"پاسخ تا {to_persian_digits(str(seconds))} ثانیه"
        ),
        counts="calls",
        of=~Q(state=CallState.OFFERED),
        met=Q(answered_at__lte=F("offered_at") + within),
        goal=goal,
        source=source,
    )


def _on_scene() -> Q:
    met = Q(pk__in=[])
    for priority, seconds in ON_SCENE_WITHIN_S.items():
        in_time = Q(arrived__lte=F("opened_at") + timedelta(seconds=seconds))
        met |= Q(priority=priority) & in_time
    return met


LEVELS = (
    _answered(10, None, OWN),
    _answered(15, 0.90, NENA),
    _answered(20, 0.95, NENA),
    Level(
        code="processed_60",
        name=Sentence(en="processed within 60 s", fa="ثبت رخداد تا ۶۰ ثانیه"),
        counts="incidents",
        of=Q(spoken__isnull=False),
        met=Q(opened_at__lte=F("spoken") + PROCESSED_WITHIN),
        goal=0.90,
        source=NFPA,
    ),
    Level(
        code="dispatched_60",
        name=Sentence(en="dispatched within 60 s", fa="اعزام تا ۶۰ ثانیه"),
        counts="incidents",
        of=Q(sent__isnull=False),
        met=Q(sent__lte=F("opened_at") + AT_ONCE),
        goal=0.90,
        source=OWN,
    ),
    Level(
        code="on_scene",
        name=Sentence(en="on scene in time", fa="حضور به‌هنگام در صحنه"),
        counts="incidents",
        of=Q(arrived__isnull=False),
        met=_on_scene(),
        goal=0.90,
        source=OWN,
    ),
)
BY_CODE = {level.code: level for level in LEVELS}


def timed(incidents: IncidentQuerySet) -> IncidentQuerySet:
    """``spoken``: when its first caller was answered; ``sent``, ``arrived``: the first unit."""
    sent = Dispatch.objects.filter(incident=OuterRef("pk")).order_by("sent_at").values("sent_at")
    arrived = _first(Assignment.objects.filter(incident=OuterRef("pk")), "on_scene_at")
    spoken = _first(IncidentCall.objects.filter(incident=OuterRef("pk")), "call__answered_at")
    found: IncidentQuerySet = incidents.alias(
        sent=Subquery(sent[:1]), arrived=arrived, spoken=spoken
    )
    return found


def _first(rows: object, moment: str) -> Subquery:
    grouped = rows.order_by().values("incident").annotate(at=Min(moment))  # type: ignore[attr-defined]
    return Subquery(grouped.values("at"))
