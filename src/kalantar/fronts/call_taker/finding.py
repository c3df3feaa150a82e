"""What is found while one types. The words stand in a body: addresses are kept in logs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from kalantar.catalogue.queries import offered_types
from kalantar.fronts.base.asked import id_of, words_of
from kalantar.fronts.base.place import city_for
from kalantar.fronts.base.warned import warned_near
from kalantar.fronts.call_taker import screen
from kalantar.incidents.queries import possible_duplicates
from kalantar.kernel.geometry import Point
from kalantar.people.middleware import acting
from kalantar.places.queries import nearest_address, search

PLACES = 8  # of each, shown at once
TYPES = 8
LIKELY = 3
KEYS = "J45"  # of those, where a call can join them; 1 to 3 are the fields of the form
ON_MAP_M = 20  # a click hits what it means so closely
WITHIN_M = {  # what is meant by a name lies within so many metres of its point
    "address": 20,
    "coordinates": 10,
    "crossing": 30,
    "place": 60,
    "square": 60,
    "station": 30,
    "street": 300,
}


@require_POST
def places(request: HttpRequest) -> HttpResponse:
    """What the typed words may mean."""
    asked, city = words_of(request.POST.get("address"), 300), city_for(request, acting(request))
    found = search(city.pk, asked, limit=PLACES) if city and asked else []
    context = {"places": [(hit, WITHIN_M.get(hit.kind)) for hit in found], "asked": asked}
    return render(request, "call_taker/_places.html", context)


@require_POST
def place_at(request: HttpRequest) -> HttpResponse:
    """The address beside a click on the map."""
    city, point = city_for(request, acting(request)), _point(request)
    hit = nearest_address(city.pk, point) if city and point else None
    return JsonResponse({"name": hit.written if hit else "", "accuracy": ON_MAP_M})


@require_POST
def types(request: HttpRequest) -> HttpResponse:
    found = offered_types(words_of(request.POST.get("type_words"), 200))[:TYPES]
    return render(request, "call_taker/_types.html", {"types": found})


@require_GET
def questions(request: HttpRequest, type: UUID) -> HttpResponse:
    return render(request, "call_taker/_questions.html", screen.questions(type, {}))


@require_POST
def near(request: HttpRequest) -> HttpResponse:
    """Incidents that may be the same, before a new one is opened."""
    by, point = acting(request), _point(request)
    type = id_of(request.POST.get("type"))
    found = possible_duplicates(by, point, type, by.now())[:LIKELY] if point else []
    keys = iter(KEYS)
    context = {
        "near": [(one, "" if one.incident.closed_at else next(keys)) for one in found],
        "call": id_of(request.POST.get("call")),
        "room": screen.works_in_room(by),
        "warnings": warned_near(point, by) if point else [],
    }
    return render(request, "call_taker/_near.html", context)


def _point(request: HttpRequest) -> Point | None:
    try:
        point = Point(float(request.POST["lon"]), float(request.POST["lat"]))
    except (KeyError, ValueError):
        return None
    return point if point.on_earth else None
