"""The engine of boundaries: read, judge, divide. It works on shapes and writes nothing."""

from kalantar.places.boundaries.division import Share, divide
from kalantar.places.boundaries.geojson import Drawn, read_boundaries
from kalantar.places.boundaries.judge import Findings, judge
from kalantar.places.boundaries.rings import rings, surface

__all__ = [
    "Drawn",
    "Findings",
    "Share",
    "divide",
    "judge",
    "read_boundaries",
    "rings",
    "surface",
]
