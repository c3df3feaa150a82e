"""Units for programs: the board, the map, the nearest, shifts and statuses, and reported positions."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router, Schema
from pydantic import Field

from kalantar.kernel.action import thing_exists
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.moment import Moment
from kalantar.kernel.sentence import Sentence
from kalantar.patrols import actions, whereabouts
from kalantar.patrols.board import BoardUnit, board, status_counts, unit_line
from kalantar.patrols.models import UnitKind, UnitStatus
from kalantar.patrols.nearest import nearest_units
from kalantar.patrols.positions import Report
from kalantar.people.middleware import acting
from kalantar.people.scopes import Scope
from kalantar.places.api import PlaceData

router = Router()
positions = Router()  # by itself: a device's token may report positions and do nothing else

Word = Annotated[str, Field(min_length=1, max_length=60)]
Words = Annotated[list[Word], Field(max_length=20)]
Officers = Annotated[list[UUID], Field(max_length=20)]


class Names(Schema):
    fa: str
    en: str


class PlaceOut(Schema):
    """Where a unit last was. ``fresh``: recent enough to rely on."""

    lon: float
    lat: float
    accuracy_m: float | None
    measured_at: Moment
    age_s: int
    fresh: bool


class UnitOut(Schema):
    """``place`` is null where there is none, or where you may not see it (``place_hidden``).

    Of a plain-clothes unit whose place is hidden, ``assigned`` stands for all of its way to an
    incident and back, ``status_since`` is null and ``crew`` is empty."""

    id: UUID
    call_sign: str
    kind: UnitKind
    plain_clothes: bool
    capabilities: list[str]
    radio_identity: str
    status: UnitStatus
    status_since: Moment | None
    unavailable_reason: Names | None
    station: UUID
    station_name: Names
    crew: list[Names]
    place: PlaceOut | None
    place_hidden: bool


class UnitPage(Schema):
    """``count``: of all units, not of the page's."""

    count: int
    items: list[UnitOut]


class NearIn(Schema):
    area: UUID
    place: PlaceData
    available_only: bool = False
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class NearOut(Schema):
    """A unit near a point. ``distance_m``: straight line."""

    id: UUID
    call_sign: str
    kind: UnitKind
    status: UnitStatus
    capabilities: list[str]
    distance_m: float
    age_s: int
    fresh: bool


class UnitIn(Schema):
    jurisdiction: UUID
    call_sign: Word
    kind: UnitKind
    plain_clothes: bool = False
    capabilities: Words = []
    radio_identity: str = Field("", max_length=60)


class UnitChange(Schema):
    """What is given is changed; null leaves it as it is."""

    call_sign: Word | None = None
    kind: UnitKind | None = None
    plain_clothes: bool | None = None
    capabilities: Words | None = None
    radio_identity: str | None = Field(None, max_length=60)


class ShiftIn(Schema):
    officers: Officers
    due_at: Moment | None = None


class OfficerIn(Schema):
    officer: UUID


class ReasonIn(Schema):
    reason: UUID


class ReportIn(Schema):
    unit: UUID
    lon: float
    lat: float
    measured_at: Moment
    accuracy_m: float | None = None


class RefusedOut(Schema):
    """``place``: in the batch, from 0. ``rule``: its name; ``says``: its sentence."""

    place: int
    rule: str
    says: str


class ReceivedOut(Schema):
    """``kept``: new to the history; ``moved``: units that are somewhere else now."""

    kept: int
    moved: int
    refused: list[RefusedOut]


class TrackPoint(Schema):
    lon: float
    lat: float
    accuracy_m: float | None
    measured_at: Moment


