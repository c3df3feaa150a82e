"""What can be done with a panic alarm. The only file here that writes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from kalantar.dispatch.models import Assignment
from kalantar.incidents.models import Incident
from kalantar.kernel.action import action, lock
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.keeping import BATCH, may_forget
from kalantar.kernel.timeline import Event, Subject, record
from kalantar.kernel.turns import one_at_a_time
from kalantar.panic_alarms import events
from kalantar.panic_alarms.lifecycle import PANIC_ALARM
from kalantar.panic_alarms.models import PanicAlarm
from kalantar.panic_alarms.queries import crew_then
from kalantar.panic_alarms.rules import (
    alarm_outcome_is_known,
    may_answer_panic_alarm,
    may_raise_panic_alarm,
    may_say_safe,
    panic_alarm_is_running,
)
from kalantar.patrols.models import CrewMember, Unit
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction

ALARMS = PanicAlarm.objects.select_related("jurisdiction", "unit", "incident__jurisdiction")


@action
def raise_panic_alarm(
    *, place: Point | None = None, accuracy_m: float | None = None, age_s: int = 0, by: Actor
) -> PanicAlarm:
    """An officer asks for help, at ``by.now()``. ``age_s``: how old the place was then, in seconds.

    Pressed again it is the same alarm, raised anew. Two presses at once: the second waits and is added.
    """
    crew = may_raise_panic_alarm.allow(by, crew_then(by))
    one_at_a_time(b"panic of %s" % str(by.id).encode())
    seen = (place, accuracy_m, by.now() - timedelta(seconds=age_s)) if place else None
    running = PanicAlarm.objects.running().filter(officer=by.id).values_list("pk", flat=True)
    if (known := running.first()) is not None:
        return _again(lock(ALARMS, known), seen, by)
    unit = crew.shift.unit if crew else None
    assert by.id is not None  # as judged above
    alarm = PanicAlarm(
        officer_id=by.id,
        unit=unit,
        incident=_incident_of(unit, by.now()),
        jurisdiction=_home(crew, by),
        raised_at=by.now(),
        pressed_at=by.now(),
    )
    _placed(alarm, seen)
    alarm.save(force_insert=True)
    _record(events.PanicAlarmRaised(alarm.pk), alarm, by)
    return alarm


@action
def acknowledge_panic_alarm(*, alarm: UUID, by: Actor) -> PanicAlarm:
    """Somebody of the room puts their name to it. Two at once: the second is told that it was done."""
    row = may_answer_panic_alarm.allow(by, lock(ALARMS, alarm))
    PANIC_ALARM.advance(row, "acknowledge")
    row.acknowledged_at, row.acknowledged_by_id = by.now(), by.id
    row.save(update_fields=["state", "acknowledged_at", "acknowledged_by"])
    _record(events.PanicAlarmAcknowledged(alarm), row, by)
    return row


@action
def say_safe(*, alarm: UUID, by: Actor) -> PanicAlarm:
    """The officer's own word. The room asks all the same, and ends it."""
    row = may_say_safe.allow(by, lock(ALARMS, alarm))
    panic_alarm_is_running.require(row)
    row.safe_said_at = by.now()
    row.save(update_fields=["safe_said_at"])
    _record(events.OfficerSaidSafe(alarm), row, by)
    return row


@action
def end_panic_alarm(*, alarm: UUID, outcome: str, by: Actor) -> PanicAlarm:
    """``outcome``: a code of ``AlarmOutcome``."""
    row = may_answer_panic_alarm.allow(by, lock(ALARMS, alarm))
    alarm_outcome_is_known.require(outcome)
    PANIC_ALARM.advance(row, "end")
    row.ended_at, row.ended_by_id, row.outcome = by.now(), by.id, outcome
    row.save(update_fields=["state", "ended_at", "ended_by", "outcome"])
    _record(events.PanicAlarmEnded(alarm, outcome), row, by)
    return row


@action
def forget_alarm_places(*, before: datetime, by: Actor) -> PanicAlarm:
    """Of some that ended before then; refused by nothing, so call it only where there are some."""
    may_forget.require(by, None)
    old = PanicAlarm.objects.filter(ended_at__lt=before, place__isnull=False)
    rows = list(old.select_for_update(of=("self",)).order_by("ended_at")[:BATCH])
    PanicAlarm.objects.filter(pk__in=[row.pk for row in rows]).update(place=None, accuracy_m=None)
    record(events.AlarmPlacesForgotten(len(rows)), about=rows, by=by)
    return rows[0]


type Seen = tuple[Point, float | None, datetime]


def _again(alarm: PanicAlarm, seen: Seen | None, by: Actor) -> PanicAlarm:
    PANIC_ALARM.advance(alarm, "raise_again")
    alarm.pressed += 1
    alarm.pressed_at = max(alarm.pressed_at, by.now())
    alarm.acknowledged_at = alarm.acknowledged_by = alarm.safe_said_at = None
    _placed(alarm, seen)
    alarm.save()
    _record(events.PanicAlarmRaisedAgain(alarm.pk, alarm.pressed), alarm, by)
    return alarm


def _placed(alarm: PanicAlarm, seen: Seen | None) -> None:
    """A press that came late does not bring back an older place."""
    if seen and (alarm.measured_at is None or seen[2] >= alarm.measured_at):
        alarm.place, alarm.accuracy_m, alarm.measured_at = seen


def _incident_of(unit: Unit | None, moment: datetime) -> Incident | None:
    """What the unit was on at that moment."""
    if unit is None:
        return None
    sent = Assignment.objects.filter(unit=unit, sent_at__lte=moment)
    sent = sent.filter(ended_at=None) | sent.filter(ended_at__gt=moment)
    found = sent.select_related("incident__jurisdiction").order_by("-sent_at").first()
    return found.incident if found else None


def _home(crew: CrewMember | None, by: Actor) -> Jurisdiction:
    """Of who is in no crew, an area they patrol: the narrowest, whose rooms are all around it."""
    if crew is not None:
        return crew.shift.unit.jurisdiction
    areas = Jurisdiction.objects.filter(pk__in=by.areas({Role.PATROL_OFFICER}))
    return max(areas, key=lambda area: (len(area.ancestors), str(area.pk)))


def _record(event: Event, alarm: PanicAlarm, by: Actor) -> None:
    """Every room of the unit's home hears it, and of where its incident is."""
    about: list[PanicAlarm | Unit | Incident | Subject] = [alarm]
    about += [one for one in (alarm.unit, alarm.incident) if one is not None]
    if alarm.unit is None:
        about.append(("user", alarm.officer_id))  # else their own phone would not hear of it
    record(event, about=about, by=by, areas=_areas(alarm))


def _areas(alarm: PanicAlarm) -> Sequence[UUID]:
    home = alarm.jurisdiction.ancestors
    there = alarm.incident.jurisdiction.ancestors if alarm.incident else []
    return [*(area for area in there if area not in home), *home]
