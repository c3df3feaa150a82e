"""The desk as a page, its queue as it lives, and the screen in the hall."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from kalantar.fronts.base.asked import id_of
from kalantar.fronts.desk import screen
from kalantar.fronts.desk.forms import VisitorForm
from kalantar.people.middleware import acting
from kalantar.people.roles import DESK
from kalantar.reception.queries import desk_seen, desks_of, stations_of
from kalantar.reception.rules import may_receive_visitors

LAST = "desk"  # the desk at which this session sat last


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The desk of before, else the first there is."""
    by, last = acting(request), id_of(request.session.get(LAST))
    if not by.areas(DESK):
        raise may_receive_visitors.refuse()
    if last and desk_seen(by, last):
        return redirect("desk:desk", last)
    for station in stations_of(by):
        if first := desks_of(station.pk).first():
            return redirect("desk:desk", first.pk)
    return render(request, "desk/no_desk.html")


@require_GET
def desk(request: HttpRequest, desk: UUID) -> HttpResponse:
    by = acting(request)
    others = screen.desks(by)
    at = screen.seat(by, desk, others)
    if request.session.get(LAST) != str(at.pk):
        request.session[LAST] = str(at.pk)
    context = screen.page(by, at, others) | screen.form(by, at, VisitorForm(), None)
    return render(request, "desk/desk.html", context)


@require_GET
def queue(request: HttpRequest, desk: UUID) -> HttpResponse:
    by = acting(request)
    return render(request, "desk/_queue.html", screen.queue(by, screen.seat(by, desk)))


@require_GET
def hall(request: HttpRequest, station: UUID) -> HttpResponse:
    return render(request, "desk/hall.html", screen.hall(acting(request), station))


@require_GET
def hall_part(request: HttpRequest, station: UUID) -> HttpResponse:
    return render(request, "desk/_hall.html", screen.hall(acting(request), station))