@router.get("", response=UnitPage, summary="The units of a station, city or wider area")
def units(
    request: HttpRequest,
    area: UUID,
    off_duty: bool = False,
    after: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> UnitPage:
    """By call sign, in pages. ``after``: the last unit of the page before."""
    by = acting(request)
    page = board(by, area, off_duty=off_duty, after=after, limit=limit)
    counts = status_counts(by, area)
    if not off_duty:
        counts.pop(UnitStatus.OFF_DUTY, None)
    return UnitPage(count=sum(counts.values()), items=[_unit(line) for line in page])


@router.get("/map", response=dict[str, object], summary="The places of units on duty, as GeoJSON")
def units_map(request: HttpRequest, area: UUID) -> HttpResponse:
    found = whereabouts.units_geojson(acting(request), area)
    return HttpResponse(found, content_type="application/json")


@router.post(
    "/nearest/search", response=list[NearOut], summary="The units on duty nearest to a point"
)
def nearest(request: HttpRequest, data: NearIn) -> list[NearOut]:
    """The point stands in the body: it is where something happened, and an address is logged."""
    found = nearest_units(
        data.place.point(),
        data.area,
        data.limit,
        reader=acting(request),
        available_only=data.available_only,
    )
    return [
        NearOut(
            id=unit.id, call_sign=unit.call_sign, kind=UnitKind(unit.kind),
            status=UnitStatus(unit.status), capabilities=unit.capabilities,
            distance_m=unit.distance_m, age_s=unit.age_s, fresh=unit.fresh,
        )
        for unit in found
    ]  # fmt: skip


@router.get("/{unit}", response=UnitOut, summary="One unit")
def one(request: HttpRequest, unit: UUID) -> UnitOut:
    return _line(acting(request), unit)


@router.post("", response={201: UnitOut}, summary="Add a unit")
def add(request: HttpRequest, body: UnitIn) -> tuple[int, UnitOut]:
    made = actions.add_unit(**body.dict(), by=acting(request))
    return 201, _changed(request, made.pk)


@router.patch("/{unit}", response=UnitOut, summary="Change a unit")
def change(request: HttpRequest, unit: UUID, body: UnitChange) -> UnitOut:
    actions.change_unit(unit=unit, **body.dict(), by=acting(request))
    return _changed(request, unit)


@router.post("/{unit}/retire", response={204: None}, summary="Take a unit out of service")
def retire(request: HttpRequest, unit: UUID) -> tuple[int, None]:
    actions.retire_unit(unit=unit, by=acting(request))
    return 204, None


@router.post("/{unit}/begin-shift", response=UnitOut, summary="Put a unit on duty with its crew")
def begin_shift(request: HttpRequest, unit: UUID, body: ShiftIn) -> UnitOut:
    actions.begin_shift(unit=unit, officers=body.officers, due_at=body.due_at, by=acting(request))
    return _changed(request, unit)


@router.post("/{unit}/end-shift", response=UnitOut, summary="Take a unit off duty")
def end_shift(request: HttpRequest, unit: UUID) -> UnitOut:
    actions.end_shift(unit=unit, by=acting(request))
    return _changed(request, unit)


@router.post("/{unit}/join-crew", response=UnitOut, summary="Put an officer into a unit on duty")
def join_crew(request: HttpRequest, unit: UUID, body: OfficerIn) -> UnitOut:
    actions.join_crew(unit=unit, officer=body.officer, by=acting(request))
    return _changed(request, unit)


@router.post("/{unit}/leave-crew", response=UnitOut, summary="Take an officer out of a unit")
def leave_crew(request: HttpRequest, unit: UUID, body: OfficerIn) -> UnitOut:
    actions.leave_crew(unit=unit, officer=body.officer, by=acting(request))
    return _changed(request, unit)


@router.post("/{unit}/become-unavailable", response=UnitOut, summary="It cannot be sent, and why")
def become_unavailable(request: HttpRequest, unit: UUID, body: ReasonIn) -> UnitOut:
    actions.become_unavailable(unit=unit, reason=body.reason, by=acting(request))
    return _changed(request, unit)


@router.post("/{unit}/become-available", response=UnitOut, summary="It can be sent again")
def become_available(request: HttpRequest, unit: UUID) -> UnitOut:
    actions.become_available(unit=unit, by=acting(request))
    return _changed(request, unit)


@router.get("/{unit}/track", response=list[TrackPoint], summary="Where a unit has been; recorded")
def track(
    request: HttpRequest,
    unit: UUID,
    since: Moment,
    until: Moment,
    after: Moment | None = None,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 10_000,
) -> list[TrackPoint]:
    """In order, in pages. ``after``: when the last place of the page before was measured.

    Of a plain-clothes unit an auditor reads it with the purpose in the header X-Reason, and for a
    period that ended at least 24 hours ago."""
    by = acting(request)
    actions.open_position_history(unit=unit, since=since, until=until, by=by)
    return [
        TrackPoint(
            lon=report.place.lon,
            lat=report.place.lat,
            accuracy_m=report.accuracy_m,
            measured_at=report.measured_at,
        )
        for report in whereabouts.position_history(by, unit, since, until, after=after, limit=limit)
        if report.place
    ]


@positions.post("", response=ReceivedOut, summary="Report where units were measured")
def report_positions(
    request: HttpRequest, body: Annotated[list[ReportIn], Body(max_length=5000)]
) -> ReceivedOut:
    reports = [
        Report(sent.unit, Point(sent.lon, sent.lat), sent.measured_at, sent.accuracy_m)
        for sent in body
    ]
    received = actions.report_positions(reports=reports, by=acting(request))
    refused = [
        RefusedOut(place=place, rule=refusal.rule.name, says=str(refusal))
        for place, refusal in received.refused
    ]
    return ReceivedOut(kept=received.kept, moved=received.moved, refused=refused)


def _changed(request: HttpRequest, unit: UUID) -> UnitOut:
    """The answer to a change shows the unit to whoever changed it, a token that reads no other too."""
    by = acting(request)
    return _line(replace(by, scopes=by.scopes | {Scope.UNITS_READ}), unit)


def _line(reader: Actor, unit: UUID) -> UnitOut:
    line = unit_line(reader, unit)
    if line is None:
        raise thing_exists.refuse()
    return _unit(line)


def _unit(line: BoardUnit) -> UnitOut:
    return UnitOut(
        id=line.id,
        call_sign=line.call_sign,
        kind=UnitKind(line.kind),
        plain_clothes=line.plain_clothes,
        capabilities=line.capabilities,
        radio_identity=line.radio_identity,
        status=UnitStatus(line.status),
        status_since=line.status_since,
        unavailable_reason=_names(line.reason) if line.reason else None,
        station=line.station,
        station_name=_names(line.station_name),
        crew=[_names(name) for name in line.crew],
        place=_place(line),
        place_hidden=line.place_hidden,
    )


def _names(said: Sentence) -> Names:
    return Names(fa=said.fa, en=said.en)


def _place(line: BoardUnit) -> PlaceOut | None:
    if line.place is None or line.measured_at is None or line.age_s is None:
        return None
    return PlaceOut(
        lon=line.place.lon,
        lat=line.place.lat,
        accuracy_m=line.accuracy_m,
        measured_at=line.measured_at,
        age_s=line.age_s,
        fresh=line.fresh,
    )
