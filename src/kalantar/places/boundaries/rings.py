"""Between shapes and what PostgreSQL keeps: native polygons are single rings without holes."""

from collections.abc import Iterable, Iterator

import shapely
from shapely import Polygon, box
from shapely.geometry.base import BaseGeometry

from kalantar.kernel.geometry import Point, Ring


def rings(shape: BaseGeometry) -> list[Ring]:
    """The rings whose union is ``shape``: one per piece; a piece with a hole is cut through it."""
    return [
        tuple(Point(lon, lat) for lon, lat in piece.exterior.coords[:-1])
        for polygon in polygons(shape)
        for piece in _without_holes(polygon)
    ]


def surface(kept: Iterable[Ring]) -> BaseGeometry:
    """The one shape that kept rings make: cuts through holes disappear again."""
    return shapely.unary_union([Polygon(ring) for ring in kept])


def polygons(shape: BaseGeometry) -> Iterator[Polygon]:
    if isinstance(shape, Polygon):
        if not shape.is_empty:
            yield shape
    else:
        for part in getattr(shape, "geoms", ()):
            yield from polygons(part)


def _without_holes(polygon: Polygon) -> Iterator[Polygon]:
    if not polygon.interiors:
        yield polygon
        return
    west, south, east, north = polygon.bounds
    middle = Polygon(polygon.interiors[0]).representative_point().x
    for half in (box(west, south, middle, north), box(middle, south, east, north)):
        for piece in polygons(polygon.intersection(half)):
            yield from _without_holes(piece)
