"""A place that was found, however it was asked for, and the columns it is read from."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from kalantar.kernel.geometry import Point, parse_point
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import to_latin_digits, to_persian_digits
from kalantar.places.models import in_language

NUMBERED = ("address", "coordinates")  # whose figures are said in the reader's digits
CROSSES = " × "  # between the streets of a crossing, as it is kept: in no name of a street
_IN_PERSIAN = re.compile(
    "تقاطع ((?:(?! و ).)+) و ((?:(?! و ).)+)"
)  # as it was kept where it was typed so

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
        numbered = self.kind in NUMBERED and (get_language() or "").startswith("fa")
        return to_persian_digits(said) if numbered else said

    @property
    def both(self) -> str:
        """Persian and Latin name together where the map has both: for one who hears one of them."""
        names = dict[str, str]()
        for name in (self.label, self.fa, self.en, self.local):
            if name:
                names.setdefault(to_latin_digits(name), name)  # «۱۵» is no other house than 15
        return " — ".join(list(names.values())[:2])

    @property
    def written(self) -> str:
        """What is kept of it where somebody chose it: of a crossing the two streets as they stand on
        the signs, so that each reader is told in words of their own (``place_said``); else the label."""
        return self._crossing() or self.label

    @property
    def on_signs(self) -> str:
        """What is kept of it where nobody chose it."""
        return self._crossing() or self.local

    def _crossing(self) -> str:
        streets = self.local.split(" / ") if self.kind == "crossing" else []
        return CROSSES.join(streets) if len(streets) == 2 else ""


def hit(row: tuple[Any, ...]) -> Hit:
    """The row of ``COLUMNS`` and the metres."""
    kind, what, local, fa, en, near, point, metres = row[:8]
    return Hit(kind, what, local, fa, en, near, parse_point(point), float(metres))


def place_said(kept: str) -> Sentence:
    """The words of a place as they were kept, in each reader's language where they are a crossing."""
    streets = kept.split(CROSSES)
    if len(streets) != 2:
        worded = _IN_PERSIAN.fullmatch(kept)
        if worded is None:
            return Sentence(en=kept, fa=kept)
        streets = list(worded.groups())
    one, other = streets
    return Sentence(en=f"{one} and {other}", fa=f"تقاطع {one} و {other}")
