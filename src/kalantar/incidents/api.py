"""Incidents for programs: open, find, join, correct, close; sending units is dispatch's."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from kalantar.calls.api import (
    CallOut,
    Limit,
    Line,
    Metres,
    Source,
    Words,
    call_out,
    place_data,
)
from kalantar.incidents import actions, queries
from kalantar.incidents.models import Incident
from kalantar.kernel import story
from kalantar.kernel.action import thing_exists
from kalantar.kernel.moment import Moment
from kalantar.people.middleware import acting
from kalantar.people.opening import read
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.places.api import PlaceData

router = Router()

Priority = Annotated[int, Field(ge=1, le=5)]


class IncidentIn(Schema):
    """``address``: empty takes the nearest one on the map, else the coordinates.
    ``priority``: null takes the type's, raised by the answers (question → yes, no or words)."""

    type: UUID
    place: PlaceData
    address: Line = ""
    place_source: Source = "caller"
    accuracy_m: Metres | None = None
    call: UUID | None = None
    priority: Priority | None = None
    narrative: Words = ""
    answers: dict[UUID, Line] = Field(default_factory=dict)


class SameIn(Schema):
    """``type``: null is any."""

    place: PlaceData
    type: UUID | None = None


class PriorityIn(Schema):
    priority: Priority
    why: Line


class TypeIn(Schema):
    type: UUID
    why: Line = ""


class CorrectionIn(Schema):
    """``address``: empty takes the nearest one on the map, else the coordinates."""

    place: PlaceData
    address: Line = ""
    place_source: Source
    accuracy_m: Metres | None = None


class NoteIn(Schema):
    text: Words


class AnswersIn(Schema):
    answers: dict[UUID, Line]


class CallLinkIn(Schema):
    call: UUID


class ClosingIn(Schema):
    disposition: UUID
    note: Words = ""


class ReasonIn(Schema):
    why: Line


class IncidentLine(Schema):
    """An incident in a list or after a change. What was said stands in the incident itself, whose
    reading is recorded. ``erased_at``: since then ``address`` and all that was said are gone (null), the
    time to keep them being over, and ``place`` is within ``accuracy_m`` only."""

    id: UUID
    number: str
    type: UUID
    priority: int
    state: str
    units_on_it: int
    place: PlaceData | None
    address: str | None
    place_source: str
    accuracy_m: float | None
    city: UUID
    jurisdiction: UUID
    opened_at: datetime
    waiting_since: datetime | None
    reopened_at: datetime | None
    closed_at: datetime | None
    disposition: UUID | None
    erased_at: datetime | None


class IncidentOut(IncidentLine):
    """``narrative``: null once it was erased."""

    narrative: str | None


class DuplicateOut(Schema):
    """``likeness``: 0 … 1, falling with distance and age, halved for another type."""

    incident: IncidentLine
    distance_m: int
    age_s: int
    same_type: bool
    likeness: float


class EntryOut(Schema):
    """A line of the timeline; ``sentence`` in the language of the request."""

    id: UUID
    event: str
    happened_at: datetime
    recorded_at: datetime
    sentence: str
    who: str
    role: str
    why: str


class NoteOut(Schema):
    """``text``: null once it was erased, the time to keep it being over."""

    id: UUID
    text: str | None
    written_at: datetime
    author: UUID | None


