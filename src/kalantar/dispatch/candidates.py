"""The units around an incident, nearest by straight line, and for each whether it can be sent.

One walk of the index on positions gives the nearest units and what each is doing, and stops at the
last that is wanted. Only where it has come far without them is asked who can be sent at all.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kalantar.catalogue.models import IncidentType
from kalantar.dispatch.why_not import Reason, WhyNot
from kalantar.incidents.models import Incident
from kalantar.kernel.geometry import Point, metres_between, parse_point
from kalantar.patrols.models import UnitStatus
from kalantar.patrols.rules import fresh_from, position_is_fresh

FARTHEST = 1_000  # so many units are looked at one by one; mostly the first dozens are enough

# the areas in which plain-clothes units may be named to the reader; None: in all
type Plain = Collection[UUID] | None


@dataclass(frozen=True, slots=True)
class Nearby:
    """A unit with its last position. ``distance_m``: straight line; ``age_s``: of the position."""

    unit: UUID
    call_sign: str
    kind: str
    status: str
    capabilities: Sequence[str]
    place: Point
    measured_at: datetime
    same_city: bool
    crew: int
    incident: UUID | None  # the one it is on
    incident_number: str | None
    unavailable_fa: str | None
    unavailable_en: str | None
    mercator_m: float
    distance_m: float
    age_s: int


COLUMNS = [column.name for column in fields(Nearby)][:-2]  # in the order they are selected

# A plain-clothes unit is named only to those who lead in its area; else its place is not told.
_NAMED = "(NOT u.plain_clothes OR %(plain)s::uuid[] IS NULL OR j.ancestors && %(plain)s::uuid[])"
# What WhyNot asks, but for the position's age and the incident it may be on.
_SUITS = """
u.status = 'available' AND j.ancestors @> ARRAY[%(city)s]::uuid[]
AND u.capabilities @> %(capabilities)s::text[]
AND (cardinality(%(kinds)s::text[]) = 0 OR u.kind = ANY(%(kinds)s::text[]))
"""
# First the nearest positions and nothing else: only so is the index on them sure to be used.
_AROUND = """
SELECT unit_id, place, measured_at, spot <-> kalantar_mercator(%(place)s::point) AS mercator_m
  FROM patrols_unitposition ORDER BY spot <-> kalantar_mercator(%(place)s::point) LIMIT %(limit)s
"""
# Where few can be sent, those few are found first, wherever they are.
_ABLE = f"""
SELECT p.unit_id, p.place, p.measured_at,
       p.spot <-> kalantar_mercator(%(place)s::point) AS mercator_m
  FROM (SELECT u.id FROM patrols_unit u JOIN places_jurisdiction j ON j.id = u.jurisdiction_id
         WHERE u.retired_at IS NULL AND {_SUITS} AND {_NAMED} OFFSET 0) able
  JOIN patrols_unitposition p ON p.unit_id = able.id AND p.measured_at >= %(fresh_from)s
 ORDER BY mercator_m LIMIT %(limit)s
