"""What screens and programs ask about one incident and a patrol's own assignment."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from kalantar.dispatch.models import Assignment, Dispatch
from kalantar.dispatch.queue import Alarm, alarm_of, seconds_since, with_alarm
from kalantar.dispatch.recommendation import Recommendation, plain_areas, recommended
from kalantar.dispatch.rules import may_attend, may_dispatch
from kalantar.dispatch.sent import Sent, sent_as_seen
from kalantar.dispatch.verbs import Verb, verbs_of_assignment, verbs_of_incident
from kalantar.incidents.models import Answer, Incident, IncidentState, Note
from kalantar.incidents.queries import (
    LISTED,
    answers_of,
    earlier_there,
    joined_to,
    notes_of,
    visible_incidents,
)
from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence
from kalantar.patrols.models import CrewMember, Unit, crewed_by
from kalantar.people.queries import read_lately
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope

SHIFT_SHOWN = 50  # of what a unit was sent to in one shift


@dataclass(frozen=True, slots=True)
class AssignmentSeen:
    """One unit on the incident, running or ended, with what the reader can do with it now."""

    sent: Sent
    verbs: list[Verb] = field(hash=False)

    @property
    def assignment(self) -> Assignment:
        return self.sent.assignment


@dataclass(frozen=True, slots=True)
class IncidentCard:
    """All a dispatcher needs of one incident; its timeline is ``kernel.story.told(incident.pk, …)``."""

    incident: Incident
    calls: int
    secret: bool
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
    reader: Actor, id: UUID, *, with_recommendation: bool = True, notes: int = LISTED
) -> IncidentCard | None:
    """One incident, or None where there is none the reader may see; with its latest ``notes``.

    Who shows it records that it was read: ``people.opening.read`` of it, which asks nothing more.

    At most nine queries, two of them the recommendation's, made while it is open and the reader
    sends units there; one more where a plain-clothes unit was sent.
    """
    now = reader.now()
    seen = visible_incidents(reader).select_related("disposition").filter(pk=id)
    incident = with_alarm(seen, now).annotate(read_lately=read_lately(reader, "incident")).first()
    if incident is None:
        return None
    opened = incident.state != IncidentState.CLOSED
    recommendation = None
    sends = opened and may_dispatch(reader, incident) and may_reach(reader, Scope.UNITS_READ)
    if with_recommendation and sends:
        recommendation = recommended(incident, now, plain=plain_areas(reader))
    joined = joined_to(id)
    return IncidentCard(
        incident=incident,
        calls=joined.calls,
        secret=joined.secret,
        assignments=_assignments(incident, reader),
        dispatches=list(
            incident.dispatches.select_related("sent_by", "reason").order_by("sent_at")
        ),
        answers=answers_of(id),
        notes=notes_of(id, limit=notes),
        verbs=verbs_of_incident(incident, reader),
        recommendation=recommendation,
        waited_s=seconds_since(incident.waiting_since, now),
        left_s=seconds_since(getattr(incident, "left_at", None), now),
        alarm=alarm_of(incident),
    )


def _assignments(incident: Incident, reader: Actor) -> list[AssignmentSeen]:
    rows = list(incident.assignments.select_related("unit").order_by("sent_at", "pk"))
    for row in rows:
        row.incident = incident
    own = set() if not rows or may_dispatch(reader, incident) else _own_units(reader)
    return [
        AssignmentSeen(
            one, verbs_of_assignment(one.assignment, reader, own=own) if one.named else []
        )
        for one in sent_as_seen(rows, reader)
    ]


def _own_units(reader: Actor) -> set[UUID]:
    """The units in whose crew the reader is now."""
    crew = CrewMember.objects.filter(
        officer=reader.id, period__upper_inf=True, shift__ended_at=None
    )
    return set(crew.values_list("shift__unit", flat=True)) if reader.id else set()


@dataclass(frozen=True, slots=True)
class OwnAssignment:
    """What a patrol's phone shows: where to, what about, who else goes, and its buttons.

    ``secret``: a caller wishes that nobody there hear who called. ``earlier``: what was pressing there
    before.
    """

    assignment: Assignment
    incident: Incident
    secret: bool
    verbs: list[Verb] = field(hash=False)
    others: list[Sent] = field(hash=False)
    answers: list[Answer] = field(hash=False)
    notes: list[Note] = field(hash=False)
    earlier: list[Incident] = field(hash=False)


def own_assignment(reader: Actor, *, notes: int = LISTED) -> OwnAssignment | None:
    """The assignment of the unit in whose crew the reader is now, or None. At most eight queries.

    ``notes``: so many of the latest.
    """
    running = Assignment.objects.filter(
        ended_at=None,
        unit__shifts__ended_at=None,
        unit__shifts__crew__officer=reader.id,
        unit__shifts__crew__period__upper_inf=True,
    )
    mine = running.select_related("unit", "incident__type", "incident__jurisdiction").first()
    return None if mine is None or reader.id is None else _own(mine, reader, notes)


def sent_to(reader: Actor) -> QuerySet[Assignment, UUID]:
    """The incident the reader's unit is on now, by id, as a question for a larger one."""
    running = Assignment.objects.filter(ended_at=None, unit__in=crewed_by(reader))
    return running.values_list("incident", flat=True)


def of_the_shift(unit: Unit, since: datetime) -> list[Assignment]:
    """What the unit was sent to since its shift began, the latest first; its crew knows them all."""
    sent = unit.assignments.filter(sent_at__gte=since).select_related("incident__type")
    return list(sent.order_by("-sent_at", "-pk")[:SHIFT_SHOWN])


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


def sign_of(reader: Actor, assignment: UUID) -> Sentence | None:
    """How the unit that was sent is called to this reader; None where there is no such assignment."""
    found = Assignment.objects.select_related("unit").filter(pk=assignment)
    return next((sent.sign for sent in sent_as_seen(list(found), reader)), None)


def _own(mine: Assignment, reader: Actor, notes: int) -> OwnAssignment:
    others = mine.incident.assignments.filter(ended_at=None).exclude(pk=mine.pk)
    return OwnAssignment(
        assignment=mine,
        incident=mine.incident,
        secret=joined_to(mine.incident_id).secret,
        verbs=[verb for verb in verbs_of_assignment(mine, reader) if verb.name in CREW_VERBS],
        others=sent_as_seen(others.select_related("unit"), reader),
        answers=answers_of(mine.incident_id),
        notes=notes_of(mine.incident_id, limit=notes),
        earlier=earlier_there(mine.incident, reader.now()),
    )


CREW_VERBS = ("acknowledge", "set_out", "arrive", "clear", "break_down")
