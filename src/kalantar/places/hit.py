"""A place that was found, however it was asked for, and the columns it is read from."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from kalantar.kernel.geometry import Point, parse_point
from kalantar.kernel.text import to_persian_digits
from kalantar.places.models import in_language

# Of a row "entry" of the gazetteer; the distance in metres from %(near)s is asked for after them.
COLUMNS = "entry.kind, entry.what, entry.name, entry.name_fa, entry.name_en, entry.near, entry.point::text"
METRES = """
(kalantar_mercator({point}) <-> kalantar_mercator(%(near)s::point))
    * cos(radians((%(near)s::point)[1]))"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was found. ``kind``: of PlaceKind, or ``coordinates``. ``metres``: how far from
    the place asked about."""

    kind: str
    what: str
    local: str
    fa: str
    en: str
    near: str
    point: Point
    metres: float

    @property
    def label(self) -> str:
        """The name in the reader's language, else as it stands on the sign."""
        said = in_language(self.fa, self.en, self.local)
        numbered = self.kind == "address" and (get_language() or "").startswith("fa")
        return to_persian_digits(said) if numbered else said

    @property
    def both(self) -> str:
        """Persian and Latin name together where the map has both: for one who hears one of them."""
        names = dict.fromkeys(name for name in (self.label, self.fa, self.en, self.local) if name)
        return " — ".join(list(names)[:2])


def hit(row: tuple[Any, ...]) -> Hit:
    """The row of ``COLUMNS`` and the metres."""
    kind, what, local, fa, en, near, point, metres = row[:8]
    return Hit(kind, what, local, fa, en, near, parse_point(point), float(metres))
