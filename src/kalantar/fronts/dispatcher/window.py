"""What one screen looks at: a box of the map and how near it is, and the cells of a map seen from afar."""

import math
import re
from typing import NamedTuple, Self

EDGE = 85.05  # degrees: where the map's projection ends
NEAREST = 24  # zooms of the map
_SAID = re.compile(r"(-?\d{1,3}(?:\.\d{1,9})?,){4}\d{1,2}", re.ASCII)
type Cell = tuple[int, int]


class Window(NamedTuple):
    """In the map's own measure: the world is a square from 0 to 1, ``y`` runs south."""

    west: float
    north: float
    east: float
    south: float
    zoom: int

    @classmethod
    def read(cls, said: str) -> Self | None:
        """``west,south,east,north,zoom`` in degrees; None where it is something else."""
        if not _SAID.fullmatch(said):
            return None
        west, south, east, north, zoom = map(float, said.split(","))
        left, below = on_map(west, south)
        right, above = on_map(east, north)
        if left > right or above > below:
            return None
        return cls(left, above, right, below, min(NEAREST, int(zoom)))

    def holds(self, x: float, y: float) -> bool:
        return self.west <= x <= self.east and self.north <= y <= self.south

    def cells(self, zoom: int) -> tuple[Cell, Cell]:
        """The first and the last of those of ``zoom`` that it touches."""
        return cell_of(self.west, self.north, zoom), cell_of(self.east, self.south, zoom)


def on_map(lon: float, lat: float) -> tuple[float, float]:
    """A place in degrees in the map's measure (spherical Mercator)."""
    slope = math.sin(math.radians(max(-EDGE, min(EDGE, lat))))
    y = 0.5 - math.log((1 + slope) / (1 - slope)) / (4 * math.pi)
    return (max(-180.0, min(180.0, lon)) + 180) / 360, y


def cell_of(x: float, y: float, zoom: int) -> Cell:
    """The square of 64 pixels it lies in, where the map is 512 of them wide at zoom 0."""
    across = 1 << zoom + 3
    return min(across - 1, int(x * across)), min(across - 1, int(y * across))
