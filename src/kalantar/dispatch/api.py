"""Dispatch for programs: the queue, the recommendation, sending units and following them."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from kalantar.calls.api import Line, Words
from kalantar.calls.queries import HourOfCalls, answering_by_hour
from kalantar.dispatch import actions, queries
from kalantar.dispatch.by_hour import HourOfIncidents, opened_by_hour
from kalantar.dispatch.decided import Decided, decided, dispatches_of
from kalantar.dispatch.models import Assignment, Dispatch
from kalantar.dispatch.nearer import PassedOver
from kalantar.dispatch.queue import QUEUE
from kalantar.dispatch.queue import queue as open_incidents
from kalantar.dispatch.recommendation import NOTES, Proposed, Recommendation, recommend
from kalantar.dispatch.sent import Sent, sent_as_seen
from kalantar.incidents.api import IncidentLine, NoteOut, incident_line
from kalantar.incidents.queries import incident_of
from kalantar.kernel.action import thing_exists
from kalantar.kernel.hours import HOUR, hours_until
from kalantar.people.middleware import acting
from kalantar.people.opening import read
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope

router = Router()

Units = Annotated[list[UUID], Field(min_length=1, max_length=50)]


class AssignmentOut(Schema):
    """``expected_s``: seconds to the place as recommended, null where nothing was.

    ``unit``: null where it is in plain clothes and you may not see where it is."""

    id: UUID
    dispatch: UUID
    incident: UUID
    unit: UUID | None
    state: str
    expected_s: int | None
    sent_at: datetime
    acknowledged_at: datetime | None
    en_route_at: datetime | None
    on_scene_at: datetime | None
    ended_at: datetime | None
    backup_asked_at: datetime | None


class QueueOut(Schema):
    """``alarm``: it waits longer for a unit than its type allows, or is still open a quarter of an
    hour after the last unit left it (``left_s``). Ages in seconds."""

    incident: IncidentLine
    calls: int
    age_s: int
    waited_s: int | None
    left_s: int | None
    alarm: Literal["waiting", "to_be_closed"] | None
    assignments: list[AssignmentOut]


class ProposedOut(Schema):
    unit: UUID
    call_sign: str
    kind: str
    crew: int
    recommended: bool
    minutes: int
    eta_s: int
    distance_m: int
    age_s: int


class PassedOverOut(Schema):
    unit: UUID
    call_sign: str
    kind: str
    distance_m: int
    age_s: int
    code: str
    why: str


class RecommendationOut(Schema):
    """``more``: how many nearer units are not listed one by one, ``counted``: by the code of why.

    ``seal``: give it back with the decision, so that what was shown is what is kept."""

    incident: UUID
    made_at: datetime
    method: str
    note: str
    said_note: str
    needed: int
    proposed: list[ProposedOut]
    passed_over: list[PassedOverOut]
    more: int
    counted: dict[str, int]
    seal: str


class SendIn(Schema):
    """``why`` is needed when others are sent than were recommended."""

    units: Units
    seal: Annotated[str, Field(max_length=200_000, pattern=r"^[^\x00]*$")] = ""
    why: Line = ""


class DispatchOut(Schema):
    id: UUID
    incident: UUID
    sent_at: datetime
    method: str
    note: str
    overridden: bool
    why: str
    assignments: list[AssignmentOut]


class DecisionOut(DispatchOut):
    """A dispatch with what was recommended when somebody decided, and why not each nearer unit.

    ``overridden``: others were sent than recommended, for the reason in ``why``. ``made_at``: when it
    was recommended; it and ``needed`` are null where nothing was, or where an earlier time did not keep
    it. ``more`` and ``counted``: nearer units that were not listed one by one, by the code of why."""

    made_at: datetime | None
    needed: int | None
    said_note: str
    proposed: list[ProposedOut]
    passed_over: list[PassedOverOut]
    more: int
    counted: dict[str, int]


class HourOut(Schema):
    """What happened from ``since`` for one hour. ``abandoned`` and the calls answered within so many
    seconds: of those ``offered``. ``opened``: incidents by the priority they have now, 1 to 5.
    ``sent``: of those, to how many a unit was sent; ``at_once``: within 60 seconds."""

    since: datetime
    offered: int
    within_10_s: int
    within_15_s: int
    within_20_s: int
    abandoned: int
    opened: dict[str, int]
    sent: int
    at_once: int


class ShiftOut(Schema):
    """The hours ``[since, until)`` of the service's clock, in order; the last one still runs."""

    since: datetime
    until: datetime
    hours: list[HourOut]


class DivertIn(Schema):
    """``why`` is needed when others are recommended there though the unit were free, and where the
    incident is only as urgent."""

    to: UUID
    why: Line = ""


class ReasonIn(Schema):
    why: Line = ""


class ClearIn(Schema):
    note: Words = ""


class ReportIn(Schema):
    text: Words


class BreakdownIn(Schema):
    """``reason``: of the catalogue of reasons; null is “broken down”."""

    reason: UUID | None = None
    note: Words = ""


