"""Sending: the ticked units, another choice, and the command line."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from kalantar.commands.completion import options
from kalantar.commands.line import run
from kalantar.dispatch import actions as dispatch
from kalantar.fronts.base.asked import id_of, words_of
from kalantar.fronts.base.doing import attempt, fragment
from kalantar.fronts.base.place import city_for
from kalantar.fronts.dispatcher import keys, screen
from kalantar.fronts.dispatcher.showing import card_shown
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting


@require_POST
def send(request: HttpRequest, incident: UUID) -> HttpResponse:
    """Send the ticked units; what was shown comes back sealed and is kept with the decision."""

    refused = attempt(
        dispatch.send_units,
        incident=incident,
        units=[id for unit in request.POST.getlist("unit") if (id := id_of(unit))],
        seal=request.POST.get("shown", ""),
        why=words_of(request.POST.get("why"), 300),
        by=acting(request),
    )
    return card_shown(request, incident, refused)


@require_GET
def others(request: HttpRequest, incident: UUID) -> HttpResponse:
    """Everyone else who is available, to choose another than those ``unit``, who stand above."""
    by = acting(request)
    shown = [id for unit in request.GET.getlist("unit") if (id := id_of(unit))]
    after = id_of(request.GET.get("after"))
    page = screen.units_of(city_for(request, by), by, "available", after=after, without=shown)
    context = page | {"incident_id": incident, "shown": shown}
    return render(request, "dispatcher/_others.html", context)


@require_POST
def next_words(request: HttpRequest) -> HttpResponse:
    """What may follow in the command line; in a body, since addresses are kept in logs."""
    by = acting(request)
    city, typed = city_for(request, by), request.POST.get("command", "").replace("\x00", "")
    found = options(typed, city, by) if city else []
    context = {"options": found, "typed": typed}
    return render(request, "dispatcher/_command_options.html", context)


@require_POST
def command(request: HttpRequest) -> HttpResponse:
    """Do what the command line says; the card of the incident it was about, if any, comes with it."""
    by, said = acting(request), words_of(request.POST.get("command"), 2000)
    try:
        about = run(said, city_for(request, by), by)
    except Refused as refused:
        return fragment(request, "dispatcher/_command_answer.html", {"incident": None}, refused)
    context = screen.card(request, about) | {"opens": keys.opened_by(said, about)}
    return render(request, "dispatcher/_command_answer.html", context)
