"""What screens, the API and dispatch ask about units. Every one starts from what the reader may see.

The board, the map and the nearest units are written in SQL: they must hold for 10,000 units. A unit's
place is there only where ``_PLACE_SEEN`` says so, the same judgement as ``place_visible_to``.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.geometry import Point, metres_between
from kalantar.kernel.labels import Labels, labels
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.unseen import WRITTEN_SINCE, Horizon
from kalantar.patrols.models import (
    BUSY,
    SEE_PLACES,
    SEE_PLAIN_CLOTHES,
    SEE_UNITS,
    PositionReport,
    Unit,
    UnitPosition,
    UnitStatus,
)
from kalantar.patrols.positions import Carrier, OnShift, Report
from kalantar.patrols.rules import fresh_from
from kalantar.people.roles import Role
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope


@dataclass(frozen=True, slots=True)
class BoardUnit:
    """A line of the board. ``place`` is None where there is none or the reader may not see it.

    Of a plain-clothes unit whose place is hidden it is not said either how far it is on its way
    (``assigned`` for all of it), since when, and who is in it: beside an incident this would name it.
    """

    id: UUID
    call_sign: str
    kind: str
    plain_clothes: bool
    capabilities: list[str]
    radio_identity: str
    status: str
    status_since: datetime | None
    reason: Sentence | None
    station: UUID
    station_name: Sentence
    crew: list[Sentence]
    place: Point | None
    accuracy_m: float | None
    measured_at: datetime | None
    age_s: int | None
    fresh: bool
    place_hidden: bool


@dataclass(frozen=True, slots=True)
class NearUnit:
    """A unit on duty with a position, and what is needed to judge whether it can be sent."""

    id: UUID
    call_sign: str
    kind: str
    plain_clothes: bool
    capabilities: list[str]
    status: str
    status_since: datetime
    reason: Sentence | None
    station: UUID
    place: Point
    accuracy_m: float | None
    measured_at: datetime
    age_s: int
    fresh: bool
    distance_m: float


_SEEN = """(%(all)s OR home.ancestors && %(see)s::uuid[] OR unit.id = ANY(%(own)s::uuid[]))"""
_PLACE_SEEN = """(%(all)s OR unit.id = ANY(%(own)s::uuid[])
    OR home.ancestors && %(plain)s::uuid[]
    OR (NOT unit.plain_clothes AND home.ancestors && %(places)s::uuid[]))"""
_FRESH = "last.measured_at >= %(fresh_from)s"  # as ``rules.position_is_fresh`` judges one

_NAMED = f"(NOT unit.plain_clothes OR {_PLACE_SEEN})"
_STATUS = f"""CASE WHEN unit.status = ANY(%(busy)s) AND NOT {_NAMED}
    THEN 'assigned' ELSE unit.status END"""

_LINES = f"""
SELECT unit.id, unit.call_sign, unit.kind, unit.plain_clothes, unit.capabilities,
       unit.radio_identity, {_STATUS}, CASE WHEN {_NAMED} THEN unit.status_since END,
       reason.name_en, reason.name_fa,
       home.id, home.name_en, home.name_fa, crew.en, crew.fa,
       last.place[0], last.place[1], last.accuracy_m, last.measured_at,
       CASE WHEN last.measured_at IS NOT NULL
            THEN greatest(0, floor(extract(epoch FROM %(now)s - last.measured_at)))::int END,
       coalesce({_FRESH}, false), NOT {_PLACE_SEEN}
FROM patrols_unit unit
JOIN places_jurisdiction home ON home.id = unit.jurisdiction_id
LEFT JOIN catalogue_unavailablereason reason ON reason.id = unit.unavailable_reason_id
LEFT JOIN patrols_unitposition last
    ON last.unit_id = unit.id AND unit.status <> 'off_duty' AND {_PLACE_SEEN}
