"""Where units are and were, for those who may see it."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.geometry import Point
from kalantar.kernel.unseen import WRITTEN_SINCE, Horizon
from kalantar.patrols.models import PositionReport, Unit, UnitPosition
from kalantar.patrols.rules import OVERSEERS, PAST, fresh_from, sees_only_the_past
from kalantar.patrols.sight import FRESH, PLACE_SEEN, SEEN, rows, sight

_FEATURE = f"""json_build_object('type', 'Feature', 'id', unit.id,
        'geometry', json_build_object('type', 'Point', 'coordinates',
            json_build_array(last.place[0], last.place[1])),
        'properties', json_build_object(
            'id', unit.id, 'call_sign', unit.call_sign, 'kind', unit.kind, 'status', unit.status,
            'plain_clothes', unit.plain_clothes, 'accuracy_m', last.accuracy_m,
            'measured_at', to_char(last.measured_at AT TIME ZONE 'UTC',
                                   'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'fresh', {FRESH}))"""
_PLACED = f"""
FROM patrols_unitposition last
JOIN patrols_unit unit ON unit.id = last.unit_id
JOIN places_jurisdiction home ON home.id = unit.jurisdiction_id
WHERE unit.retired_at IS NULL AND unit.status <> 'off_duty'
  AND home.ancestors @> ARRAY[%(area)s]::uuid[] AND {SEEN} AND {PLACE_SEEN}
"""
_SINCE = f"""(%(horizon)s::bigint IS NULL
       OR {WRITTEN_SINCE.format(row="last")} OR {WRITTEN_SINCE.format(row="unit")})"""
_GEOJSON = f"""
SELECT json_build_object('type', 'FeatureCollection', 'features', coalesce(json_agg(
    {_FEATURE} ORDER BY unit.id), '[]'::json))::text
{_PLACED} AND {_SINCE}
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
    return str(rows(_GEOJSON, sight(reader) | asked)[0][0])


class Placed(NamedTuple):
    """A unit where it last was. ``feature``: as ``units_geojson`` tells it, whatever its age is."""

    unit: UUID
    place: Point
    status: str
    feature: str


_ROWS = f"SELECT unit.id, last.place[0], last.place[1], unit.status, {_FEATURE}::text {_PLACED}"
_ROWS_SINCE = f"{_ROWS} AND {_SINCE}"
_ROWS_OF = f"{_ROWS} AND unit.id = ANY(%(units)s)"


def placed_units(
    reader: Actor,
    area: UUID,
    *,
    since: Horizon | None = None,
    units: Collection[UUID] | None = None,
) -> list[Placed]:
    """The same units one by one, for who keeps them; ``units``: of these alone. One query for any number.

    ``fresh`` in a feature is true of now; who keeps it goes by ``measured_at``.
    """
    asked = {
        "area": area,
        "fresh_from": fresh_from(reader.now()),
        "horizon": since and since.oldest,
        "units": None if units is None else list(units),
    }
    found = rows(_ROWS_SINCE if units is None else _ROWS_OF, sight(reader) | asked)
    return [Placed(id, Point(lon, lat), status, feature) for id, lon, lat, status, feature in found]


_LEFT = f"""
SELECT unit.id FROM patrols_unit unit
JOIN places_jurisdiction home ON home.id = unit.jurisdiction_id
WHERE unit.status = 'off_duty' AND {WRITTEN_SINCE.format(row="unit")}
  AND home.ancestors @> ARRAY[%(area)s]::uuid[] AND {PLACE_SEEN}
"""


def units_left(reader: Actor, area: UUID, since: Horizon) -> list[UUID]:
    """Those off duty or retired, of whose places the reader may see, changed unseen by an answer of
    then: what a map may still show."""
    asked = {"area": area, "horizon": since.oldest}
    return [id for (id,) in rows(_LEFT, sight(reader) | asked)]


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
    judges the reader and records the reading; here only what auditors and commanders see is left,
    and of a plain-clothes unit only the past for who may not see where it is now."""
    over = Unit.objects.select_related("jurisdiction").filter(pk=unit)
    if reader.kind is not ActorKind.SYSTEM:
        areas = list(reader.areas(OVERSEERS))
        over = over.filter(jurisdiction__ancestors__overlap=areas)
    seen = over.first()
    if seen is None:
        return []
    past_only = sees_only_the_past(reader, seen, since, until)
    end = min(until, reader.now() - PAST) if past_only else until
    found = PositionReport.objects.filter(unit=seen, measured_at__gte=since, measured_at__lt=end)
    if after is not None:
        found = found.filter(measured_at__gt=after)  # of one unit, a moment is a row
    return list(found.order_by("measured_at")[:limit])
