"""Where the reader works: the city of their roles, its map, and the keys its live screens listen to."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from kalantar.kernel.actor import Actor
from kalantar.people.roles import EVERYONE, WATCHERS
from kalantar.places.files import map_file
from kalantar.places.models import Extract, Jurisdiction, Kind
from kalantar.places.queries import cities, extract_of

ABOVE_CITIES = (Kind.NATION, Kind.PROVINCE, Kind.COUNTY)


def city_for(request: HttpRequest, reader: Actor) -> Jurisdiction | None:
    """The city chosen with ``?city=``, kept for the session; else the first the reader works in."""
    mine = reader.areas(EVERYONE)
    chosen = request.GET.get("city") or request.session.get("city")
    areas = Jurisdiction.objects.living().filter(pk__in=mine)
    inside = {id for area in areas for id in area.ancestors}
    reachable = [city for city in cities() if city.id in inside or mine & set(city.ancestors)]
    found = next((city for city in reachable if str(city.id) == chosen), None)
    found = found or next(iter(reachable), None)
    if found and request.session.get("city") != str(found.id):
        request.session["city"] = str(found.id)
    return found


def map_of(city: Jurisdiction | None, **more: Any) -> dict[str, Any]:
    """What the map template needs: tiles and bounds, and addresses of what moves on it."""
    extract = extract_of(city.id) if city else None
    if extract is None:
        return {"bounds": [51.0, 35.5, 51.7, 35.9], "attribution": "", **more}
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


def _held(areas: frozenset[UUID], city: Jurisdiction) -> list[UUID]:
    """The city where one of the areas is around it; else those inside it, less what lies in them."""
    if areas & set(city.ancestors):
        return [city.id]
    inside = Jurisdiction.objects.living().within([city.id]).filter(pk__in=areas)
    return [area.id for area in inside if not areas.intersection(area.ancestors[:-1])]