LEFT JOIN (
    SELECT shift.unit_id, array_agg(person.name_en ORDER BY person.id) AS en,
           array_agg(person.name_fa ORDER BY person.id) AS fa
    FROM patrols_shift shift
    JOIN patrols_crewmember member ON member.shift_id = shift.id AND upper_inf(member.period)
    JOIN people_user person ON person.id = member.officer_id
    WHERE shift.ended_at IS NULL GROUP BY shift.unit_id
) crew ON crew.unit_id = unit.id AND {_NAMED}
WHERE unit.retired_at IS NULL AND {_SEEN}
"""
_BOARD = f"""{_LINES} AND home.ancestors @> ARRAY[%(area)s]::uuid[]
AND (%(off_duty)s OR unit.status <> 'off_duty')
AND (cardinality(%(statuses)s::text[]) = 0 OR {_STATUS} = ANY(%(statuses)s))
AND unit.id <> ALL(%(without)s::uuid[])
AND coalesce((unit.call_sign, unit.id) > (
    SELECT unit.call_sign, unit.id FROM patrols_unit unit
    JOIN places_jurisdiction home ON home.id = unit.jurisdiction_id
    WHERE unit.id = %(after)s AND {_SEEN}), true)
ORDER BY unit.call_sign, unit.id LIMIT %(limit)s"""
_ONE = f"{_LINES} AND unit.id = %(unit)s"


def board(
    reader: Actor,
    area: UUID,
    *,
    off_duty: bool = False,
    statuses: Collection[str] = (),
    without: Collection[UUID] = (),
    after: UUID | None = None,
    limit: int | None = None,
    now: datetime | None = None,
) -> list[BoardUnit]:
    """The units of a station, city or wider area, by call sign. One SQL query for any number.

    ``off_duty``: those off duty too. ``statuses``: any of them, or any at all where empty.
    ``without``: those left out. ``after``: the last unit of the page before, which is of ``limit``;
    one the reader may not see is none, and it is the first page.
    """
    asked = _sight(reader) | _at(now or reader.now()) | {
        "area": area, "off_duty": off_duty or "off_duty" in statuses, "statuses": list(statuses),
        "without": list(without), "after": after, "limit": limit,
    }  # fmt: skip
    return [_board_unit(row) for row in _rows(_BOARD, asked)]


_COUNTED = f"""
SELECT {_STATUS}, count(*) FROM patrols_unit unit
JOIN places_jurisdiction home ON home.id = unit.jurisdiction_id
WHERE unit.retired_at IS NULL AND {_SEEN} AND home.ancestors @> ARRAY[%(area)s]::uuid[]
GROUP BY 1
"""


def status_counts(reader: Actor, area: UUID) -> dict[str, int]:
    """How many units of the area have each status, of those the board would list. Counted in SQL."""
    return dict(_rows(_COUNTED, _sight(reader) | {"area": area}))


def unit_line(reader: Actor, unit: UUID, *, now: datetime | None = None) -> BoardUnit | None:
    """One unit as the board says it; None where it is out of service or not the reader's to see."""
    found = _rows(_ONE, _sight(reader) | _at(now or reader.now()) | {"unit": unit})
    return _board_unit(found[0]) if found else None


_GEOJSON = f"""
SELECT json_build_object('type', 'FeatureCollection', 'features', coalesce(json_agg(
    json_build_object('type', 'Feature', 'id', unit.id,
        'geometry', json_build_object('type', 'Point', 'coordinates',
            json_build_array(last.place[0], last.place[1])),
        'properties', json_build_object(
            'id', unit.id, 'call_sign', unit.call_sign, 'kind', unit.kind, 'status', unit.status,
            'plain_clothes', unit.plain_clothes, 'accuracy_m', last.accuracy_m,
            'measured_at', to_char(last.measured_at AT TIME ZONE 'UTC',
                                   'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'fresh', {_FRESH}))
    ORDER BY unit.id), '[]'::json))::text
FROM patrols_unitposition last
JOIN patrols_unit unit ON unit.id = last.unit_id
JOIN places_jurisdiction home ON home.id = unit.jurisdiction_id
WHERE unit.retired_at IS NULL AND unit.status <> 'off_duty'
  AND home.ancestors @> ARRAY[%(area)s]::uuid[] AND {_SEEN} AND {_PLACE_SEEN}
  AND (%(horizon)s::bigint IS NULL
       OR {WRITTEN_SINCE.format(row="last")} OR {WRITTEN_SINCE.format(row="unit")})
"""


