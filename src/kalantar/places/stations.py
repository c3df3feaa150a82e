"""The service's own stations by name: a map knows only those whose building somebody has drawn."""

from uuid import UUID

from kalantar.kernel.geometry import Point, metres_between
from kalantar.kernel.text import search_key
from kalantar.places.hit import Hit
from kalantar.places.models import Jurisdiction, Kind, PlaceKind

# The words with which people say that they mean one; any other text is not asked of the areas at all.
_MEAN_ONE = frozenset(map(search_key, ["کلانتری", "پاسگاه", "station", "kalantari", "precinct"]))


def stations_called(city: UUID, text: str, near: Point) -> list[Hit]:
    """Those in the city each word of ``text`` begins a word of, the nearest first."""
    asked = search_key(text).split()
    if not _MEAN_ONE.intersection(asked):
        return []
    kept = Jurisdiction.objects.living().within([city]).filter(kind=Kind.STATION)
    found = [
        Hit(
            PlaceKind.STATION, "police", one.name_fa or one.name_en, one.name_fa, one.name_en,
            "", one.seat, metres_between(one.seat, near),
        )
        for one in kept
        if one.seat and (_is_called(one.name_fa, asked) or _is_called(one.name_en, asked))
    ]  # fmt: skip
    return sorted(found, key=lambda hit: hit.metres)


def _is_called(name: str, asked: list[str]) -> bool:
    words = search_key(name).split()
    return all(any(word.startswith(one) for word in words) for one in asked)
