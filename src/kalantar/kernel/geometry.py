"""Places on the earth as PostgreSQL's native point and polygon: WGS84, longitude first."""

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

EARTH_RADIUS_M = 6_371_008.8  # mean radius, IUGG 1980
NOTHING = 1e-12  # degrees, less than a thousandth of a hair: PostgreSQL's radians() fails far below


class Point(NamedTuple):
    """A place in degrees, WGS84."""

    lon: float
    lat: float

    @property
    def on_earth(self) -> bool:
        """Finite, and in the ranges of WGS84."""
        return -180 <= self.lon <= 180 and -90 <= self.lat <= 90

    def settled(self) -> "Point":
        """The same place in numbers PostgreSQL can calculate with: what is next to nothing is zero."""
        return Point(*(0.0 if abs(degrees) < NOTHING else degrees for degrees in self))

    def __str__(self) -> str:
        lon, lat = self.settled()
        return f"({lon!r},{lat!r})"


type Ring = tuple[Point, ...]

if TYPE_CHECKING:
    _PointField = models.Field[Point | None, Point | None]
    _PolygonField = models.Field[Ring | None, Ring | None]
else:  # Django's own classes take no type arguments at run time
    _PointField = _PolygonField = models.Field


def metres_between(a: Point, b: Point) -> float:
    """Great-circle distance in metres (haversine formula, R. W. Sinnott 1984)."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


def parse_point(text: str) -> Point:
    lon, lat = text.strip("()").split(",")
    return Point(float(lon), float(lat))


def parse_polygon(text: str) -> Ring:
    corners = text.strip("()").split("),(")
    return tuple(parse_point(corner) for corner in corners)


class PointField(_PointField):
    """A column of type ``point``; Python side is :class:`Point`."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "point"

    def from_db_value(self, value: str | None, *_: Any) -> Point | None:
        return None if value is None else parse_point(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(Point(*value))

    def get_placeholder_sql(
        self, value: Any, compiler: Any, connection: Any
    ) -> tuple[str, tuple[Any, ...]]:
        if hasattr(value, "as_sql"):
            sql, params = compiler.compile(value)
            return f"{sql}::point", tuple(params)
        return "%s::point", (value,)

    def to_python(self, value: Any) -> Point | None:
        return parse_point(value) if isinstance(value, str) else value


class PolygonField(_PolygonField):
    """A column of type ``polygon`` (one outer ring, no holes); Python side is a tuple of Points."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "polygon"

    def from_db_value(self, value: str | None, *_: Any) -> Ring | None:
        return None if value is None else parse_polygon(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else f"({','.join(str(Point(*corner)) for corner in value)})"

    def get_placeholder_sql(
        self, value: Any, compiler: Any, connection: Any
    ) -> tuple[str, tuple[Any, ...]]:
        if hasattr(value, "as_sql"):
            sql, params = compiler.compile(value)
            return f"{sql}::polygon", tuple(params)
        return "%s::polygon", (value,)

    def to_python(self, value: Any) -> Ring | None:
        return parse_polygon(value) if isinstance(value, str) else value
