"""Are boundaries a division? Where two areas overlap and where nobody is responsible, in m²."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from kalantar.kernel.geometry import EARTH_RADIUS_M, Point
from kalantar.places.boundaries.geojson import Drawn
from kalantar.places.boundaries.rings import polygons

WORTH_SAYING_M2 = 25.0  # below: two surveys of one street's middle


@dataclass(frozen=True, slots=True)
class Overlap:
    a: str
    b: str
    square_metres: float
    inside: Point


@dataclass(frozen=True, slots=True)
class Gap:
    square_metres: float
    inside: Point


@dataclass(frozen=True, slots=True)
class Mended:
    """An area whose line crossed itself; ``at``: where. Every ground it went around is its."""

    name: str
    at: Point


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong with a division, the largest first."""

    overlaps: tuple[Overlap, ...]
    gaps: tuple[Gap, ...]
    mended: tuple[Mended, ...] = ()

    @property
    def overlap_m2(self) -> float:
        return sum(overlap.square_metres for overlap in self.overlaps)

    @property
    def gap_m2(self) -> float:
        return sum(gap.square_metres for gap in self.gaps)


def judge(drawn: Sequence[Drawn], whole: BaseGeometry | None = None) -> Findings:
    """Overlaps between areas, and gaps between them or, with ``whole``, up to its border."""
    shapes = [area.shape for area in drawn]
    overlaps = []
    left, right = STRtree(shapes).query(shapes, predicate="intersects")
    for a, b in zip(left, right, strict=True):
        if a < b:
            common = shapely.intersection(shapes[a], shapes[b])
            size = square_metres(common)
            if size >= WORTH_SAYING_M2:
                overlaps.append(Overlap(drawn[a].name, drawn[b].name, size, _inside(common)))
    gaps = [
        Gap(size, _inside(gap))
        for gap in _gaps(shapely.unary_union(shapes), whole)
        if (size := square_metres(gap)) >= WORTH_SAYING_M2
    ]
    overlaps.sort(key=lambda overlap: -overlap.square_metres)
    gaps.sort(key=lambda gap: -gap.square_metres)
    mended = tuple(Mended(area.name, area.mended) for area in drawn if area.mended)
    return Findings(tuple(overlaps), tuple(gaps), mended)


def _gaps(covered: BaseGeometry, whole: BaseGeometry | None) -> list[BaseGeometry]:
    if whole is not None:
        return list(polygons(shapely.difference(whole, covered)))
    return [shapely.Polygon(hole) for piece in polygons(covered) for hole in piece.interiors]


def _inside(shape: BaseGeometry) -> Point:
    point = shape.representative_point()
    return Point(point.x, point.y)


def square_metres(shape: BaseGeometry) -> float:
    """The area on the sphere, by Lambert's cylindrical equal-area projection (J. H. Lambert 1772)."""
    if shape.is_empty:
        return 0.0

    def equal_area(degrees: np.ndarray) -> np.ndarray:
        east = EARTH_RADIUS_M * np.radians(degrees[:, 0])
        north = EARTH_RADIUS_M * np.sin(np.radians(degrees[:, 1]))
        return np.column_stack([east, north])

    return float(shapely.transform(shape, equal_area).area)
