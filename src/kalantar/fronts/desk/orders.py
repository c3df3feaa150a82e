"""The orders of a station: those overdue first, those that wait to be given to somebody, those being
carried out, mine, those that have ended; receiving one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from uuid_utils.compat import uuid7

from kalantar.fronts.base.asked import id_of, words_of
from kalantar.fronts.base.doing import fragment
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.lists import Row, cell, listed, sections
from kalantar.fronts.desk.order_forms import OrderForm
from kalantar.fronts.desk.stations import station_for
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import PAGE
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import digits_for, say_date
from kalantar.orders.actions import receive_order
from kalantar.orders.events import KINDS
from kalantar.orders.lifecycle import ORDER
from kalantar.orders.models import Order
from kalantar.orders.queries import (
    ended_orders,
    order_of,
    orders_being_carried_out,
    orders_in_charge,
    orders_numbered,
    overdue_orders,
    waiting_orders,
)
from kalantar.orders.rules import may_receive_order
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.persons.models import Person
from kalantar.persons.queries import find_persons, person_seen
from kalantar.places.models import Jurisdiction

SECTIONS = {
    "overdue": gettext_lazy("Overdue"),
    "waiting": gettext_lazy("Waiting for somebody"),
    "running": gettext_lazy("Being carried out"),
    "mine": gettext_lazy("My orders"),
    "ended": gettext_lazy("Ended"),
}
FOUND, NAMED = 6, 40


@require_GET
def overdue(request: HttpRequest) -> HttpResponse:
    """Whoever works at no station has their own."""
    by, station = acting(request), station_for(request, acting(request))
    if station is None:
        return redirect("orders:mine")
    asked = {"after": _after(request), "limit": PAGE + 1}
    found = overdue_orders(by, station, by.now(), **asked)
    return _list(request, "overdue", found, _("No order is overdue."))


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    by, station = acting(request), station_for(request, acting(request))
    found = waiting_orders(by, station, after=_after(request), limit=PAGE + 1) if station else []
    return _list(request, "waiting", found, _("Every order was given to somebody."))


@require_GET
def running(request: HttpRequest) -> HttpResponse:
    by, station = acting(request), station_for(request, acting(request))
    asked = {"after": _after(request), "limit": PAGE + 1}
    found = orders_being_carried_out(by, station, **asked) if station else []
    return _list(request, "running", found, _("Nobody is carrying out an order here now."))


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    found = orders_in_charge(acting(request), after=_after(request), limit=PAGE + 1)
    return _list(request, "mine", found, _("No order was given to you."))


@require_GET
def ended(request: HttpRequest) -> HttpResponse:
    by, station = acting(request), station_for(request, acting(request))
    found = ended_orders(by, station, after=_after(request), limit=PAGE + 1) if station else []
    return _list(request, "ended", found, _("No order has ended here yet."))


@verb_of("orders:overdue")
def find(request: HttpRequest) -> HttpResponse:
    """By the branch's number. It stands in a body: addresses are kept in logs."""
    asked = words_of(request.POST.get("q"), 100)
    found = orders_numbered(acting(request), asked, limit=PAGE) if asked else []
    none = _("No order of this number is here. Type it as the branch wrote it.")
    return _list(request, "", found, none, asked=asked)


@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """An order that came on paper."""
    by, station = acting(request), _station(request)
    form = OrderForm(request.POST or None, by=by)
    persons = _persons(request, by)
    if not form.is_valid():
        return _form(request, form, station, persons)
    named = [one.pk for one in persons]
    try:
        order = receive_order(station=station.pk, **form.asked, persons=named, by=by)
    except Refused as refused:
        return _form(request, form, station, persons, refused)
    return redirect("orders:order", order.pk)


@require_POST
def persons(request: HttpRequest) -> HttpResponse:
    """Whom it may concern."""
    by, asked = acting(request), words_of(request.POST.get("q"), 100)
    station = _station(request)
    found = find_persons(by, asked, limit=FOUND) if asked else []
    if found:
        read_of_areas([station.pk], "registered_persons", by)
    context = {"found": found, "asked": asked, "many": True}
    return render(request, "desk/_persons.html", context)


@require_POST
def persons_of(request: HttpRequest, id: UUID) -> HttpResponse:
    """Whom an order that is here may concern; one of them is chosen."""
    by, asked = acting(request), words_of(request.POST.get("q"), 100)
    order = order_of(by.because(""), id)
    if order is None:
        raise Http404
    found = find_persons(by, asked, limit=FOUND) if asked else []
    if found:
        read_of_areas([order.jurisdiction_id], "registered_persons", by)
    return render(request, "desk/_persons.html", {"found": found, "asked": asked})


def _after(request: HttpRequest) -> Any:
    return id_of(request.GET.get("after"))


def _station(request: HttpRequest) -> Jurisdiction:
    """The one at which the reader receives orders."""
    by = acting(request)
    station = station_for(request, by)
    if station is None:
        raise may_receive_order.refuse()
    return may_receive_order.allow(by, station)


def _persons(request: HttpRequest, by: Actor) -> list[Person]:
    ids = [id for text in request.POST.getlist("persons")[:NAMED] if (id := id_of(text))]
    return [person for id in dict.fromkeys(ids) if (person := person_seen(by, id))]


def _form(
    request: HttpRequest,
    form: OrderForm,
    station: Jurisdiction,
    persons: list[Person],
    refused: Refused | None = None,
) -> HttpResponse:
    context = {
        "heading": _("Receive an order"),
        "sections": sections(SECTIONS, "orders", ""),
        "station": station,
        "form": form,
        "named": persons,
        "operation": uuid7(),
    }
    answer = fragment(request, "desk/receive_order.html", context, refused)
    answer.status_code = 422 if refused or form.errors else 200
    return answer


def _list(
    request: HttpRequest, here: str, found: list[Order], empty: object, **more: Any
) -> HttpResponse:
    by = acting(request)
    if found and here != "mine":
        read_of_areas({one.jurisdiction_id for one in found}, "orders", by)
    return listed(
        request, "desk/orders.html", found, _row,
        columns=[_("Number"), _("Branch"), _("Kind"), _("Due"), _("State"), _("Carried out by")],
        station=station_for(request, by), heading=SECTIONS.get(here, _("Orders found")),
        sections=sections(SECTIONS, "orders", here), empty=empty, **more,
    )  # fmt: skip


def _row(order: Order) -> Row:
    number = digits_for(get_language() or "fa", order.number)
    return reverse("orders:order", args=[order.pk]), [
        cell(number, code=True),
        cell(order.branch.name),
        cell(KINDS[order.kind]),
        cell(say_date(order.due_at, short=True)),
        cell(ORDER.states[order.state]),
        cell(order.officer.name if order.officer else "—"),
    ]
