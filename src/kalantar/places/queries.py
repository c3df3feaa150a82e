"""What screens, programs and the capabilities above ask about places.

Where a street lies and which station answers for it is public; these answers are the same for all.
"""

from collections.abc import Collection, Sequence
from functools import cache
from uuid import UUID

import shapely
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext
from shapely.geometry.base import BaseGeometry

from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point, parse_polygon
from kalantar.kernel.labels import names
from kalantar.kernel.listing import rows_after
from kalantar.kernel.ready import ASKED, Ready
from kalantar.places.beside import beside
from kalantar.places.boundaries.rings import surface
from kalantar.places.coordinates import parse_coordinates, say_coordinates
from kalantar.places.finding import named
from kalantar.places.hit import Hit
from kalantar.places.models import Extract, Jurisdiction, Kind
from kalantar.places.stations import stations_called

# "area && box AND area @> point": only the first can use the index, only the second is exact. On a
# border, or where two stations overlap, the smaller one answers.
_STATION_OF = """
SELECT jurisdiction_id FROM places_boundarypart, (SELECT %s::point AS at) AS place
WHERE of_station AND until IS NULL AND ring && polygon(box(at, at)) AND ring @> at
ORDER BY area(ring::path), jurisdiction_id LIMIT 1
"""
_AREAS_AT = """
SELECT jurisdiction_id FROM places_boundarypart WHERE of_station AND until IS NULL
  AND ring && polygon(box(%(at)s::point, %(at)s::point)) AND ring @> %(at)s::point
UNION
SELECT jurisdiction_id FROM places_boundarypart WHERE NOT of_station AND until IS NULL
  AND ring && polygon(box(%(at)s::point, %(at)s::point)) AND ring @> %(at)s::point
"""  # stations and the other areas have an index each


def station_id_of(point: Point) -> UUID | None:
    """The station responsible for ``point``, or None where nobody's boundary holds it."""
    with connection.cursor() as cursor:
        cursor.execute(_STATION_OF, [str(point)])
        row = cursor.fetchone()
    return row[0] if row else None


def station_of(point: Point) -> Jurisdiction | None:
    """The station responsible for ``point`` with its ancestors, or None."""
    return _station().first(str(point))


@cache
def _station() -> Ready[Jurisdiction]:
    return Ready(Jurisdiction.objects.filter(pk=RawSQL(_STATION_OF, [ASKED])))


def areas_at(point: Point) -> list[Jurisdiction]:
    """Every area in use whose boundary holds ``point``, the largest first."""
    with connection.cursor() as cursor:
        cursor.execute(_AREAS_AT, {"at": str(point)})
        ids = [id for (id,) in cursor.fetchall()]
    order = list(Kind.values)
    areas = Jurisdiction.objects.living().filter(pk__in=ids)
    return sorted(areas, key=lambda area: (order.index(area.kind), len(area.ancestors)))


def known_by_code() -> dict[tuple[str, str], UUID]:
    """The areas in use that have a code, by kind and code."""
    known = Jurisdiction.objects.living().exclude(code="").values_list("kind", "code", "pk")
    return {(kind, code): id for kind, code, id in known}


def provisional_stations(around: UUID | None = None) -> QuerySet[Jurisdiction]:
    """The stations of a division that are still in use beside stations of the service's own, in
    ``around`` or anywhere: one place may then have two."""
    stations = Jurisdiction.objects.living().filter(kind=Kind.STATION)
    if around:
        stations = stations.within([around])
    own = Jurisdiction.objects.living().filter(kind=Kind.STATION, provisional=False)
    beside = Exists(own.filter(parent=OuterRef("parent")))
    return stations.filter(beside, provisional=True).order_by("name_en", "name_fa", "pk")


def boundary(area: UUID) -> BaseGeometry | None:
    """The area's boundary of today as one shape, or None where none was drawn."""
    return boundaries([area]).get(area)


def boundaries(areas: Collection[UUID]) -> dict[UUID, BaseGeometry]:
    """The boundaries of today of several areas, in one query; areas without one are left out."""
    kept: dict[UUID, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT jurisdiction_id, ring::text FROM places_boundarypart"
            " WHERE until IS NULL AND jurisdiction_id = ANY(%s)",
            [list(areas)],
        )
        for id, ring in cursor.fetchall():
            kept.setdefault(id, []).append(ring)
    return {id: surface(parse_polygon(ring) for ring in rings) for id, rings in kept.items()}


def stations_geojson(city: UUID) -> dict[str, object]:
    """The stations of a city as a GeoJSON FeatureCollection, for the map."""
    stations = Jurisdiction.objects.living().within([city]).filter(kind=Kind.STATION)
    shapes = boundaries([station.id for station in stations])
    features = [
        {
            "type": "Feature",
            "id": str(station.id),
            "properties": {"name_fa": station.name_fa, "name_en": station.name_en},
            "geometry": shapely.geometry.mapping(shapes[station.id]),
        }
        for station in stations
        if station.id in shapes
    ]
    return {"type": "FeatureCollection", "features": features}


