"""At which station the reader works: the one chosen, else that of before, else the first."""

from uuid import UUID

from django.http import HttpRequest

from kalantar.fronts.base.asked import id_of
from kalantar.kernel.actor import Actor
from kalantar.places.models import Jurisdiction
from kalantar.reception.queries import stations_of

KEPT = "station"
OFFERED = 200
_ASKED = "desk_stations"


def station_for(request: HttpRequest, by: Actor) -> Jurisdiction | None:
    """None for who works at no station. Only a station that was chosen is kept for the session."""
    chosen, kept = id_of(request.GET.get(KEPT)), id_of(request.session.get(KEPT))
    mine = offered(request, by)
    found = (_one(id, mine, by) for id in (chosen, kept) if id)
    station = next(filter(None, found), None) or next(iter(mine), None)
    if station and chosen == station.pk and kept != chosen:
        request.session[KEPT] = str(station.pk)
    return station


def offered(request: HttpRequest, by: Actor) -> list[Jurisdiction]:
    """Those to choose from; asked once a request."""
    if not hasattr(request, _ASKED):
        setattr(request, _ASKED, list(stations_of(by)[:OFFERED]))
    found: list[Jurisdiction] = getattr(request, _ASKED)
    return found


def _one(id: UUID, mine: list[Jurisdiction], by: Actor) -> Jurisdiction | None:
    """Asked for only where there are more than are offered."""
    found = next((one for one in mine if one.pk == id), None)
    return found or (stations_of(by).filter(pk=id).first() if len(mine) == OFFERED else None)
