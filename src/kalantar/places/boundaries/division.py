"""A city without given boundaries, divided so that every place has one station: no overlap, no gap."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely import MultiPoint, Polygon, box
from shapely.geometry.base import BaseGeometry

from kalantar.kernel.geometry import EARTH_RADIUS_M, Point, metres_between

MARGIN_DEGREES = 0.02  # about 2 km around the map: streets cut at its edge still have a station
NEAREST_SEATS_METRES = 400.0  # two seats nearer than this are two doors of one
FEWEST_STATIONS, MOST_STATIONS = 4, 24
SQUARE_KM_PER_STATION = 8.0

type Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Share:
    """One station's part of the city: ``seat`` is the index of the known seat, or None for a demo's."""

    seat: int | None
    at: Point
    shape: BaseGeometry


def divide(bounds: Bounds, seats: Sequence[Point] = (), stations: int | None = None) -> list[Share]:
    """Divide ``bounds`` and a margin around them: every place goes to the seat nearest to it.

    Where the map knows too few seats, more are laid out on a grid. Distances are compared in a
    plane with longitudes shrunk by the latitude, so that a share is what is nearest on the ground.
    """
    wanted = stations or _stations_for(bounds)
    known = _apart(seats, bounds)
    sites: list[tuple[int | None, Point]] = [(index, seats[index]) for index in known]
    if len(sites) < min(wanted, FEWEST_STATIONS):
        sites = _filled(bounds, sites, wanted)
    whole = _widened(bounds)
    if len(sites) == 1:
        return [Share(sites[0][0], sites[0][1], whole)]
    shrink = math.cos(math.radians((bounds[1] + bounds[3]) / 2))
    plane = MultiPoint([(point.lon * shrink, point.lat) for _, point in sites])
    flat_whole = _scaled(whole, shrink)
    cells = shapely.voronoi_polygons(plane, extend_to=flat_whole.buffer(1.0), ordered=True)
    return [
        Share(seat, at, _scaled(shapely.intersection(cell, flat_whole), 1 / shrink))
        for (seat, at), cell in zip(sites, cells.geoms, strict=True)
    ]


def whole(bounds: Bounds) -> Polygon:
    """The area that a division of ``bounds`` covers."""
    return _widened(bounds)


def _widened(bounds: Bounds) -> Polygon:
    west, south, east, north = bounds
    return box(
        west - MARGIN_DEGREES, south - MARGIN_DEGREES, east + MARGIN_DEGREES, north + MARGIN_DEGREES
    )


def _scaled(shape: BaseGeometry, by: float) -> BaseGeometry:
    return shapely.transform(shape, lambda degrees: degrees * (by, 1.0))


def _stations_for(bounds: Bounds) -> int:
    degree = math.radians(1) * EARTH_RADIUS_M / 1000
    shrink = math.cos(math.radians((bounds[1] + bounds[3]) / 2))
    size = (bounds[2] - bounds[0]) * degree * shrink * (bounds[3] - bounds[1]) * degree
    return max(FEWEST_STATIONS, min(MOST_STATIONS, round(size / SQUARE_KM_PER_STATION)))


def _apart(seats: Sequence[Point], bounds: Bounds) -> list[int]:
    """Indices of seats within ``bounds`` that are not doors of a station already taken."""
    west, south, east, north = bounds
    taken: list[int] = []
    for index, seat in enumerate(seats):
        if west <= seat.lon <= east and south <= seat.lat <= north:
            far = (metres_between(seat, seats[other]) >= NEAREST_SEATS_METRES for other in taken)
            if all(far):
                taken.append(index)
    return taken


def _filled(
    bounds: Bounds, sites: Sequence[tuple[int | None, Point]], wanted: int
) -> list[tuple[int | None, Point]]:
    """A grid of ``wanted`` sites in which each known seat stands for the cell it lies in."""
    west, south, east, north = bounds
    columns = max(1, round(math.sqrt(wanted)))
    rows = math.ceil(wanted / columns)
    filled = dict[tuple[int, int], tuple[int | None, Point]]()
    for row in range(rows):
        for column in range(columns):
            filled[column, row] = (
                None,
                Point(
                    west + (east - west) * (column + 0.5) / columns,
                    south + (north - south) * (row + 0.5) / rows,
                ),
            )
    extra = []
    for seat, point in sites:
        column = min(columns - 1, int((point.lon - west) / (east - west) * columns))
        row = min(rows - 1, int((point.lat - south) / (north - south) * rows))
        if filled[column, row][0] is None:
            filled[column, row] = (seat, point)
        else:
            extra.append((seat, point))
    return [*filled.values(), *extra]
