"""The desk: who is spoken with, who rings, who hung up; answering, noting who gave up, ending, calling back."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from uuid_utils.compat import uuid7

from kalantar.call_backs import actions as call_backs
from kalantar.calls import actions as calls
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.doing import attempt, fragment, onward
from kalantar.fronts.base.place import city_for, in_city, watched_city
from kalantar.fronts.call_taker import screen
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Who waits; the conversation I am in opens by itself."""
    watched_city(request, acting(request))
    mine = screen.mine(acting(request))
    if mine:
        return redirect(_conversation(request, mine[0].call.pk))
    return screen.page(request, {})


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    current = id_of(request.GET.get("current"))
    return render(request, "call_taker/_waiting.html", screen.waiting(request, current))


@require_POST
def take_down(request: HttpRequest) -> HttpResponse:
    """A call that came another way (a desk, a radio): kept as one that rang and was answered."""
    by, city = acting(request), city_for(request, acting(request))
    if city is None:
        raise Http404
    try:
        number = request.POST.get("number", "")
        taken = calls.take_down_call(number=number, jurisdiction=city.pk, by=by)
    except Refused as refused:
        return fragment(request, "call_taker/_new.html", {"new_operation": uuid7()}, refused)
    return onward(_conversation(request, taken.pk))


@require_POST
def answer(request: HttpRequest, call: UUID) -> HttpResponse:
    refused = attempt(calls.answer_call, call=call, by=acting(request))
    if refused:
        return screen.page(request, {}, refused)
    return redirect(_conversation(request, call))


@require_POST
def abandon(request: HttpRequest, call: UUID) -> HttpResponse:
    """The caller hung up before anyone answered: from now on the call stands among those to return."""
    return _tried(request, attempt(calls.abandon_call, call=call, by=acting(request)))


@require_POST
def end(request: HttpRequest, call: UUID) -> HttpResponse:
    refused = attempt(calls.end_call, call=call, by=acting(request))
    if refused:
        return fragment(request, "base/_refused.html", {}, refused)
    return onward(in_city(request, reverse("call_taker:desk")))


@require_POST
def return_call(request: HttpRequest, call: UUID) -> HttpResponse:
    """They answered: the conversation has its form at once."""
    try:
        back = call_backs.return_call(call=call, by=acting(request))
    except Refused as refused:
        return _tried(request, refused)
    return onward(_conversation(request, back.pk))


@require_POST
def not_reached(request: HttpRequest, call: UUID) -> HttpResponse:
    return _tried(request, attempt(call_backs.could_not_reach, call=call, by=acting(request)))


def _conversation(request: HttpRequest, call: UUID) -> str:
    return in_city(request, reverse("call_taker:call", args=[call]))


def _tried(request: HttpRequest, refused: Refused | None) -> HttpResponse:
    """The list as it is now, with why it could not be."""
    current = id_of(request.POST.get("current"))
    return fragment(request, "call_taker/_tried.html", screen.waiting(request, current), refused)