def cities(*, after: UUID | None = None, limit: int | None = None) -> Sequence[Jurisdiction]:
    """The cities in use, by name; ``after``: the last of the page before."""
    found = Jurisdiction.objects.living().filter(kind=Kind.CITY)
    return rows_after(found, "name_en", "name_fa", after=after, limit=limit)


def areas_in(
    parent: UUID | None, *, after: UUID | None = None, limit: int | None = None
) -> Sequence[Jurisdiction]:
    """The areas in use that lie directly in ``parent`` (None: the roots of the tree), by name."""
    found = Jurisdiction.objects.living().filter(parent=parent)
    return rows_after(found, "name_en", "name_fa", after=after, limit=limit)


def area_of(id: UUID) -> Jurisdiction | None:
    """In use or retired: what happened there still names it."""
    return Jurisdiction.objects.filter(pk=id).first()


def cities_of(areas: Collection[UUID]) -> QuerySet[Jurisdiction]:
    """The cities in use that lie in one of ``areas`` or around one, those with a map first."""
    held = Jurisdiction.objects.living().filter(pk__in=areas)
    around = {id for area in held for id in area.ancestors}
    mapped = Exists(Extract.objects.filter(city=OuterRef("pk"), retired_at=None))
    found = Jurisdiction.objects.living().filter(kind=Kind.CITY)
    found = found.filter(Q(pk__in=around) | Q(ancestors__overlap=list(areas)))
    return found.order_by(mapped.desc(), "name_en", "name_fa", "pk")


def bounds_of(city: UUID) -> tuple[float, float, float, float] | None:
    """West, south, east, north of a city without a map: of its boundary, else of its stations'."""
    drawn = boundary(city)
    if drawn is None:
        inside = Jurisdiction.objects.living().within([city]).values_list("pk", flat=True)
        drawn = shapely.union_all(list(boundaries(inside).values()))
    west, south, east, north = drawn.bounds
    return None if drawn.is_empty else (west, south, east, north)


def extract_of(city: UUID) -> Extract | None:
    """The city's map of today, or None."""
    return _extract().first(city)


@cache
def _extract() -> Ready[Extract]:
    return Ready(Extract.objects.filter(city=ASKED, retired_at=None).select_related("city"))


def search(city: UUID, text: str, near: Point | None = None, limit: int = 10) -> list[Hit]:
    """The places of ``city`` that ``text`` may mean, the likeliest first.

    Half a word is enough; Persian or Latin letters, in any spelling, with typos; "X and Y" for a
    crossing; house numbers before or after the street; the stations of the service before what
    else is called so; coordinates as they are pasted, and before
    them exchanged where only so they lie on the city's map. Among equals those near ``near`` (the
    middle of the map) come first. Without a map of the city: none but coordinates.
    """
    extract = extract_of(city)
    if point := parse_coordinates(text):
        return _pasted(point, extract)[:limit]
    if extract is None:
        return []
    near = near or extract.centre
    found = named(extract.id, text, near, limit)
    drawn = {hit.both for hit in found}
    ours = [hit for hit in stations_called(city, text, near) if hit.both not in drawn]
    return [*ours, *found][:limit]


def nearest_address(city: UUID, point: Point) -> Hit | None:
    """What a click on the map hits: the house, crossing, place or street beside it, within 250 m."""
    extract = extract_of(city)
    return beside(extract.id, point) if extract else None


def _pasted(point: Point, extract: Extract | None) -> list[Hit]:
    """The point; first the one with longitude and latitude exchanged where that one is meant."""
    if extract is None:
        return [_at(point)]
    exchanged = Point(point.lat, point.lon)
    if extract.holds(point) or not extract.holds(exchanged):
        return [_at(point, _name_beside(extract, point))]
    swapped = gettext("longitude and latitude exchanged")
    name = _name_beside(extract, exchanged)
    return [
        _at(exchanged, f"{name} — {swapped}" if name else swapped),
        _at(point, gettext("as it was written, outside the map of the city")),
    ]


def _name_beside(extract: Extract, point: Point) -> str:
    beside_it = beside(extract.id, point)
    return beside_it.local if beside_it else ""


def _at(point: Point, near: str = "") -> Hit:
    return Hit("coordinates", "", say_coordinates(point), "", "", near, point, 0.0)


@names("jurisdiction")
def _say_areas(reader: Actor) -> QuerySet[Jurisdiction]:
    """Areas are named to everybody."""
    return Jurisdiction.objects.all()
