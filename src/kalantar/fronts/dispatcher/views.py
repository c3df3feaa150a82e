"""The room's pages and fragments. A verb's view asks what it needs, does one action, shows the card."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from uuid_utils.compat import uuid7

from kalantar.calls.models import PlaceSource
from kalantar.calls.queries import calls_in_conversation
from kalantar.catalogue.queries import unavailable_reasons
from kalantar.dispatch import actions as dispatch
from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.dispatch.models import Assignment
from kalantar.dispatch.recommendation import Recommendation
from kalantar.fronts.base.asked import id_of, moment_of, words_of
from kalantar.fronts.base.doing import attempt, fragment
from kalantar.fronts.base.place import city_for, live_keys, map_of
from kalantar.fronts.dispatcher import command as commands
from kalantar.fronts.dispatcher import screen
from kalantar.fronts.dispatcher.forms import (
    BreakDownForm,
    CloseForm,
    DivertForm,
    NoteForm,
    PlaceForm,
    PriorityForm,
    TypeForm,
    Why,
)
from kalantar.fronts.dispatcher.history import HistoryForm, page_of
from kalantar.fronts.dispatcher.moving import incidents_on_map, units_on_map
from kalantar.incidents import actions as incidents
from kalantar.incidents.models import Incident
from kalantar.incidents.queries import calls_of, incident_of, incident_of_call
from kalantar.kernel.rules import Refused
from kalantar.patrols import actions as patrols
from kalantar.people.middleware import acting
from kalantar.people.opening import read

ask_first = require_http_methods(["GET", "POST"])


@require_GET
def room(request: HttpRequest) -> HttpResponse:
    """The whole room, the incident of ``?incident=`` or the first of the queue chosen."""
    by, city = acting(request), city_for(request, acting(request))
    chosen = id_of(request.GET.get("incident")) or screen.first_of(city, by)
    context = {
        "city": city,
        "live_keys": live_keys(by, city),
        "positions": f"positions:{city.pk}" if city else "",
        "queue": screen.queue_of(city, by),
        "tally": screen.tally(city, by),
        "figures": screen.figures(city, by),
        "map": map_of(city, **screen.map_addresses(city)),
        **_opened(request, chosen),
    }
    return render(request, "dispatcher/room.html", context)


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    by, city = acting(request), city_for(request, acting(request))
    context = {"queue": screen.queue_of(city, by), "live_keys": live_keys(by, city)}
    return render(request, "dispatcher/_queue_list.html", context)


@require_GET
def tally(request: HttpRequest) -> HttpResponse:
    by, city = acting(request), city_for(request, acting(request))
    context = {"tally": screen.tally(city, by), "live_keys": live_keys(by, city)}
    return render(request, "dispatcher/_tally.html", context)


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    by, city = acting(request), city_for(request, acting(request))
    context = {"figures": screen.figures(city, by), "live_keys": live_keys(by, city)}
    return render(request, "dispatcher/_figures.html", context)


@require_GET
def moving(request: HttpRequest) -> HttpResponse:
    """What moves: all units, or with ``?since=`` those that changed."""
    by, city = acting(request), city_for(request, acting(request))
    if city is None:
        raise Http404
    since = moment_of(request.GET.get("since"))
    if since is None and request.GET.get("since"):
        return HttpResponseBadRequest()
    told = units_on_map(city, by, since)
    return HttpResponse(told, content_type="application/json")


@require_GET
def pins(request: HttpRequest) -> HttpResponse:
    by, city = acting(request), city_for(request, acting(request))
    return JsonResponse(incidents_on_map(screen.open_incidents(city, by)))


@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """Incidents of any time by number, place, type, day and state; each opens its card."""
    by, city = acting(request), city_for(request, acting(request))
    form = HistoryForm(request.GET)
    found, more = page_of(city, form, id_of(request.GET.get("before")), by)
    context = {"city": city, "form": form, "found": found, "more": more}
    return render(request, "dispatcher/history.html", context)


@require_GET
def card(request: HttpRequest, incident: UUID) -> HttpResponse:
    """Opened by hand, or asked for again by the card itself after a change."""
    if request.headers.get("HX-Source", "").endswith("#card"):
        return _card(request, incident)
    context = _opened(request, incident)
    if context["incident"] is None:
        raise Http404
    return render(request, "dispatcher/_card.html", {**context, "typed": {}})


@require_GET
def first(request: HttpRequest) -> HttpResponse:
    """The first of the queue: where one comes back to."""
    by = acting(request)
    chosen = screen.first_of(city_for(request, by), by)
    return render(request, "dispatcher/_card.html", _opened(request, chosen))


@require_POST
def send(request: HttpRequest, incident: UUID) -> HttpResponse:
    """Send the ticked units; what was shown comes back sealed and is kept with the decision."""

    def act() -> None:
        shown = Recommendation.unsealed(request.POST.get("shown", ""), incident)
        chosen = [id for unit in request.POST.getlist("unit") if (id := id_of(unit))]
        why = words_of(request.POST.get("why"), 300)
        dispatch.send_units(
            incident=incident, units=chosen, shown=shown, why=why, by=acting(request)
        )

    return _card(request, incident, attempt(act))


@require_GET
def others(request: HttpRequest, incident: UUID) -> HttpResponse:
    """Everyone else who is available, to choose another than recommended."""
    by = acting(request)
    shown = set(request.GET.getlist("unit"))
    free = screen.units(city_for(request, by), by, "available")
    left = [unit for unit in free if str(unit.id) not in shown]
    return render(request, "dispatcher/_others.html", {"units": left})


@ask_first
def change_priority(request: HttpRequest, incident: UUID) -> HttpResponse:
    form = PriorityForm(request.POST or None, language=get_language() or "fa")
    if not form.is_valid():
        return _ask(request, form, _("Change the priority"))
    asked = {"priority": form.cleaned_data["priority"], "why": form.cleaned_data["why"]}
    return _card(
        request,
        incident,
        attempt(incidents.change_priority, incident=incident, **asked, by=acting(request)),
    )


@ask_first
def change_type(request: HttpRequest, incident: UUID) -> HttpResponse:
    form = TypeForm(request.POST or None)
    if not form.is_valid():
        return _ask(request, form, _("Change the type"))
    asked = {"type": form.cleaned_data["type"], "why": form.cleaned_data["why"]}
    return _card(
        request,
        incident,
        attempt(incidents.change_type, incident=incident, **asked, by=acting(request)),
    )


@ask_first
def add_note(request: HttpRequest, incident: UUID) -> HttpResponse:
    form = NoteForm(request.POST or None)
    if not form.is_valid():
        return _ask(request, form, _("Write a note"))
    text = form.cleaned_data["text"]
    refused = attempt(incidents.add_note, incident=incident, text=text, by=acting(request))
    return _card(request, incident, refused)


@ask_first
def close(request: HttpRequest, incident: UUID) -> HttpResponse:
    form = CloseForm(request.POST or None)
    if not form.is_valid():
        return _ask(request, form, _("Close the incident"))
    asked = form.cleaned_data
    return _card(
        request,
        incident,
        attempt(incidents.close_incident, incident=incident, **asked, by=acting(request)),
    )


@ask_first
def reopen(request: HttpRequest, incident: UUID) -> HttpResponse:
    form = Why(request.POST or None)
    if not form.is_valid():
        return _ask(request, form, _("Open the incident again"))
    why = form.cleaned_data["why"]
    refused = attempt(incidents.reopen_incident, incident=incident, why=why, by=acting(request))
    return _card(request, incident, refused)


@ask_first
def correct_place(request: HttpRequest, incident: UUID) -> HttpResponse:
    """The place as one says it: the first that is found, or pasted coordinates."""
    form = PlaceForm(request.POST or None, city=_incident(request, incident).city_id)
    if not form.is_valid():
        return _ask(request, form, _("Correct the place"))
    hit = form.cleaned_data["place"]
    asked = {"place": hit.point, "address": hit.label, "place_source": PlaceSource.CALLER}
    refused = attempt(incidents.correct_place, incident=incident, **asked, by=acting(request))
    return _card(request, incident, refused)


@require_GET
def join_call(request: HttpRequest, incident: UUID) -> HttpResponse:
    """The calls of the incident, and those that could join it."""
    by, found = acting(request), _incident(request, incident)
    joined = calls_of(found.pk, by)
    others = [
        seen for seen in calls_in_conversation(by) if incident_of_call(by, seen.call.pk) is None
    ]
    context = {"incident": found, "calls": joined, "others": others}
    return render(request, "dispatcher/_calls.html", context)


@require_POST
def join(request: HttpRequest, incident: UUID, call: UUID) -> HttpResponse:
    refused = attempt(incidents.join_call, incident=incident, call=call, by=acting(request))
    return _card(request, incident, refused)


@require_POST
def part(request: HttpRequest, incident: UUID, call: UUID) -> HttpResponse:
    refused = attempt(incidents.part_call, incident=incident, call=call, by=acting(request))
    return _card(request, incident, refused)


@require_POST
def acknowledge(request: HttpRequest, assignment: UUID) -> HttpResponse:
    refused = attempt(dispatch.acknowledge, assignment=assignment, by=acting(request))
    return _card(request, _incident_id(assignment), refused)


@require_POST
def set_out(request: HttpRequest, assignment: UUID) -> HttpResponse:
    refused = attempt(dispatch.set_out, assignment=assignment, by=acting(request))
    return _card(request, _incident_id(assignment), refused)


@require_POST
def arrive(request: HttpRequest, assignment: UUID) -> HttpResponse:
    refused = attempt(dispatch.arrive, assignment=assignment, by=acting(request))
    return _card(request, _incident_id(assignment), refused)


@require_POST
def clear(request: HttpRequest, assignment: UUID) -> HttpResponse:
    refused = attempt(dispatch.clear, assignment=assignment, by=acting(request))
    return _card(request, _incident_id(assignment), refused)


@ask_first
def call_off(request: HttpRequest, assignment: UUID) -> HttpResponse:
    form = Why(request.POST or None)
    if not form.is_valid() or request.method == "GET":
        return _ask(request, form, str(_label("call_off")))
    why = form.cleaned_data["why"]
    refused = attempt(dispatch.call_off, assignment=assignment, why=why, by=acting(request))
    return _card(request, _incident_id(assignment), refused)


@ask_first
def break_down(request: HttpRequest, assignment: UUID) -> HttpResponse:
    form = BreakDownForm(request.POST or None)
    if not form.is_valid():
        return _ask(request, form, str(_label("break_down")))
    reason = form.cleaned_data["reason"]
    refused = attempt(dispatch.break_down, assignment=assignment, reason=reason, by=acting(request))
    return _card(request, _incident_id(assignment), refused)


@ask_first
def divert(request: HttpRequest, assignment: UUID) -> HttpResponse:
    by, left = acting(request), _incident_id(assignment)
    others = screen.other_incidents(city_for(request, by), by, left)
    form = DivertForm(request.POST or None, choices=others)
    if not form.is_valid():
        return _ask(request, form, str(_label("divert")))
    return _card(
        request, left, attempt(dispatch.divert, assignment=assignment, **form.cleaned_data, by=by)
    )


@require_GET
def units(request: HttpRequest) -> HttpResponse:
    return _units(request)


@require_POST
def unit_available(request: HttpRequest, unit: UUID) -> HttpResponse:
    return _units(request, attempt(patrols.become_available, unit=unit, by=acting(request)))


@require_POST
def unit_unavailable(request: HttpRequest, unit: UUID) -> HttpResponse:
    reason = id_of(request.POST.get("reason"))
    refused = attempt(patrols.become_unavailable, unit=unit, reason=reason, by=acting(request))
    return _units(request, refused)


@require_POST
def command(request: HttpRequest) -> HttpResponse:
    """Do what the command line says; the card of the incident it was about comes with the answer."""
    by = acting(request)
    city = city_for(request, by)
    try:
        about = commands.run(words_of(request.POST.get("command"), 2000), city, by)
    except Refused as refused:
        return fragment(request, "dispatcher/_command_answer.html", {"incident": None}, refused)
    return render(request, "dispatcher/_command_answer.html", screen.card(request, about))


def _opened(request: HttpRequest, chosen: UUID | None) -> dict[str, Any]:
    """The card as somebody opens it, which is recorded."""
    context = screen.card(request, chosen)
    if context["incident"] is not None:
        read(context["incident"], "incident", acting(request))
    return context


def _card(request: HttpRequest, incident: UUID, refused: Refused | None = None) -> HttpResponse:
    context = screen.card(request, incident)
    if context["incident"] is None:
        raise Http404
    context["typed"] = request.POST if refused else {}
    return fragment(request, "dispatcher/_card.html", context, refused)


def _ask(request: HttpRequest, form: forms.Form, label: str) -> HttpResponse:
    """The form of a verb, opened, or shown again with what is wrong in it."""
    context = {"form": form, "label": label, "url": request.path, "operation": uuid7()}
    return render(request, "dispatcher/_ask.html", context)


def _units(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    by, status = acting(request), request.GET.get("status", "")
    context: dict[str, Any] = {
        "units": screen.units(city_for(request, by), by, status),
        "status": status,
        "reasons": unavailable_reasons(),
    }
    return fragment(request, "dispatcher/units.html", context, refused)


def _incident(request: HttpRequest, id: UUID) -> Incident:
    found = incident_of(acting(request), id)
    if found is None:
        raise Http404
    return found


def _incident_id(assignment: UUID) -> UUID:
    """Whose card is shown afterwards; who may do it, and see it, is judged by the action and card."""
    found = Assignment.objects.filter(pk=assignment).values_list("incident_id", flat=True).first()
    if found is None:
        raise Http404
    return found


def _label(verb: str) -> object:
    return next(step.label for step in ASSIGNMENT.steps if step.verb == verb)
