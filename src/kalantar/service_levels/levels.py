"""The levels of the service: what each counts, of what, how many should meet it, and who says so.

A time is the moment that its act has on the timeline, which writes it on the call, incident or assignment in
the same transaction. A call counts when it rang, an incident when it was opened; what is not decided yet (it
still rings, nobody is there yet) is counted neither for nor against.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import F, Min, OuterRef, Q, Subquery

from kalantar.calls.models import CallState
from kalantar.dispatch.by_hour import AT_ONCE
from kalantar.dispatch.models import Assignment, Dispatch
from kalantar.incidents.models import IncidentCall, IncidentQuerySet
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import to_persian_digits

WEEK = timedelta(days=7)
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
    """In time is who comes from the moment ``begins`` to ``ends`` within so many seconds, by priority where
    they differ. ``goal``: the share that should be, None where nobody says one; ``source``: who says so.

    What is counted at all: a call that rings no longer; an incident that has both moments.
    """

    code: str
    name: Sentence
    counts: str  # "calls" or "incidents"
    begins: str
    ends: str
    within_s: int | dict[int, int]
    goal: float | None
    source: str

    @property
    def of(self) -> Q:
        if self.counts == "calls":
            return ~Q(state=CallState.OFFERED)
        return Q(**{f"{self.begins}__isnull": False, f"{self.ends}__isnull": False})

    @property
    def met(self) -> Q:
        def within(seconds: int) -> Q:
            return Q(**{f"{self.ends}__lte": F(self.begins) + timedelta(seconds=seconds)})

        if isinstance(self.within_s, int):
            return within(self.within_s)
        each = (Q(priority=one) & within(seconds) for one, seconds in self.within_s.items())
        return reduce(or_, each)

    def counted(self) -> tuple[str, str]:
        """The same two conditions of incidents in SQL, over the columns that ``queries`` selects once."""
        seconds = str(self.within_s)
        if isinstance(self.within_s, dict):
            each = " ".join(f"WHEN {one} THEN {s}" for one, s in self.within_s.items())
            seconds = f"CASE priority {each} END"
        of = f"{self.begins} IS NOT NULL AND {self.ends} IS NOT NULL"
        return of, f"{of} AND {self.ends} <= {self.begins} + make_interval(secs => {seconds})"


def _answered(seconds: int, goal: float | None, source: str) -> Level:
    said = to_persian_digits(str(seconds))
    return Level(
        code=f"answered_{seconds}",
        name=Sentence(en=f"answered within {seconds} s", fa=f"پاسخ تا {said} ثانیه"),
        counts="calls",
        begins="offered_at",
        ends="answered_at",
        within_s=seconds,
        goal=goal,
        source=source,
    )


LEVELS = (
    _answered(10, None, OWN),
    _answered(15, 0.90, NENA),
    _answered(20, 0.95, NENA),
    Level(
        code="processed_60",
        name=Sentence(en="processed within 60 s", fa="ثبت رخداد تا ۶۰ ثانیه"),
        counts="incidents",
        begins="spoken",
        ends="opened_at",
        within_s=60,
        goal=0.90,
        source=NFPA,
    ),
    Level(
        code="dispatched_60",
        name=Sentence(en="dispatched within 60 s", fa="اعزام تا ۶۰ ثانیه"),
        counts="incidents",
        begins="opened_at",
        ends="sent",
        within_s=round(AT_ONCE.total_seconds()),
        goal=0.90,
        source=OWN,
    ),
    Level(
        code="on_scene",
        name=Sentence(en="on scene in time", fa="حضور به‌هنگام در صحنه"),
        counts="incidents",
        begins="opened_at",
        ends="arrived",
        within_s=ON_SCENE_WITHIN_S,
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
    found: IncidentQuerySet = incidents.annotate(
        sent=Subquery(sent[:1]), arrived=arrived, spoken=spoken
    )
    return found


def _first(rows: object, moment: str) -> Subquery:
    grouped = rows.order_by().values("incident").annotate(at=Min(moment))  # type: ignore[attr-defined]
    return Subquery(grouped.values("at"))
