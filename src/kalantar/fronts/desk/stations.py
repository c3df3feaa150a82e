"""At which station the reader works: the one chosen, else that of before, else the first."""

from django.http import HttpRequest

from kalantar.fronts.base.asked import id_of
from kalantar.kernel.actor import Actor
from kalantar.places.models import Jurisdiction
from kalantar.reception.queries import stations_of

KEPT = "station"
OFFERED = 200


def station_for(request: HttpRequest, by: Actor) -> Jurisdiction | None:
    """None for who works at no station. Only a station that was chosen is kept for the session."""
    mine = stations_of(by)
    chosen, kept = id_of(request.GET.get(KEPT)), id_of(request.session.get(KEPT))
    found = [mine.filter(pk=id).first() for id in (chosen, kept) if id]
    station = next((one for one in found if one), None) or mine.first()
    if station and chosen == station.pk and kept != chosen:
        request.session[KEPT] = str(station.pk)
    return station


def offered(by: Actor) -> list[Jurisdiction]:
    return list(stations_of(by)[:OFFERED])
