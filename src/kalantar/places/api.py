"""Places for programs: search, what is beside a point, which station answers, the tree of areas.

Words and points are asked in a body: they are what a caller says, and an address is written into logs.
"""

from datetime import datetime
from typing import Annotated, Any, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from kalantar.kernel.action import thing_exists
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.places import actions, queries
from kalantar.places.hit import Hit
from kalantar.places.models import Jurisdiction, Kind

router = Router()

Limit = Annotated[int, Query(ge=1, le=200)]
Name = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


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


class NamesIn(Schema):
    """One of the names at least."""

    name_fa: Name = ""
    name_en: Name = ""


class AreaIn(NamesIn):
    """``parent``: a larger area; null is a root. ``code``: the service's
    number of it. ``seat``: where its building stands."""

    kind: Kind
    parent: UUID | None = None
    code: Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$")] = ""
    seat: PlaceData | None = None


class AreaPage(AreaOut):
    """``retired_at``: since when nothing new is given to it; null while it is in use."""

    retired_at: datetime | None


class CityOut(AreaOut):
    """``bounds`` and what follows are of its map; null and empty where none was imported."""

    bounds: list[float] | None = Field(description="West, south, east, north, in degrees.")
    attribution: str
    counts: dict[str, int]


@router.get("/areas", response=list[AreaOut], summary="The areas directly in one, in pages")
def areas(
    request: HttpRequest,
    parent: UUID | None = None,
    after: UUID | None = None,
    limit: Limit = 50,
) -> list[AreaOut]:
    """By name; without ``parent`` the roots of the tree. ``after``: the last area of the page before."""
    return [_area(area) for area in queries.areas_in(parent, after=after, limit=limit)]


@router.post("/areas", response={201: AreaPage}, summary="Add an area to the tree")
def open_area(request: HttpRequest, data: AreaIn) -> tuple[int, AreaPage]:
    """Its boundary is drawn from a file, at the administrator's page or the command line."""
    given = data.dict() | {"seat": data.seat.point() if data.seat else None}
    return 201, _page(actions.open_area(**given, by=_acting(request)))


@router.get("/areas/{uuid:area}", response=AreaPage, summary="One area, in use or retired")
def one_area(request: HttpRequest, area: UUID) -> AreaPage:
    found = queries.area_of(area)
    if found is None:
        raise thing_exists.refuse()
    return _page(found)


@router.post("/areas/{uuid:area}/rename", response=AreaPage, summary="Correct an area's names")
def rename_area(request: HttpRequest, area: UUID, data: NamesIn) -> AreaPage:
    """What is sent stands in place of both."""
    return _page(actions.rename_area(area=area, **data.dict(), by=_acting(request)))


class CodeIn(Schema):
    """Empty takes it away."""

    code: Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$")]


@router.post("/areas/{uuid:area}/code", response=AreaPage, summary="Give an area its code")
def set_area_code(request: HttpRequest, area: UUID, data: CodeIn) -> AreaPage:
    """By which orders of courts name a station; once among the areas of a kind."""
    return _page(actions.set_area_code(area=area, code=data.code, by=_acting(request)))


@router.post("/areas/{uuid:area}/retire", response=AreaPage, summary="Take an area out of use")
def retire_area(request: HttpRequest, area: UUID) -> AreaPage:
    """Nothing new is given to it; what happened there stays."""
    return _page(actions.retire_area(area=area, by=_acting(request)))


@router.get("/cities", response=list[CityOut], summary="The cities in use, with their maps")
def cities(
    request: HttpRequest,
    after: UUID | None = None,
    limit: Limit = 50,
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


def _acting(request: HttpRequest) -> Actor:
    """Who asks; people, who find that out, are above places."""
    return cast(Actor, request.actor)  # type: ignore[attr-defined]


def _hit(hit: Hit) -> HitOut:
    return HitOut(
        kind=hit.kind, what=hit.what, label=hit.label, name=hit.local, name_fa=hit.fa,
        name_en=hit.en, near=hit.near, lon=hit.point.lon, lat=hit.point.lat, metres=hit.metres,
    )  # fmt: skip


def _page(area: Jurisdiction) -> AreaPage:
    return AreaPage(**_area(area).dict(), retired_at=area.retired_at)


def _area(area: Jurisdiction) -> AreaOut:
    return AreaOut(
        id=area.id, kind=area.kind, name_fa=area.name_fa, name_en=area.name_en, code=area.code,
        ancestors=area.ancestors,
    )  # fmt: skip
