"""Which station answers for a place, in which city's numbers it is counted, how it is said in words."""

from collections.abc import Collection
from functools import lru_cache
from uuid import UUID

from kalantar.calls.models import Call
from kalantar.incidents.rules import place_is_in_the_service_area
from kalantar.kernel.geometry import Point
from kalantar.kernel.text import normalise, to_latin_digits
from kalantar.places.coordinates import say_coordinates
from kalantar.places.models import Jurisdiction, Kind
from kalantar.places.queries import areas_at, nearest_address, station_of


def area_at(place: Point, call: UUID | None = None, within: UUID | None = None) -> Jurisdiction:
    """The station whose boundary holds ``place``.

    In a gap between stations it is the area whose 110 rang, or ``within``, or the innermost area
    around: nobody is refused help because a map has a hole. Without any of them, Refused.
    """
    station = station_of(place)
    if station is not None:
        return station
    if within is None and call is not None:
        within = Call.objects.filter(pk=call).values_list("jurisdiction", flat=True).first()
    area = Jurisdiction.objects.filter(pk=within).first() if within else None
    area = area or next(reversed(areas_at(place)), None)
    if area is None:
        raise place_is_in_the_service_area.refuse()
    return area


def in_words(address: str, place: Point, city: UUID) -> str:
    """``address``, else what is beside the place on the city's map, else its coordinates.

    A program that knows only the point must not send a patrol to a place nobody can say. Figures are
    kept in Latin, and shown in the reader's: one house is not two because of who wrote it down.
    """
    if said := to_latin_digits(normalise(address)):
        return said
    beside = nearest_address(city, place)
    return (to_latin_digits(beside.on_signs) if beside else "") or say_coordinates(place)


def city_of(area: Jurisdiction) -> UUID:
    """The city ``area`` lies in; where the tree has none, the innermost area that is no station."""
    return _city_among(tuple(area.ancestors))


@lru_cache(maxsize=4096)
def _city_among(ancestors: tuple[UUID, ...]) -> UUID:
    """Kept between requests: an area never changes its kind, and a moved one has other ancestors."""
    kinds = dict(Jurisdiction.objects.filter(pk__in=ancestors).values_list("pk", "kind"))
    return (
        _innermost(ancestors, kinds, {Kind.CITY})
        or _innermost(ancestors, kinds, set(Kind) - {Kind.STATION})
        or ancestors[-1]
    )


def _innermost(
    ids: tuple[UUID, ...], kinds: dict[UUID, str], wanted: Collection[str]
) -> UUID | None:
    return next((id for id in reversed(ids) if kinds.get(id, "") in wanted), None)
