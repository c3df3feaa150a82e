"""The pages of the room: the room itself, and its history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from kalantar.commands.verbs import VERBS
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.place import live_keys, map_of, watched_city
from kalantar.fronts.dispatcher import screen
from kalantar.fronts.dispatcher.figures import figures, tally
from kalantar.fronts.dispatcher.history import HistoryForm, asked_in, page_of
from kalantar.fronts.dispatcher.hung_up import hung_up
from kalantar.fronts.dispatcher.on_silent import silence
from kalantar.fronts.dispatcher.sheet import sheet
from kalantar.fronts.dispatcher.shift import DAY, SHIFT, the_shift
from kalantar.people.middleware import acting


@require_GET
def room(request: HttpRequest) -> HttpResponse:
    """The whole room, the incident of ``?incident=`` or the first of the queue chosen."""
    by, city = acting(request), watched_city(request, acting(request))
    queue = screen.queue_of(city, by) | silence(city, by)
    chosen = id_of(request.GET.get("incident")) or queue["first"]
    context = queue | {
        "city": city,
        "commands": VERBS,
        "live_keys": live_keys(by, city),
        "which": live_keys(by, city, "incident_in"),
        "tally": tally(city, by),
        "figures": figures(city, by),
        "map": map_of(city, **screen.map_addresses(city)),
        **screen.card(request, chosen),
    }
    return render(request, "dispatcher/room.html", context)


@require_http_methods(["GET", "POST"])
def history(request: HttpRequest) -> HttpResponse:
    """Incidents of any time by number, place, type, day and state; each opens its card.

    Words are asked for in the body of a request: those of an address are kept in no log.
    """
    by, city = acting(request), watched_city(request, acting(request))
    form = HistoryForm(asked_in(request))
    found, more = page_of(city, form, id_of(request.POST.get("before")), by)
    context = {"city": city, "form": form, "found": found, "more": more}
    return render(request, "dispatcher/history.html", context)


@require_GET
def shift(request: HttpRequest) -> HttpResponse:
    """How the room has done, hour by hour, in the last eight hours or with ``?hours=24`` in a day."""
    by, city = acting(request), watched_city(request, acting(request))
    number = DAY if request.GET.get("hours") == str(DAY) else SHIFT
    context = {"city": city, "choices": (SHIFT, DAY), **the_shift(city, number, by)}
    context["hung_up"] = hung_up(city, number, by)
    return render(request, "dispatcher/shift.html", context)


@require_GET
def verbs(request: HttpRequest) -> HttpResponse:
    """Every verb with its words, key and whether it can be taken back, made from the code; to print."""
    city = watched_city(request, acting(request))
    return render(request, "dispatcher/verbs.html", {"city": city, "lines": sheet()})