@router.get("/queue", response=list[QueueOut], summary="Open incidents, most urgent first")
def queue(
    request: HttpRequest,
    city: UUID,
    after: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=QUEUE)] = QUEUE,
) -> list[QueueOut]:
    """``after``: the last incident of the page before."""
    by = acting(request)
    return [
        QueueOut(
            incident=incident_line(row.incident),
            calls=row.calls,
            age_s=row.age_s,
            waited_s=row.waited_s,
            left_s=row.left_s,
            alarm=row.alarm.value if row.alarm else None,
            assignments=[_assignment_out(one) for one in row.assignments],
        )
        for row in open_incidents(by, city, by.now(), after=after, limit=limit)
    ]


@router.get(
    "/incidents/{uuid:incident}/recommendation",
    response=RecommendationOut,
    summary="Whom to send, and why not each nearer unit",
)
def recommendation(request: HttpRequest, incident: UUID) -> RecommendationOut:
    """A token needs the scopes to read units and to write incidents as well."""
    return _recommendation_out(recommend(incident=incident, by=acting(request)))


@router.post("/incidents/{uuid:incident}/send", response={201: DispatchOut}, summary="Send units")
def send(request: HttpRequest, incident: UUID, data: SendIn) -> tuple[int, DispatchOut]:
    seal, by = data.seal or None, acting(request)
    decision = actions.send_units(
        incident=incident, units=data.units, seal=seal, why=data.why, by=by
    )
    return 201, _dispatch_out(request, decision)