@router.get("", response=list[IncidentLine], summary="The history, latest first, in pages")
def history(
    request: HttpRequest,
    city: UUID | None = None,
    number: Annotated[str, Query(max_length=40)] = "",
    since: Moment | None = None,
    until: Moment | None = None,
    type: UUID | None = None,
    state: Literal["", "waiting", "active", "closed"] = "",
    before: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[IncidentLine]:
    found = queries.incidents_found(
        acting(request),
        city=city,
        number=number,
        since=since,
        until=until,
        type=type,
        state=state,
        before=before,
        limit=limit,
    )
    return [incident_line(incident) for incident in found]


@router.post(
    "/duplicates/search", response=list[DuplicateOut], summary="What may be the same incident"
)
def duplicates(request: HttpRequest, data: SameIn) -> list[DuplicateOut]:
    """The eight likeliest. The place stands in the body: an address is written into logs."""
    by, place = acting(request), data.place.point()
    return [
        DuplicateOut(
            incident=incident_line(one.incident),
            distance_m=one.distance_m,
            age_s=one.age_s,
            same_type=one.same_type,
            likeness=one.likeness,
        )
        for one in queries.possible_duplicates(by, place, data.type, by.now())
    ]


@router.post("", response={201: IncidentLine}, summary="Open an incident")
def create(request: HttpRequest, data: IncidentIn) -> tuple[int, IncidentLine]:
    incident = actions.create_incident(
        **data.dict(exclude={"place"}), place=data.place.point(), by=acting(request)
    )
    return 201, incident_line(incident)


@router.get("/{uuid:incident}", response=IncidentOut, summary="One incident")
def one(request: HttpRequest, incident: UUID) -> IncidentOut:
    return incident_out(_seen(request, incident))


@router.get("/{uuid:incident}/timeline", response=list[EntryOut], summary="Its timeline")
def timeline(
    request: HttpRequest,
    incident: UUID,
    before: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[EntryOut]:
    found = _seen(request, incident)
    lines = story.told(found.pk, acting(request), before=before, limit=limit)
    return [
        EntryOut(
            id=line.id,
            event=line.event,
            happened_at=line.happened_at,
            recorded_at=line.recorded_at,
            sentence=str(line.sentence),
            who=str(line.who),
            role=line.role,
            why=str(line.why),
        )
        for line in lines
    ]


@router.get("/{uuid:incident}/calls", response=list[CallOut], summary="The calls joined to it")
def calls(
    request: HttpRequest, incident: UUID, after: UUID | None = None, limit: Limit = 200
) -> list[CallOut]:
    """The first first. ``after``: the last call of the page before. A token needs the scope of calls
    as well."""
    may_reach.require(acting(request), Scope.CALLS_READ)
    found = _seen(request, incident)
    joined = queries.calls_of(found.pk, acting(request), after=after, limit=limit)
    return [call_out(call) for call in joined]


@router.get("/{uuid:incident}/notes", response=list[NoteOut], summary="The notes on it")
def notes(
    request: HttpRequest,
    incident: UUID,
    before: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 200,
) -> list[NoteOut]:
    """``author`` is null where it would tell which plain-clothes unit was there."""
    found = _seen(request, incident)
    written = queries.notes_of(found.pk, before=before, limit=limit)
    authors = queries.authors_told(written, acting(request))
    return [
        NoteOut(id=note.pk, text=note.text or None, written_at=note.written_at, author=author)
        for note, author in zip(written, authors, strict=True)
    ]


@router.post("/{uuid:incident}/notes", response={201: NoteOut}, summary="Write a note")
def write(request: HttpRequest, incident: UUID, data: NoteIn) -> tuple[int, NoteOut]:
    note = actions.add_note(incident=incident, text=data.text, by=acting(request))
    return 201, NoteOut(
        id=note.pk, text=note.text, written_at=note.written_at, author=note.author_id
    )


@router.post("/{uuid:incident}/join", response=IncidentLine, summary="Join another call to it")
def join(request: HttpRequest, incident: UUID, data: CallLinkIn) -> IncidentLine:
    return incident_line(actions.join_call(incident=incident, call=data.call, by=acting(request)))


@router.post("/{uuid:incident}/part", response=IncidentLine, summary="Take a call apart from it")
def part(request: HttpRequest, incident: UUID, data: CallLinkIn) -> IncidentLine:
    return incident_line(actions.part_call(incident=incident, call=data.call, by=acting(request)))


@router.post("/{uuid:incident}/priority", response=IncidentLine, summary="Change the priority")
def prioritise(request: HttpRequest, incident: UUID, data: PriorityIn) -> IncidentLine:
    return incident_line(
        actions.change_priority(
            incident=incident, priority=data.priority, why=data.why, by=acting(request)
        )
    )


@router.post("/{uuid:incident}/type", response=IncidentLine, summary="Change the type")
def retype(request: HttpRequest, incident: UUID, data: TypeIn) -> IncidentLine:
    return incident_line(
        actions.change_type(incident=incident, type=data.type, why=data.why, by=acting(request))
    )


@router.post("/{uuid:incident}/place", response=IncidentLine, summary="Correct the place")
def correct(request: HttpRequest, incident: UUID, data: CorrectionIn) -> IncidentLine:
    moved = actions.correct_place(
        incident=incident,
        **data.dict(exclude={"place"}),
        place=data.place.point(),
        by=acting(request),
    )
    return incident_line(moved)


@router.post("/{uuid:incident}/answers", response=IncidentLine, summary="Answers to questions")
def answer(request: HttpRequest, incident: UUID, data: AnswersIn) -> IncidentLine:
    return incident_line(
        actions.answer_questions(incident=incident, answers=data.answers, by=acting(request))
    )


@router.post("/{uuid:incident}/close", response=IncidentLine, summary="Close with a disposition")
def close(request: HttpRequest, incident: UUID, data: ClosingIn) -> IncidentLine:
    closed = actions.close_incident(
        incident=incident, disposition=data.disposition, note=data.note, by=acting(request)
    )
    return incident_line(closed)


@router.post(
    "/{uuid:incident}/reopen", response=IncidentLine, summary="Open again, with the reason"
)
def reopen(request: HttpRequest, incident: UUID, data: ReasonIn) -> IncidentLine:
    return incident_line(
        actions.reopen_incident(incident=incident, why=data.why, by=acting(request))
    )


def _seen(request: HttpRequest, incident: UUID) -> Incident:
    """One incident for reading about it, which is recorded as the opening of its page is."""
    by = acting(request)
    found = queries.incident_of(by, incident)
    if found is None:
        raise thing_exists.refuse()
    read(found, "incident", by)
    return found


def incident_out(incident: Incident) -> IncidentOut:
    return IncidentOut(
        **incident_line(incident).dict(),
        narrative=None if incident.erased_at else incident.narrative,
    )


def incident_line(incident: Incident) -> IncidentLine:
    return IncidentLine(
        id=incident.pk,
        number=incident.number,
        type=incident.type_id,
        priority=incident.priority,
        state=incident.state,
        units_on_it=incident.units_on_it,
        place=place_data(incident.place),
        address=None if incident.erased_at else incident.address,
        place_source=incident.place_source,
        accuracy_m=incident.accuracy_m,
        city=incident.city_id,
        jurisdiction=incident.jurisdiction_id,
        opened_at=incident.opened_at,
        waiting_since=incident.waiting_since,
        reopened_at=incident.reopened_at,
        closed_at=incident.closed_at,
        disposition=incident.disposition_id,
        erased_at=incident.erased_at,
    )
