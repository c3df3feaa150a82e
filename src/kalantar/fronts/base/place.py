"""Where the reader works: the city of the page, its map, and the keys its live screens listen to."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from kalantar.fronts.base.asked import id_of
from kalantar.incidents.rules import may_watch_incidents
from kalantar.kernel.actor import Actor
from kalantar.people.middleware import acting
from kalantar.people.roles import EVERYONE, WATCHERS
from kalantar.places.files import map_file
from kalantar.places.models import Extract, Jurisdiction, Kind
from kalantar.places.queries import bounds_of, cities_of, extract_of

ABOVE_CITIES = (Kind.NATION, Kind.PROVINCE, Kind.COUNTY)
SOMEWHERE = (51.0, 35.5, 51.7, 35.9)  # Tehran: the ground has to be some ground
HEADER = "X-City"  # in which a page says its own city with everything it asks


def city_for(request: HttpRequest, reader: Actor) -> Jurisdiction | None:
    """``?city=``; else the city of the page that asks; else the last chosen, or the first of theirs.

    Judged once a request. A page keeps its city whatever is chosen in another tab, and nothing is
    shown or done in place of a city that is its reader's no longer: then it is None. Only a city
    that was chosen, or shown to who had none, is kept for the session.
    """
    if not hasattr(request, "city"):
        request.city = _city_for(request, reader)  # type: ignore[attr-defined]
    return city_in_view(request)


def city_in_view(request: HttpRequest) -> Jurisdiction | None:
    """The one that was judged, where the page is of a city at all."""
    found: Jurisdiction | None = getattr(request, "city", None)
    return found


def in_city(request: HttpRequest, url: str, **asked: str) -> str:
    """The address of another page, which is to be of the same city as this one."""
    city = city_for(request, acting(request))
    query = ({"city": str(city.id)} if city else {}) | asked
    return f"{url}?{urlencode(query)}" if query else url


def _city_for(request: HttpRequest, reader: Actor) -> Jurisdiction | None:
    mine, kept = reader.areas(EVERYONE), request.session.get("city", "")
    theirs = cities_of(mine)

    def one(said: str) -> Jurisdiction | None:
        id = id_of(said)
        return theirs.filter(pk=id).first() if id else None

    chosen = one(request.GET.get("city", ""))
    if chosen is None and HEADER in request.headers:
        return one(request.headers[HEADER])
    found = chosen or one(kept) or theirs.first()
    if found and kept != str(found.id):
        request.session["city"] = str(found.id)
    return found


def watched_city(request: HttpRequest, reader: Actor) -> Jurisdiction | None:
    """The same for a screen of all that happens there: refused to whom an empty one would be told as the truth."""
    city = city_for(request, reader)
    if city is not None:
        may_watch_incidents.require(reader, city)
    return city


def map_of(city: Jurisdiction | None, **more: Any) -> dict[str, Any]:
    """What the map template needs: tiles and bounds, and addresses of what moves on it."""
    extract = extract_of(city.id) if city else None
    if extract is None:
        bounds = (bounds_of(city.id) if city else None) or SOMEWHERE
        return {"bounds": list(bounds), "attribution": "", **more}
    here = map_file(extract) is not None  # a database may be ahead of this host's files
    return {
        "tiles": reverse("tiles", args=[extract.id]) if here else "",
        "bounds": box(extract),
        "attribution": extract.attribution,
        **more,
    }


def box(extract: Extract) -> list[float]:
    return [extract.west, extract.south, extract.east, extract.north]


def live_keys(reader: Actor, city: Jurisdiction | None, *kinds: str) -> str:
    """The keys a live screen of the city listens to: the city, or the parts of it the reader has.

    ``kinds``: ``area`` (what is done there; alone where none is given), ``positions`` (who moves),
    ``incident_in`` (which of its incidents it is). Never a key the stream would be refused for.
    """
    if city is None:
        return ""
    return " ".join(
        f"{kind}:{area}"
        for kind in kinds or ("area",)
        for area in _held(reader.areas(WATCHERS if kind == "incident_in" else EVERYONE), city)
    )


def every_area(reader: Actor) -> str:
    """The keys of a screen that is of no one city: what is done in any area the reader has."""
    areas = reader.areas(EVERYONE)
    return " ".join(f"area:{area}" for area in _outermost(areas, areas))


def _held(areas: frozenset[UUID], city: Jurisdiction) -> list[UUID]:
    """The city where one of the areas is around it; else those inside it, less what lies in them."""
    if areas & set(city.ancestors):
        return [city.id]
    return _outermost(areas, [city.id])


def _outermost(areas: frozenset[UUID], around: Collection[UUID]) -> list[UUID]:
    inside = Jurisdiction.objects.living().within(around).filter(pk__in=areas)
    return [area.id for area in inside if not areas.intersection(area.ancestors[:-1])]