@router.get(
    "/incidents/{uuid:incident}/decisions",
    response=list[DecisionOut],
    summary="Who was sent, and why not each nearer unit",
)
def decisions(
    request: HttpRequest,
    incident: UUID,
    after: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> list[DecisionOut]:
    """As they were made, the first first, in pages. ``after``: the last decision of the page before.

    A plain-clothes unit whose place you may not see is left out. A token needs the scope to read
    units as well."""
    by = acting(request)
    may_reach.require(by, Scope.UNITS_READ)
    seen = incident_of(by, incident)
    if seen is None:
        raise thing_exists.refuse()
    read(seen, "incident", by)
    found = dispatches_of(seen, after=after, limit=limit)
    return [_decision_out(request, one) for one in decided(found, by)]


@router.get("/shift", response=ShiftOut, summary="A city's last hours: calls, incidents, sending")
def shift(
    request: HttpRequest, city: UUID, hours: Annotated[int, Query(ge=1, le=24)] = 8
) -> ShiftOut:
    """Counted from what you may see. A token needs the scope to read calls as well."""
    by = acting(request)
    may_reach.require(by, Scope.CALLS_READ)
    began = hours_until(by.now(), hours)
    since, until = began[0], began[-1] + HOUR
    rang = answering_by_hour(by, since, until, city=city)
    opened = opened_by_hour(by, city, since, until)
    told = [_hour_out(hour, rang.get(hour, HourOfCalls()), opened[hour]) for hour in began]
    return ShiftOut(since=since, until=until, hours=told)


@router.get("/own", response=AssignmentOut, summary="The assignment of the unit you are in")
def own(request: HttpRequest) -> AssignmentOut:
    mine = queries.own_assignment(acting(request))
    if mine is None:
        raise thing_exists.refuse()
    return _as_seen(request, mine.assignment)


@router.get("/assignments/{uuid:assignment}", response=AssignmentOut, summary="One assignment")
def one(request: HttpRequest, assignment: UUID) -> AssignmentOut:
    found = queries.assignment_of(acting(request), assignment)
    if found is None:
        raise thing_exists.refuse()
    return _as_seen(request, found)


@router.post(
    "/assignments/{uuid:assignment}/acknowledge",
    response=AssignmentOut,
    summary="The crew has understood",
)
def acknowledge(request: HttpRequest, assignment: UUID) -> AssignmentOut:
    return _as_seen(request, actions.acknowledge(assignment=assignment, by=acting(request)))


@router.post("/assignments/{uuid:assignment}/set-out", response=AssignmentOut, summary="En route")
def set_out(request: HttpRequest, assignment: UUID) -> AssignmentOut:
    return _as_seen(request, actions.set_out(assignment=assignment, by=acting(request)))


@router.post("/assignments/{uuid:assignment}/arrive", response=AssignmentOut, summary="On scene")
def arrive(request: HttpRequest, assignment: UUID) -> AssignmentOut:
    return _as_seen(request, actions.arrive(assignment=assignment, by=acting(request)))


@router.post(
    "/assignments/{uuid:assignment}/backup",
    response=AssignmentOut,
    summary="The crew calls for backup",
)
def call_backup(request: HttpRequest, assignment: UUID) -> AssignmentOut:
    return _as_seen(request, actions.call_backup(assignment=assignment, by=acting(request)))


@router.post(
    "/assignments/{uuid:assignment}/no-backup",
    response=AssignmentOut,
    summary="No backup is needed any more",
)
def withdraw_backup(request: HttpRequest, assignment: UUID) -> AssignmentOut:
    return _as_seen(request, actions.withdraw_backup(assignment=assignment, by=acting(request)))


@router.post("/assignments/{uuid:assignment}/clear", response=AssignmentOut, summary="Done there")
def clear(request: HttpRequest, assignment: UUID, data: ClearIn) -> AssignmentOut:
    done = actions.clear(assignment=assignment, note=data.note, by=acting(request))
    return _as_seen(request, done)


@router.post("/assignments/{uuid:assignment}/call-off", response=AssignmentOut, summary="Call off")
def call_off(request: HttpRequest, assignment: UUID, data: ReasonIn) -> AssignmentOut:
    off = actions.call_off(assignment=assignment, why=data.why, by=acting(request))
    return _as_seen(request, off)


@router.post(
    "/assignments/{uuid:assignment}/break-down",
    response=AssignmentOut,
    summary="The unit cannot go on",
)
def break_down(request: HttpRequest, assignment: UUID, data: BreakdownIn) -> AssignmentOut:
    stuck = actions.break_down(
        assignment=assignment, reason=data.reason, note=data.note, by=acting(request)
    )
    return _as_seen(request, stuck)


@router.post(
    "/assignments/{uuid:assignment}/divert",
    response={201: DispatchOut},
    summary="Send the unit to another incident instead: a more urgent one, or one as urgent with a reason",
)
def divert(request: HttpRequest, assignment: UUID, data: DivertIn) -> tuple[int, DispatchOut]:
    decision = actions.divert(assignment=assignment, to=data.to, why=data.why, by=acting(request))
    return 201, _dispatch_out(request, decision)


@router.post(
    "/assignments/{uuid:assignment}/report",
    response={201: NoteOut},
    summary="What the crew sees there",
)
def report(request: HttpRequest, assignment: UUID, data: ReportIn) -> tuple[int, NoteOut]:
    note = actions.report(assignment=assignment, text=data.text, by=acting(request))
    return 201, NoteOut(
        id=note.pk, text=note.text, written_at=note.written_at, author=note.author_id
    )


def _as_seen(request: HttpRequest, one: Assignment) -> AssignmentOut:
    return _assignment_out(*sent_as_seen([one], acting(request)))


def _assignment_out(sent: Sent) -> AssignmentOut:
    one = sent.assignment
    return AssignmentOut(
        id=one.pk,
        dispatch=one.dispatch_id,
        incident=one.incident_id,
        unit=sent.unit,
        state=one.state,
        expected_s=one.expected_s,
        sent_at=one.sent_at,
        acknowledged_at=one.acknowledged_at,
        en_route_at=one.en_route_at,
        on_scene_at=one.on_scene_at,
        ended_at=one.ended_at,
        backup_asked_at=one.backup_asked_at,
    )


def _dispatch_out(request: HttpRequest, decision: Dispatch) -> DispatchOut:
    sent = sent_as_seen(decision.assignments.select_related("unit"), acting(request))
    return DispatchOut(
        id=decision.pk,
        incident=decision.incident_id,
        sent_at=decision.sent_at,
        method=decision.method,
        note=decision.note,
        overridden=decision.overridden,
        why=decision.why,
        assignments=[_assignment_out(one) for one in sent],
    )


def _decision_out(request: HttpRequest, one: Decided) -> DecisionOut:
    kept = one.dispatch
    return DecisionOut(
        **_dispatch_out(request, kept).dict(),
        made_at=kept.made_at,
        needed=kept.needed,
        said_note=str(NOTES.get(kept.note) or ""),
        proposed=[_proposed_out(row) for row in one.proposed],
        passed_over=[_passed_over_out(row) for row in one.passed_over],
        more=one.more,
        counted={code.value: number for code, number in one.counted.items()},
    )


def _hour_out(since: datetime, calls: HourOfCalls, incidents: HourOfIncidents) -> HourOut:
    return HourOut(
        since=since,
        **asdict(calls),
        opened={str(priority): number for priority, number in incidents.opened.items()},
        sent=incidents.sent,
        at_once=incidents.at_once,
    )


def _proposed_out(row: Proposed) -> ProposedOut:
    return ProposedOut(
        unit=row.unit,
        call_sign=row.call_sign,
        kind=row.kind,
        crew=row.crew,
        recommended=row.recommended,
        minutes=row.minutes,
        eta_s=row.eta_s,
        distance_m=row.distance_m,
        age_s=row.age_s,
    )


def _passed_over_out(row: PassedOver) -> PassedOverOut:
    return PassedOverOut(
        unit=row.unit,
        call_sign=row.call_sign,
        kind=row.kind,
        distance_m=row.distance_m,
        age_s=row.age_s,
        code=row.reason.code,
        why=str(row.why),
    )


def _recommendation_out(made: Recommendation) -> RecommendationOut:
    return RecommendationOut(
        incident=made.incident,
        made_at=made.made_at,
        method=made.method,
        note=made.note,
        said_note=str(made.said_note or ""),
        needed=made.needed,
        proposed=[_proposed_out(row) for row in made.proposed],
        passed_over=[_passed_over_out(row) for row in made.passed_over],
        more=made.more,
        counted={code.value: number for code, number in made.counted.items()},
        seal=made.sealed(),
    )
