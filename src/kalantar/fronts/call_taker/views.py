"""The call taker's page and its fragments: answering, locating, opening or joining an incident."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from uuid_utils.compat import uuid7

from kalantar.calls import actions as calls
from kalantar.calls.models import CallState
from kalantar.calls.queries import (
    CallSeen,
    call_seen,
    calls_in_conversation,
    calls_to_return,
    recent_calls_from,
    waiting_calls,
)
from kalantar.catalogue.models import Question
from kalantar.catalogue.queries import offered_types
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.doing import attempt, fragment, onward
from kalantar.fronts.base.place import city_for, live_keys, map_of
from kalantar.fronts.call_taker.forms import ANSWER, IncidentForm
from kalantar.incidents import actions as incidents
from kalantar.incidents.queries import incident_of_call, possible_duplicates
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting
from kalantar.people.opening import read
from kalantar.places.queries import nearest_address, search

OFFERED = 8  # types shown at once
LIKELY = 3  # possible duplicates shown at once


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Who waits; the conversation I am in opens by itself."""
    by = acting(request)
    mine = _mine(by)
    if mine:
        return redirect("call_taker:call", mine[0].call.pk)
    return _page(request, None)


@require_GET
def call(request: HttpRequest, call: UUID) -> HttpResponse:
    """One conversation, with its form."""
    seen = call_seen(acting(request), call)
    if seen is None:
        raise Http404
    read(seen.call, "call", acting(request))
    return _page(request, seen)


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    return render(request, "call_taker/_waiting.html", _waiting(request, None))


@require_POST
def take_down(request: HttpRequest) -> HttpResponse:
    """A call that came another way (a desk, a radio): kept as one that rang and was answered."""
    by, city = acting(request), city_for(request, acting(request))
    if city is None:
        raise Http404
    try:
        number = request.POST.get("number", "")
        rang = calls.offer_call(number=number, jurisdiction=city.pk, by=by)
        calls.answer_call(call=rang.pk, by=by.repeating(None))
    except Refused as refused:
        return fragment(request, "base/_refused.html", {}, refused)
    return onward(reverse("call_taker:call", args=[rang.pk]))


@require_POST
def answer(request: HttpRequest, call: UUID) -> HttpResponse:
    refused = attempt(calls.answer_call, call=call, by=acting(request))
    if refused:
        return _page(request, None, refused)
    return redirect("call_taker:call", call)


@require_POST
def end(request: HttpRequest, call: UUID) -> HttpResponse:
    refused = attempt(calls.end_call, call=call, by=acting(request))
    if refused:
        return fragment(request, "base/_refused.html", {}, refused)
    return onward(reverse("call_taker:desk"))


@require_POST
def open_incident(request: HttpRequest, call: UUID) -> HttpResponse:
    """Open the incident; a wish for secrecy is kept with the call first, so that it never leaks."""
    seen, form, by = call_seen(acting(request), call), IncidentForm(request.POST), acting(request)
    if seen is None:
        raise Http404
    if not form.is_valid():
        return _form(request, seen, form)
    if form.cleaned_data["secrecy"] and not seen.call.wants_secrecy:
        attempt(calls.keep_caller_secret, call=call, by=by.repeating(None))
    asked = {
        key: form.cleaned_data[key] for key in ("type", "address", "place_source", "narrative")
    }
    refused = attempt(
        incidents.create_incident, call=call, place=form.place, answers=form.answers, **asked, by=by
    )
    return _form(request, call_seen(by, call) or seen, form, refused)


@require_POST
def join(request: HttpRequest, call: UUID, incident: UUID) -> HttpResponse:
    by = acting(request)
    refused = attempt(incidents.join_call, incident=incident, call=call, by=by)
    seen = call_seen(by, call)
    if seen is None:
        raise Http404
    return _form(request, seen, IncidentForm(), refused)


@require_POST
def note(request: HttpRequest, call: UUID) -> HttpResponse:
    """What the caller says after the incident is open goes to it as a note."""
    by, seen = acting(request), call_seen(acting(request), call)
    joined = incident_of_call(by, call)
    if seen is None or joined is None:
        raise Http404
    text = request.POST.get("text", "")
    refused = attempt(incidents.add_note, incident=joined.pk, text=text, by=by)
    return _form(request, seen, IncidentForm(), refused, typed=text if refused else "")


