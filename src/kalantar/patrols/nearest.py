"""The units nearest to a place, by the index of where each was last."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point, metres_between
from kalantar.kernel.sentence import Sentence
from kalantar.patrols.rules import fresh_from
from kalantar.patrols.sight import FRESH, PLACE_SEEN, SEEN, rows, said, sight


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


_NEAREST = f"""
SELECT unit.id, unit.call_sign, unit.kind, unit.plain_clothes, unit.capabilities, unit.status,
       unit.status_since, reason.name_en, reason.name_fa, unit.jurisdiction_id,
       last.place[0], last.place[1], last.accuracy_m, last.measured_at, {FRESH}
FROM patrols_unitposition last
JOIN patrols_unit unit ON unit.id = last.unit_id
JOIN places_jurisdiction home ON home.id = unit.jurisdiction_id
LEFT JOIN catalogue_unavailablereason reason ON reason.id = unit.unavailable_reason_id
WHERE unit.retired_at IS NULL AND unit.status <> 'off_duty'
  AND (NOT %(available_only)s OR unit.status = 'available')
  AND (NOT %(fresh_only)s OR {FRESH})
  AND (cardinality(%(kinds)s::text[]) = 0 OR unit.kind = ANY(%(kinds)s))
  AND unit.capabilities @> %(capabilities)s::text[]
  AND home.ancestors @> ARRAY[%(area)s]::uuid[] AND {SEEN} AND {PLACE_SEEN}
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
    asked = sight(reader) | {
        "area": area, "point": str(point), "limit": limit, "fresh_from": fresh_from(now),
        "available_only": available_only, "fresh_only": fresh_only,
        "kinds": list(kinds), "capabilities": list(capabilities),
    }  # fmt: skip
    found = sorted(
        (_near_unit(row, point, now) for row in rows(_NEAREST, asked)),
        key=lambda unit: unit.distance_m,
    )
    return [unit for unit in found if within_m is None or unit.distance_m <= within_m]


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
        reason=said(reason_en, reason_fa),
        station=station,
        place=there,
        accuracy_m=accuracy_m,
        measured_at=measured_at,
        age_s=_age(measured_at, now),
        fresh=fresh,
        distance_m=metres_between(there, point),
    )


def _age(measured_at: datetime, now: datetime) -> int:
    return max(0, int((now - measured_at).total_seconds()))