def units_geojson(
    reader: Actor, area: UUID, *, now: datetime | None = None, since: Horizon | None = None
) -> str:
    """The places of the units on duty as GeoJSON text (RFC 7946), made by PostgreSQL.

    A unit whose place the reader may not see is not in it, nor counted. ``since``: only those that
    moved or were changed unseen by an answer of then.
    """
    fresh_at = fresh_from(now or reader.now())
    asked = {"area": area, "fresh_from": fresh_at, "horizon": since and since.oldest}
    return str(_rows(_GEOJSON, _sight(reader) | asked)[0][0])


_LEFT = f"""
SELECT unit.id FROM patrols_unit unit
JOIN places_jurisdiction home ON home.id = unit.jurisdiction_id
WHERE unit.status = 'off_duty' AND {WRITTEN_SINCE.format(row="unit")}
  AND home.ancestors @> ARRAY[%(area)s]::uuid[] AND {_PLACE_SEEN}
"""


def units_left(reader: Actor, area: UUID, since: Horizon) -> list[UUID]:
    """Those off duty or retired, of whose places the reader may see, changed unseen by an answer of
    then: what a map may still show."""
    asked = {"area": area, "horizon": since.oldest}
    return [id for (id,) in _rows(_LEFT, _sight(reader) | asked)]


_NEAREST = f"""
SELECT unit.id, unit.call_sign, unit.kind, unit.plain_clothes, unit.capabilities, unit.status,
       unit.status_since, reason.name_en, reason.name_fa, unit.jurisdiction_id,
       last.place[0], last.place[1], last.accuracy_m, last.measured_at, {_FRESH}
FROM patrols_unitposition last
JOIN patrols_unit unit ON unit.id = last.unit_id
JOIN places_jurisdiction home ON home.id = unit.jurisdiction_id
LEFT JOIN catalogue_unavailablereason reason ON reason.id = unit.unavailable_reason_id
WHERE unit.retired_at IS NULL AND unit.status <> 'off_duty'
  AND (NOT %(available_only)s OR unit.status = 'available')
  AND (NOT %(fresh_only)s OR {_FRESH})
  AND (cardinality(%(kinds)s::text[]) = 0 OR unit.kind = ANY(%(kinds)s))
  AND unit.capabilities @> %(capabilities)s::text[]
  AND home.ancestors @> ARRAY[%(area)s]::uuid[] AND {_SEEN} AND {_PLACE_SEEN}
ORDER BY last.spot <-> kalantar_mercator(%(point)s::point)
LIMIT %(limit)s
"""


def nearest_units(
    point: Point,
    area: UUID,
    limit: int = 20,
    *,
    reader: Actor,
    available_only: bool = False,
    fresh_only: bool = False,
    kinds: Collection[str] = (),
    capabilities: Collection[str] = (),
    within_m: float | None = None,
    now: datetime | None = None,
) -> list[NearUnit]:
    """The ``limit`` units of the area nearest to ``point``, nearest first; by the index, one query.

    Distances are great-circle metres. ``kinds``: any of them, or any at all where empty;
    ``capabilities``: all of them. ``within_m``: no farther than this.
    """
    now = now or reader.now()
    asked = _sight(reader) | {
        "area": area, "point": str(point), "limit": limit, "fresh_from": fresh_from(now),
        "available_only": available_only, "fresh_only": fresh_only,
        "kinds": list(kinds), "capabilities": list(capabilities),
    }  # fmt: skip
    found = sorted(
        (_near_unit(row, point, now) for row in _rows(_NEAREST, asked)),
        key=lambda unit: unit.distance_m,
    )
    return [unit for unit in found if within_m is None or unit.distance_m <= within_m]


