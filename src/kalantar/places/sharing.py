"""Two maps of one ground: which cities have it already, and how much of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kalantar.places.models import Extract, Jurisdiction
from kalantar.places.rules import (
    LEAST_KEPT,
    MOST_SHARED,
    ground_is_not_another_citys,
    map_is_of_the_same_place,
)

type Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Shared:
    """What another city's map has of a map; ``percent``: of the smaller of the two."""

    city: Jurisdiction
    percent: int


def shared_with(bounds: Bounds, *, except_city: UUID | None) -> list[Shared]:
    """The other cities in use whose maps have some of ``bounds``, the most first."""
    west, south, east, north = bounds
    touching = Extract.objects.filter(
        retired_at=None, city__retired_at=None,
        west__lt=east, east__gt=west, south__lt=north, north__gt=south,
    ).exclude(city=except_city)  # fmt: skip
    shared = [
        Shared(extract.city, _percent(bounds, extract.bounds))
        for extract in touching.select_related("city")
    ]
    return sorted((one for one in shared if one.percent), key=lambda one: -one.percent)


def require_own_ground(shared: Sequence[Shared]) -> None:
    """Refuse a new city where another has most of its ground: it is rather the same one."""
    if shared and shared[0].percent > MOST_SHARED:
        most = shared[0]
        raise ground_is_not_another_citys.refuse(
            city=most.city, share=most.percent, most=MOST_SHARED
        )


def require_same_place(current: Extract, bounds: Bounds) -> None:
    """Refuse a city's new map where it has little of the ground of the one of today."""
    share = _percent(current.bounds, bounds)
    if share < LEAST_KEPT:
        raise map_is_of_the_same_place.refuse(city=current.city, share=share, least=LEAST_KEPT)


def _percent(one: Bounds, other: Bounds) -> int:
    """In degrees: two maps that share ground lie in the same latitude."""
    both = (
        max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]),
    )  # fmt: skip
    return round(100 * _size(both) / min(_size(one), _size(other)))


def _size(bounds: Bounds) -> float:
    west, south, east, north = bounds
    return max(0.0, east - west) * max(0.0, north - south)
