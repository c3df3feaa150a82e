"""What screens and programs ask about the queue, one incident and a patrol's own assignment."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery

from kalantar.calls.queries import CallSeen
from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.dispatch.models import Assignment, Dispatch
from kalantar.dispatch.recommendation import Recommendation, plain_areas, recommended
from kalantar.dispatch.rules import may_attend, may_dispatch
from kalantar.dispatch.verbs import Verb, verbs_of_assignment, verbs_of_incident
from kalantar.incidents.models import Answer, Incident, IncidentState, Note
from kalantar.incidents.queries import (
    answers_of,
    calls_of,
    incident_of,
    notes_of,
    visible_incidents,
)
from kalantar.kernel.actor import Actor
from kalantar.patrols.models import CrewMember

HISTORY = 50
QUEUE = 500  # so many open incidents of a city are shown
CLOSE_WITHIN = timedelta(minutes=15)  # of the last unit's leaving; then the alarm is raised


class Alarm(StrEnum):
    """What somebody must look at now."""

    WAITING = "waiting"  # for a unit, longer than the type allows
    TO_BE_CLOSED = "to_be_closed"  # nobody is on it since CLOSE_WITHIN, and it is still open


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An open incident in the queue. ``waited_s``: since it waits for a unit, None when one came.

    ``left_s``: since the last unit left it done, None while one is on it or it waits.
    """

    incident: Incident
    calls: int
    age_s: int
    waited_s: int | None
    left_s: int | None
    alarm: Alarm | None
    assignments: list[Assignment] = field(hash=False)


def queue(reader: Actor, city: UUID, now: datetime) -> list[QueueRow]:
    """The open incidents of a city, most urgent and then oldest first, at most QUEUE. Two queries."""
    joined = Count("incident_calls", filter=Q(incident_calls__parted_at=None))
    opened = visible_incidents(reader).open().filter(city=city)
    opened = opened.annotate(calls_joined=joined, left_at=_last_left())
    incidents = list(opened.order_by("priority", "opened_at")[:QUEUE])
    on_it = _running_by_incident(incidents)
    return [_row(incident, on_it[incident.pk], now) for incident in incidents]


def alarms(reader: Actor, city: UUID, now: datetime) -> list[QueueRow]:
    """Those of the queue that wait too long for a unit, or too long to be closed."""
    return [row for row in queue(reader, city, now) if row.alarm]


def _last_left() -> Subquery:
    """When the last unit left an incident that nobody is on and that does not wait."""
    ended = Assignment.objects.filter(
        incident=OuterRef("pk"),
        incident__state=IncidentState.ACTIVE,
        incident__units_on_it=0,
    )
    return Subquery(ended.order_by("-ended_at").values("ended_at")[:1])


def _row(incident: Incident, assignments: list[Assignment], now: datetime) -> QueueRow:
    waited = _seconds(incident.waiting_since, now)
    left = _seconds(getattr(incident, "left_at", None), now)
    return QueueRow(
        incident=incident,
        calls=getattr(incident, "calls_joined", 0),
        age_s=max(0, int((now - incident.opened_at).total_seconds())),
        waited_s=waited,
        left_s=left,
        alarm=_alarm(incident, waited, left),
        assignments=assignments,
    )


def _seconds(since: datetime | None, now: datetime) -> int | None:
    return None if since is None else max(0, int((now - since).total_seconds()))


def _alarm(incident: Incident, waited_s: int | None, left_s: int | None) -> Alarm | None:
    if waited_s is not None and waited_s > incident.type.wait_alarm_s:
        return Alarm.WAITING
    if left_s is not None and left_s > CLOSE_WITHIN.total_seconds():
        return Alarm.TO_BE_CLOSED
    return None


def _running_by_incident(incidents: Iterable[Incident]) -> dict[UUID, list[Assignment]]:
    running = Assignment.objects.filter(incident__in=list(incidents), ended_at=None)
    found: dict[UUID, list[Assignment]] = defaultdict(list)
    for assignment in running.select_related("unit").order_by("sent_at"):
        found[assignment.incident_id].append(assignment)
    return found


@dataclass(frozen=True, slots=True)
class AssignmentSeen:
    """One unit on the incident, running or ended, with what the reader can do with it now."""

    assignment: Assignment
    verbs: list[Verb] = field(hash=False)


@dataclass(frozen=True, slots=True)
class IncidentCard:
    """All a dispatcher needs of one incident; its timeline is ``kernel.story.told(incident.pk, …)``."""

    incident: Incident
    calls: list[CallSeen] = field(hash=False)
    assignments: list[AssignmentSeen] = field(hash=False)
    dispatches: list[Dispatch] = field(hash=False)
    answers: list[Answer] = field(hash=False)
    notes: list[Note] = field(hash=False)
    verbs: list[Verb] = field(hash=False)
    recommendation: Recommendation | None
    waited_s: int | None
    left_s: int | None
    alarm: Alarm | None

    @property
    def running(self) -> list[AssignmentSeen]:
        return [seen for seen in self.assignments if seen.assignment.ended_at is None]