def position_of(reader: Actor, unit: UUID) -> UnitPosition | None:
    """Where the unit last was, if the reader may see it."""
    return UnitPosition.objects.visible_to(reader).filter(unit=unit).first()


def position_history(
    reader: Actor,
    unit: UUID,
    since: datetime,
    until: datetime,
    *,
    after: datetime | None = None,
    limit: int | None = None,
) -> list[PositionReport]:
    """Where a unit was in ``[since, until)``, in order. Call ``open_position_history`` before: it
    judges the reader and records the reading; here only what auditors and commanders see is left."""
    over = Unit.objects.all()
    if reader.kind is not ActorKind.SYSTEM:
        areas = list(reader.areas({Role.COMMANDER, Role.AUDITOR}))
        over = over.filter(jurisdiction__ancestors__overlap=areas)
    found = PositionReport.objects.filter(unit__in=over.values("pk"), unit=unit)
    found = found.filter(measured_at__gte=since, measured_at__lt=until)
    if after is not None:
        found = found.filter(measured_at__gt=after)  # of one unit, a moment is a row
    return list(found.order_by("measured_at")[:limit])


def own_unit(reader: Actor) -> Unit | None:
    """The unit in whose crew the reader is now."""
    rows = _rows(_OWN, {"officer": reader.id})
    return Unit.objects.select_related("jurisdiction").filter(pk__in=[id for (id,) in rows]).first()


_CARRIERS = """
SELECT unit.id, home.ancestors, shift.begun_at, shift.ended_at,
       EXISTS (SELECT FROM patrols_crewmember member
               WHERE member.shift_id = shift.id AND member.officer_id = %(officer)s)
FROM patrols_unit unit
JOIN places_jurisdiction home ON home.id = unit.jurisdiction_id
LEFT JOIN patrols_shift shift ON shift.unit_id = unit.id AND shift.begun_at <= %(latest)s
    AND (shift.ended_at IS NULL OR shift.ended_at > %(earliest)s)
WHERE unit.id = ANY(%(units)s)
"""


def carriers_of(reports: Sequence[Report], reporter: Actor) -> dict[UUID, Carrier]:
    """The units of a batch of reports with their shifts at the time. One query."""
    if not reports:
        return {}
    times = [report.measured_at for report in reports]
    asked = {
        "units": list({report.unit for report in reports}),
        "officer": reporter.id,
        "earliest": min(times),
        "latest": max(times),
    }
    areas: dict[UUID, tuple[UUID, ...]] = {}
    own: set[UUID] = set()
    shifts: dict[UUID, list[OnShift]] = defaultdict(list)
    for unit, ancestors, begun_at, ended_at, in_crew in _rows(_CARRIERS, asked):
        areas[unit] = tuple(ancestors)
        if begun_at is not None:
            shifts[unit].append(OnShift(begun_at, ended_at))
        if in_crew:
            own.add(unit)
    return {
        unit: Carrier(unit, around, tuple(shifts[unit]), unit in own)
        for unit, around in areas.items()
    }


A_UNIT = Sentence(en="a unit", fa="یک یگان")


def unnamed(units: Iterable[Unit], reader: Actor) -> set[UUID]:
    """Those of the units that may not be named to the reader beside where they were sent.

    In plain clothes, and their place hidden from the reader. One query where one is in plain clothes,
    else none.
    """
    plain = {unit.pk for unit in units if unit.plain_clothes}
    if not plain:
        return plain
    seen = Unit.objects.place_visible_to(reader).filter(pk__in=plain)
    return plain - set(seen.values_list("pk", flat=True))


