"""Places for programs: search, what is beside a point, which station answers, the cities there are.

Words and points are asked in a body: they are what a caller says, and an address is written into logs.
"""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from kalantar.kernel.action import thing_exists
from kalantar.kernel.geometry import Point
from kalantar.places import queries
from kalantar.places.hit import Hit
from kalantar.places.models import Jurisdiction

router = Router()


class PlaceData(Schema):
    """A point in degrees, WGS84."""

    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]

    def point(self) -> Point:
        return Point(self.lon, self.lat)


class WordsIn(Schema):
    """``words``: as a caller says them. ``near``: among equals those near it come first."""

    city: UUID
    words: Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]
    near: PlaceData | None = None
    limit: Annotated[int, Field(ge=1, le=50)] = 10


class BesideIn(Schema):
    city: UUID
    place: PlaceData


class WhereIn(Schema):
    place: PlaceData


class HitOut(Schema):
    """A place that was found. ``metres``: from the point asked about."""

    kind: str
    what: str
    label: str
    name: str
    name_fa: str
    name_en: str
    near: str
    lon: float
    lat: float
    metres: float


class AreaOut(Schema):
    """An area; ``ancestors`` begin with the root and end with the area itself."""

    id: UUID
    kind: str
    name_fa: str
    name_en: str
    code: str
    ancestors: list[UUID]


class CityOut(AreaOut):
    """``bounds`` and what follows are of its map; null and empty where none was imported."""

    bounds: list[float] | None = Field(description="West, south, east, north, in degrees.")
    attribution: str
    counts: dict[str, int]


@router.get("/cities", response=list[CityOut], summary="The cities in use, with their maps")
def cities(
    request: HttpRequest,
    after: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[CityOut]:
    """By name, in pages. ``after``: the last city of the page before."""
    return [_city(city) for city in queries.cities(after=after, limit=limit)]


def _city(city: Jurisdiction) -> CityOut:
    extract = queries.extract_of(city.id)
    return CityOut(
        **_area(city).dict(),
        bounds=list(extract.bounds) if extract else None,
        attribution=extract.attribution if extract else "",
        counts=extract.counts if extract else {},
    )


@router.post("/search", response=list[HitOut], summary="Search a city by name, crossing or number")
def search(request: HttpRequest, data: WordsIn) -> list[HitOut]:
    near = data.near.point() if data.near else None
    return [_hit(hit) for hit in queries.search(data.city, data.words, near, data.limit)]


@router.post("/nearest/search", response=HitOut, summary="What is beside a point of the city")
def nearest(request: HttpRequest, data: BesideIn) -> HitOut:
    hit = queries.nearest_address(data.city, data.place.point())
    if hit is None:
        raise thing_exists.refuse()
    return _hit(hit)


@router.post(
    "/station/search", response=AreaOut, summary="Which station is responsible for a point"
)
def station(request: HttpRequest, data: WhereIn) -> AreaOut:
    found = queries.station_of(data.place.point())
    if found is None:
        raise thing_exists.refuse()
    return _area(found)


@router.get("/stations", response=dict[str, Any], summary="A city's stations as GeoJSON")
def stations(request: HttpRequest, city: UUID) -> dict[str, object]:
    return queries.stations_geojson(city)


def _hit(hit: Hit) -> HitOut:
    return HitOut(
        kind=hit.kind, what=hit.what, label=hit.label, name=hit.local, name_fa=hit.fa,
        name_en=hit.en, near=hit.near, lon=hit.point.lon, lat=hit.point.lat, metres=hit.metres,
    )  # fmt: skip


def _area(area: Jurisdiction) -> AreaOut:
    return AreaOut(
        id=area.id, kind=area.kind, name_fa=area.name_fa, name_en=area.name_en, code=area.code,
        ancestors=area.ancestors,
    )  # fmt: skip