@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """What the typed words may mean."""
    asked, city = request.GET.get("address", ""), city_for(request, acting(request))
    found = search(city.pk, asked, limit=8) if city and asked.strip() else []
    context = {"places": found, "asked": asked.strip()}
    return render(request, "call_taker/_places.html", context)


@require_GET
def place_at(request: HttpRequest) -> HttpResponse:
    """The address beside a click on the map."""
    city, point = city_for(request, acting(request)), _point(request)
    hit = nearest_address(city.pk, point) if city and point else None
    return JsonResponse({"name": hit.label if hit else ""})


@require_GET
def types(request: HttpRequest) -> HttpResponse:
    found = offered_types(request.GET.get("type_words", ""))[:OFFERED]
    return render(request, "call_taker/_types.html", {"types": found})


@require_GET
def questions(request: HttpRequest, type: UUID) -> HttpResponse:
    return render(request, "call_taker/_questions.html", _questions(type, {}))


@require_GET
def near(request: HttpRequest) -> HttpResponse:
    """Incidents that may be the same, before a new one is opened."""
    by, point = acting(request), _point(request)
    type = id_of(request.GET.get("type"))
    found = possible_duplicates(by, point, type, by.now())[:LIKELY] if point else []
    context = {"near": found, "call": request.GET.get("call")}
    return render(request, "call_taker/_near.html", context)


def _page(
    request: HttpRequest, seen: CallSeen | None, refused: Refused | None = None
) -> HttpResponse:
    by, city = acting(request), city_for(request, acting(request))
    form = _form_context(by, seen, IncidentForm()) if seen else {}
    context = {
        **_waiting(request, seen),
        **form,
        "city": city,
        "map": map_of(city, **_map_addresses()) if city else map_of(None),
    }
    return fragment(request, "call_taker/desk.html", context, refused)


def _map_addresses() -> dict[str, str]:
    return {"incidents": reverse("dispatcher:pins")}


def _waiting(request: HttpRequest, current: CallSeen | None) -> dict[str, Any]:
    by = acting(request)
    return {
        "mine": _mine(by),
        "waiting": waiting_calls(by),
        "abandoned": calls_to_return(by, by.now())[:20],
        "current": current.call.pk if current else None,
        "live_keys": live_keys(by, city_for(request, by)),
        "operation": uuid7(),
    }


def _mine(by: Actor) -> list[CallSeen]:
    return [seen for seen in calls_in_conversation(by) if seen.call.answered_by_id == by.id]


def _form(
    request: HttpRequest,
    seen: CallSeen,
    form: IncidentForm,
    refused: Refused | None = None,
    **more: str,
) -> HttpResponse:
    context = _form_context(acting(request), seen, form) | more
    return fragment(request, "call_taker/_form.html", context, refused)


def _form_context(by: Actor, seen: CallSeen, form: IncidentForm) -> dict[str, Any]:
    given = {name: value for name, value in form.data.items() if name.startswith(ANSWER)}
    type = id_of(form.data.get("type"))
    number = seen.number or ""
    joined = incident_of_call(by, seen.call.pk)
    return {
        "seen": seen,
        "call": seen.call,
        "speaking": seen.call.state == CallState.ANSWERED,
        "form": form,
        "joined": joined,
        "notes": joined.notes.order_by("-written_at")[:5] if joined else [],
        "before": [
            other
            for other in recent_calls_from(by, number, by.now())
            if other.call.pk != seen.call.pk
        ],
        "operation": uuid7(),
        **(_questions(type, given) if type else {}),
    }


def _questions(type: UUID, given: dict[str, Any]) -> dict[str, Any]:
    rows: list[Any] = list(Question.objects.filter(incident_type=type, retired_at=None))
    for row in rows:
        row.given = given.get(f"{ANSWER}{row.pk}", "")
    return {"questions": rows, "yes_no": [("yes", _("Yes")), ("no", _("No"))]}


def _point(request: HttpRequest) -> Point | None:
    try:
        return Point(float(request.GET["lon"]), float(request.GET["lat"]))
    except (KeyError, ValueError):
        return None
