"""The sea of a coastal extract: the coastline is drawn as a line with the land on its left."""

from collections.abc import Sequence
from typing import cast

import shapely
from shapely import LineString, MultiPolygon, Polygon, box, ops

type Bounds = tuple[float, float, float, float]


def sea(coast: Sequence[bytes], bounds: Bounds) -> MultiPolygon | None:
    """The water side of the coastlines within ``bounds``; None where there is no coast.

    OpenStreetMap wiki, "Tag:natural=coastline": land to the left, water to the right of the way.
    """
    frame = box(*bounds)
    lines = [cast(LineString, shapely.from_wkb(wkb)) for wkb in coast]
    inside = [line for line in lines if line.intersects(frame)]
    if not inside:
        return None
    drawn = shapely.unary_union([*inside, frame.exterior])
    faces = [face for face in ops.polygonize(drawn) if frame.contains(face.representative_point())]
    merged = ops.linemerge(inside) if len(inside) > 1 else inside[0]
    coasts = cast(list[LineString], list(getattr(merged, "geoms", [merged])))
    wet = [face for face in faces if _is_right_of(face, coasts)]
    return shapely.multipolygons(wet) if wet else None


def _is_right_of(face: Polygon, coasts: Sequence[LineString]) -> bool:
    """Whether the face lies right of the coast that touches it most."""
    touching = [coast for coast in coasts if coast.distance(face) == 0]
    if not touching:
        return False
    coast = max(touching, key=lambda line: line.intersection(face.boundary).length)
    shared = coast.intersection(face.boundary)
    middle = shared.interpolate(0.5, normalized=True) if shared.length else coast.centroid
    at = coast.project(middle)
    step = min(coast.length / 50, 1e-5)
    before, after = coast.interpolate(max(0.0, at - step)), coast.interpolate(at + step)
    east, north = after.x - before.x, after.y - before.y
    length = (east**2 + north**2) ** 0.5 or 1.0
    right = shapely.Point(middle.x + north / length * 2e-6, middle.y - east / length * 2e-6)
    return bool(face.contains(right))
