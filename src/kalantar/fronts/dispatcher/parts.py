"""The parts of the room that ask for themselves again when something has changed."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.place import city_for, live_keys, watched_city
from kalantar.fronts.dispatcher import figures as room_figures
from kalantar.fronts.dispatcher import screen
from kalantar.fronts.dispatcher.picture import RoomPicture
from kalantar.fronts.dispatcher.pins import incidents_on_map
from kalantar.fronts.dispatcher.showing import card_shown
from kalantar.fronts.dispatcher.window import Window
from kalantar.people.middleware import acting


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    by, city = acting(request), city_for(request, acting(request))
    page = screen.queue_of(city, by, id_of(request.GET.get("after")))
    context = page | {"live_keys": live_keys(by, city)}
    return render(request, "dispatcher/_queue_list.html", context)


@require_GET
def tally(request: HttpRequest) -> HttpResponse:
    by, city = acting(request), city_for(request, acting(request))
    context = {"tally": room_figures.tally(city, by), "live_keys": live_keys(by, city)}
    return render(request, "dispatcher/_tally.html", context)


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    by, city = acting(request), city_for(request, acting(request))
    context = {"figures": room_figures.figures(city, by), "live_keys": live_keys(by, city)}
    return render(request, "dispatcher/_figures.html", context)


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """What the live stream would show in ``?window=``, for a page that has lost it."""
    by, city = acting(request), watched_city(request, acting(request))
    window = Window.read(request.GET.get("window", ""))
    if city is None:
        raise Http404
    if window is None:
        return HttpResponseBadRequest()
    picture = RoomPicture(city, by, get_language() or "fa")
    picture.take(picture.look_at_all())
    return HttpResponse(picture.seen(window)[1], content_type="application/json")


@require_GET
def pins(request: HttpRequest) -> HttpResponse:
    by, city = acting(request), city_for(request, acting(request))
    return JsonResponse(incidents_on_map(screen.open_incidents(city, by)))


@require_GET
def card(request: HttpRequest, incident: UUID) -> HttpResponse:
    """Opened by hand, or asked for again by the card itself after a change."""
    return card_shown(request, incident)


@require_GET
def first(request: HttpRequest) -> HttpResponse:
    """The first of the queue: where one comes back to."""
    by = acting(request)
    chosen = screen.first_of(city_for(request, by), by)
    return render(request, "dispatcher/_card.html", screen.card(request, chosen))
