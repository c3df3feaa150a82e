"""What screens ask about panic alarms; everything starts from what the reader may see."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.sentence import Sentence
from kalantar.panic_alarms.models import PanicAlarm
from kalantar.panic_alarms.rules import may_answer_panic_alarm
from kalantar.patrols.models import CrewMember
from kalantar.patrols.queries import A_UNIT, crewed_hidden_lately, unnamed
from kalantar.places.coordinates import say_coordinates
from kalantar.places.models import Jurisdiction
from kalantar.places.queries import nearest_address

MOST = 50  # shown at once; more running alarms than that are no longer read one by one
_SHOWN = ("officer", "unit", "incident__jurisdiction", "jurisdiction", "acknowledged_by")


@dataclass(frozen=True, slots=True)
class AlarmSeen:
    """One alarm as one reader sees it. ``officer``, ``place``, ``beside``: None where the reader may not
    know it, or nobody does. ``answers``: whether the reader may put their name to it, or end it."""

    alarm: PanicAlarm
    sign: Sentence | None
    officer: str | None
    place: Point | None
    beside: str
    answers: bool

    @property
    def acknowledged(self) -> bool:
        return self.alarm.acknowledged_at is not None


def running_alarms(reader: Actor, city: Jurisdiction | None) -> list[AlarmSeen]:
    """Those that are not over in that city, the first first. One query where there is none."""
    if city is None:
        return []
    here = Jurisdiction.objects.within([city.pk]).values("pk")
    found = PanicAlarm.objects.visible_to(reader).running().select_related(*_SHOWN)
    found = found.filter(Q(jurisdiction__in=here) | Q(incident__jurisdiction__in=here))
    return [_seen(alarm, city, reader) for alarm in found.order_by("raised_at", "pk")[:MOST]]


def own_alarm(reader: Actor) -> PanicAlarm | None:
    """The reader's own, while it is not over."""
    mine = PanicAlarm.objects.running().filter(officer=reader.id) if reader.id else None
    return mine.select_related("acknowledged_by").first() if mine is not None else None


def crew_then(by: Actor) -> CrewMember | None:
    """In which crew somebody was at the moment they speak of."""
    crews = CrewMember.objects.filter(officer=by.id, period__contains=by.now())
    return crews.select_related("shift__unit__jurisdiction").first()


def _seen(alarm: PanicAlarm, city: Jurisdiction, reader: Actor) -> AlarmSeen:
    hidden = bool(alarm.unit and unnamed([alarm.unit], reader)) or crewed_hidden_lately(
        [alarm.officer_id], alarm.raised_at, reader
    )
    sign = None
    if alarm.unit is not None:
        said = alarm.unit.call_sign
        sign = A_UNIT if hidden else Sentence(en=said, fa=said)
    place = None if hidden else alarm.place
    return AlarmSeen(
        alarm=alarm,
        sign=sign,
        officer=None if hidden else str(alarm.officer),
        place=place,
        beside=_beside(place, city.pk),
        answers=may_answer_panic_alarm(reader, alarm),
    )


def _beside(place: Point | None, city: UUID) -> str:
    if place is None:
        return ""
    near = nearest_address(city, place)
    return (near.on_signs if near else "") or say_coordinates(place)