"""
# Each unit is looked up when the walk has come to it (OFFSET 0: left to itself the planner reads all
# there are), and PostgreSQL ends the walk where the count of those before has reached the wanted.
_NEARBY = f"""
SELECT * FROM (
    SELECT u.id, u.call_sign, u.kind, u.status, u.capabilities, p.place::text, p.measured_at,
           u.same_city,
           CASE WHEN u.status = 'available' OR u.id = %(freed)s::uuid THEN
               (SELECT count(*) FROM patrols_shift s JOIN patrols_crewmember c ON c.shift_id = s.id
                 WHERE s.unit_id = u.id AND s.ended_at IS NULL AND c.period @> %(now)s)
           ELSE 0 END,
           busy.incident, busy.number, r.name_fa, r.name_en, p.mercator_m,
           count(CASE WHEN u.suits AND busy.incident IS NULL AND p.measured_at >= %(fresh_from)s
                      THEN 1 END)
               OVER (ORDER BY p.mercator_m ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
               AS able_before,
           NOT EXISTS (SELECT FROM patrols_unitposition OFFSET %(limit)s)
      FROM ({{which}}) p
      CROSS JOIN LATERAL (
          SELECT u.*, j.ancestors @> ARRAY[%(city)s]::uuid[] AS same_city, {_SUITS} AS suits
            FROM patrols_unit u JOIN places_jurisdiction j ON j.id = u.jurisdiction_id
           WHERE u.id = p.unit_id AND u.retired_at IS NULL AND {_NAMED} OFFSET 0) u
      LEFT JOIN LATERAL (
          SELECT i.id AS incident, i.number
            FROM dispatch_assignment a JOIN incidents_incident i ON i.id = a.incident_id
           WHERE a.unit_id = u.id AND a.ended_at IS NULL OFFSET 0) busy ON true
      LEFT JOIN LATERAL (
          SELECT name_fa, name_en FROM catalogue_unavailablereason
           WHERE id = u.unavailable_reason_id OFFSET 0) r ON true
) walked WHERE able_before < %(wanted)s
"""
# A single one, wherever it is: asked for by a divert.
_ONE = """
SELECT unit_id, place, measured_at, spot <-> kalantar_mercator(%(place)s::point) AS mercator_m
  FROM patrols_unitposition WHERE unit_id = %(freed)s LIMIT %(limit)s
"""
# The same judgement as ``why_not``, for those who are only counted.
_COUNTED = f"""
SELECT CASE WHEN a.incident_id = %(incident)s THEN 'already_here'
            WHEN a.incident_id IS NOT NULL THEN 'on_another_incident'
            WHEN u.status = 'off_duty' THEN 'off_duty'
            WHEN u.status <> 'available' THEN 'unavailable'
            WHEN NOT j.ancestors @> ARRAY[%(city)s]::uuid[] THEN 'other_city'
            WHEN cardinality(%(kinds)s::text[]) > 0 AND u.kind <> ALL(%(kinds)s::text[])
                THEN 'wrong_kind'
            WHEN NOT u.capabilities @> %(capabilities)s::text[] THEN 'missing_capability'
            WHEN p.measured_at < %(fresh_from)s THEN 'stale_position'
            ELSE 'not_compared' END AS why, count(*)
  FROM patrols_unitposition p
  JOIN patrols_unit u ON u.id = p.unit_id AND u.retired_at IS NULL
  JOIN places_jurisdiction j ON j.id = u.jurisdiction_id
  LEFT JOIN dispatch_assignment a ON a.unit_id = u.id AND a.ended_at IS NULL
 WHERE (%(within)s::float8 IS NULL OR
        p.spot <@ circle(kalantar_mercator(%(place)s::point), %(within)s::float8))
   AND {_NAMED} AND u.id <> ALL(%(without)s::uuid[])
 GROUP BY why
"""


def around(
    incident: Incident, now: datetime, *, plain: Plain, wanted: int
) -> tuple[list[Nearby], bool]:
    """The nearest units with a position, whatever they are doing, nearest first, up to the last of
    ``wanted`` that can be sent; and whether there are no positions farther than FARTHEST. One query."""
    return _walk(_AROUND, incident, now, plain=plain, limit=FARTHEST, wanted=wanted)


def able(incident: Incident, now: datetime, *, plain: Plain, wanted: int) -> list[Nearby]:
    """The nearest ``wanted`` of those that can be sent, however far. One query."""
    found, _ = _walk(_ABLE, incident, now, plain=plain, limit=wanted, wanted=wanted)
    return [unit for unit in found if why_not(unit, incident, now) is None]


def freed(incident: Incident, now: datetime, *, plain: Plain, unit: UUID) -> Nearby | None:
    """A unit that would be taken off what it is on, as if it were free; None without a position."""
    found, _ = _walk(_ONE, incident, now, plain=plain, limit=1, wanted=1, freed=unit)
    return next((_as_free(one) for one in found), None)


def counted(
    incident: Incident,
    now: datetime,
    *,
    within: float | None,
    plain: Plain,
    without: Collection[UUID],
) -> dict[WhyNot, int]:
    """How many units there are within so many Mercator metres, None: anywhere, besides ``without``;
    by what keeps each from being sent. One query."""
    more = {"incident": incident.pk, "within": within, "without": list(without)}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, _asked(incident, now, plain) | more)
        return {WhyNot(code): number for code, number in cursor.fetchall()}


def why_not(unit: Nearby, incident: Incident, now: datetime) -> Reason | None:
    """The first thing that keeps the unit from being sent; None when nothing does."""
    wanted: IncidentType = incident.type
    missing = [code for code in wanted.capabilities if code not in unit.capabilities]
    if unit.incident == incident.pk:
        return Reason(WhyNot.ALREADY_HERE)
    if unit.incident_number is not None:
        return Reason(WhyNot.ON_ANOTHER_INCIDENT, {"incident": unit.incident_number})
    if unit.status == UnitStatus.OFF_DUTY:
        return Reason(WhyNot.OFF_DUTY)
    if unit.status != UnitStatus.AVAILABLE:
        because = {"fa": unit.unavailable_fa or "—", "en": unit.unavailable_en or "—"}
        return Reason(WhyNot.UNAVAILABLE, {"reason": because})
    if not unit.same_city:
        return Reason(WhyNot.OTHER_CITY)
    if wanted.unit_kinds and unit.kind not in wanted.unit_kinds:
        return Reason(WhyNot.WRONG_KIND, {"kind": unit.kind})
    if missing:
        return Reason(WhyNot.MISSING_CAPABILITY, {"capabilities": missing})
    if not position_is_fresh(unit, now):
        return Reason(WhyNot.STALE_POSITION, {"minutes": unit.age_s // 60})
    return None


def _walk(
    which: str,
    incident: Incident,
    now: datetime,
    *,
    plain: Plain,
    limit: int,
    wanted: int,
    freed: UUID | None = None,
) -> tuple[list[Nearby], bool]:
    """The units, and whether there are no more than ``limit`` positions; some may not be named."""
    more = {"limit": limit, "wanted": wanted, "freed": freed}
    with connection.cursor() as cursor:
        cursor.execute(_NEARBY.format(which=which), _asked(incident, now, plain) | more)
        rows = cursor.fetchall()
    target = _place(incident)
    return [_nearby(row[:-2], target, now) for row in rows], bool(rows and rows[0][-1])


def _asked(incident: Incident, now: datetime, plain: Plain) -> dict[str, Any]:
    return {
        "city": incident.city_id,
        "now": now,
        "place": str(_place(incident)),
        "fresh_from": fresh_from(now),
        "capabilities": list(incident.type.capabilities),
        "kinds": list(incident.type.unit_kinds),
        "plain": None if plain is None else list(plain),
    }


def _as_free(unit: Nearby) -> Nearby:
    return replace(unit, status=UnitStatus.AVAILABLE, incident=None, incident_number=None)


def _nearby(row: tuple[Any, ...], target: Point, now: datetime) -> Nearby:
    columns = dict(zip(COLUMNS, row, strict=True))
    columns["place"] = place = parse_point(columns["place"])
    age = max(0, int((now - columns["measured_at"]).total_seconds()))
    return Nearby(**columns, distance_m=metres_between(place, target), age_s=age)


def _place(incident: Incident) -> Point:
    assert incident.place is not None
    return incident.place