def status_told(unit: Unit, reader: Actor) -> str:
    """As the board says it: of a unit that may not be named beside incidents only that it is on one.

    No query but for a plain-clothes unit on an incident.
    """
    hidden = unit.status in BUSY and unnamed([unit], reader)
    return UnitStatus.ASSIGNED if hidden else unit.status


@labels("unit")
def unit_labels(ids: Collection[UUID], reader: Actor) -> Labels:
    """Units by their call sign: a timeline tells where a unit was, so not every one is named."""
    found = list(Unit.objects.filter(pk__in=ids).only("call_sign", "plain_clothes"))
    signs = {unit.pk: Sentence(en=unit.call_sign, fa=unit.call_sign) for unit in found}
    return signs | dict.fromkeys(unnamed(found, reader), A_UNIT)


_OWN = """
SELECT shift.unit_id FROM patrols_crewmember member
JOIN patrols_shift shift ON shift.id = member.shift_id AND shift.ended_at IS NULL
WHERE member.officer_id = %(officer)s AND upper_inf(member.period)
"""


def _sight(reader: Actor) -> dict[str, Any]:
    """What the reader may see, as parameters of ``_SEEN`` and ``_PLACE_SEEN``."""
    everything, reads = reader.kind is ActorKind.SYSTEM, may_reach(reader, Scope.UNITS_READ)
    asks_own = reads and not everything
    return {
        "all": everything,
        "busy": list(BUSY),
        "own": [id for (id,) in _rows(_OWN, {"officer": reader.id})] if asks_own else [],
        "see": list(reader.areas(SEE_UNITS)) if reads else [],
        "places": list(reader.areas(SEE_PLACES)) if reads else [],
        "plain": list(reader.areas(SEE_PLAIN_CLOTHES)) if reads else [],
    }


def _rows(sql: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return list(cursor.fetchall())


def _at(now: datetime) -> dict[str, Any]:
    return {"now": now, "fresh_from": fresh_from(now)}


def _age(measured_at: datetime, now: datetime) -> int:
    return max(0, int((now - measured_at).total_seconds()))


def _said(en: str | None, fa: str | None) -> Sentence | None:
    return None if en is None or fa is None else Sentence(en=en or fa, fa=fa or en)


def _board_unit(row: tuple[Any, ...]) -> BoardUnit:
    id, call_sign, kind, plain, capabilities, radio, status, since, *rest = row
    reason_en, reason_fa, station, station_en, station_fa, crew_en, crew_fa, *last = rest
    lon, lat, accuracy_m, measured_at, age_s, fresh, hidden = last
    crew = zip(crew_en or (), crew_fa or (), strict=True)
    return BoardUnit(
        id=id,
        call_sign=call_sign,
        kind=kind,
        plain_clothes=plain,
        capabilities=capabilities,
        radio_identity=radio,
        status=status,
        status_since=since,
        reason=_said(reason_en, reason_fa),
        station=station,
        station_name=Sentence(en=station_en or station_fa, fa=station_fa or station_en),
        crew=[Sentence(en=en or fa, fa=fa or en) for en, fa in crew],
        place=None if lon is None else Point(lon, lat),
        accuracy_m=accuracy_m,
        measured_at=measured_at,
        age_s=age_s,
        fresh=fresh,
        place_hidden=hidden,
    )


def _near_unit(row: tuple[Any, ...], point: Point, now: datetime) -> NearUnit:
    id, call_sign, kind, plain, capabilities, status, since, *rest = row
    reason_en, reason_fa, station, lon, lat, accuracy_m, measured_at, fresh = rest
    there = Point(lon, lat)
    return NearUnit(
        id=id,
        call_sign=call_sign,
        kind=kind,
        plain_clothes=plain,
        capabilities=capabilities,
        status=status,
        status_since=since,
        reason=_said(reason_en, reason_fa),
        station=station,
        place=there,
        accuracy_m=accuracy_m,
        measured_at=measured_at,
        age_s=_age(measured_at, now),
        fresh=fresh,
        distance_m=metres_between(there, point),
    )