def incident_card(
    reader: Actor, id: UUID, *, with_recommendation: bool = True
) -> IncidentCard | None:
    """One incident, or None where there is none the reader may see.

    At most nine queries, two of them the recommendation's, made while it is open and the reader
    sends units there.
    """
    incident = incident_of(reader, id)
    if incident is None:
        return None
    now = reader.now()
    opened = incident.state != IncidentState.CLOSED
    recommendation = None
    if with_recommendation and opened and may_dispatch(reader, incident):
        recommendation = recommended(incident, now, plain=plain_areas(reader))
    assignments = _assignments(incident, reader)
    waited = _seconds(incident.waiting_since, now)
    left = _seconds(_left_at(incident, assignments), now)
    return IncidentCard(
        incident=incident,
        calls=calls_of(id, reader),
        assignments=assignments,
        dispatches=list(
            incident.dispatches.select_related("sent_by", "reason").order_by("sent_at")
        ),
        answers=answers_of(id),
        notes=notes_of(id),
        verbs=verbs_of_incident(incident, reader),
        recommendation=recommendation,
        waited_s=waited,
        left_s=left,
        alarm=_alarm(incident, waited, left),
    )


def _left_at(incident: Incident, assignments: list[AssignmentSeen]) -> datetime | None:
    if incident.state != IncidentState.ACTIVE or incident.units_on_it:
        return None
    return max((s.assignment.ended_at for s in assignments if s.assignment.ended_at), default=None)


def _assignments(incident: Incident, reader: Actor) -> list[AssignmentSeen]:
    rows = list(incident.assignments.select_related("unit").order_by("sent_at", "pk"))
    for row in rows:
        row.incident = incident
    own = set() if not rows or may_dispatch(reader, incident) else _own_units(reader)
    return [AssignmentSeen(row, verbs_of_assignment(row, reader, own=own)) for row in rows]


def _own_units(reader: Actor) -> set[UUID]:
    """The units in whose crew the reader is now."""
    crew = CrewMember.objects.filter(
        officer=reader.id, period__upper_inf=True, shift__ended_at=None
    )
    return set(crew.values_list("shift__unit", flat=True)) if reader.id else set()


@dataclass(frozen=True, slots=True)
class OwnAssignment:
    """What a patrol's phone shows: where to, what about, who else goes, and its buttons."""

    assignment: Assignment
    incident: Incident
    verbs: list[Verb] = field(hash=False)
    others: list[Assignment] = field(hash=False)
    answers: list[Answer] = field(hash=False)
    notes: list[Note] = field(hash=False)


def own_assignment(reader: Actor) -> OwnAssignment | None:
    """The assignment of the unit in whose crew the reader is now, or None. At most five queries."""
    running = Assignment.objects.filter(
        ended_at=None,
        unit__shifts__ended_at=None,
        unit__shifts__crew__officer=reader.id,
        unit__shifts__crew__period__upper_inf=True,
    )
    mine = running.select_related("unit", "incident__type", "incident__jurisdiction").first()
    return None if mine is None or reader.id is None else _own(mine, reader)


def assignment_of(reader: Actor, id: UUID) -> Assignment | None:
    """One assignment, where the reader may see its incident or is in the unit's crew."""
    found = Assignment.objects.select_related(
        "unit__jurisdiction", "incident__type", "incident__jurisdiction"
    ).filter(pk=id)
    seen = found.filter(incident__in=Incident.objects.visible_to(reader)).first()
    if seen is not None:
        return seen
    own = found.first()
    return own if own is not None and may_attend(reader, own) else None


def _own(mine: Assignment, reader: Actor) -> OwnAssignment:
    others = mine.incident.assignments.filter(ended_at=None).exclude(pk=mine.pk)
    return OwnAssignment(
        assignment=mine,
        incident=mine.incident,
        verbs=[verb for verb in verbs_of_assignment(mine, reader) if verb.name in CREW_VERBS],
        others=list(others.select_related("unit")),
        answers=answers_of(mine.incident_id),
        notes=notes_of(mine.incident_id),
    )


CREW_VERBS = ("acknowledge", "set_out", "arrive", "clear", "break_down")


def assignments_of_unit(reader: Actor, unit: UUID, limit: int = HISTORY) -> list[Assignment]:
    """What a unit did, the latest first, as far as the reader may see the incidents."""
    rows = Assignment.objects.filter(unit=unit, incident__in=Incident.objects.visible_to(reader))
    return list(rows.select_related("incident__type").order_by("-sent_at")[:limit])


def state_said(assignment: Assignment) -> str:
    """The state in the reader's language."""
    return str(ASSIGNMENT.states[assignment.state])
