"""Callers who hung up: who is owed a call back, who has taken it up, and what became of the others."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kalantar.call_backs import actions
from kalantar.fronts.base.doing import attempt, fragment
from kalantar.fronts.base.place import in_city, watched_city
from kalantar.fronts.call_taker.owed import callers
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting

PAGE = "call_taker/call_backs.html"


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Of the last day, or with ``?which=`` those a figure of the shift counts."""
    watched_city(request, acting(request))
    return render(request, PAGE, callers(request))


@require_GET
def part(request: HttpRequest) -> HttpResponse:
    """The lists ask for themselves again when something has changed, and as time goes on."""
    watched_city(request, acting(request))
    return render(request, "call_taker/_call_backs.html", callers(request))


@require_POST
def take_up(request: HttpRequest, call: UUID) -> HttpResponse:
    return _done(request, attempt(actions.take_up_call_back, call=call, by=acting(request)))


@require_POST
def answered(request: HttpRequest, call: UUID) -> HttpResponse:
    """The conversation has its form at once."""
    try:
        back = actions.return_call(call=call, by=acting(request))
    except Refused as refused:
        return _done(request, refused)
    return redirect(in_city(request, reverse("call_taker:call", args=[back.pk])))


@require_POST
def not_reached(request: HttpRequest, call: UUID) -> HttpResponse:
    return _done(request, attempt(actions.could_not_reach, call=call, by=acting(request)))


@require_POST
def give_up(request: HttpRequest, call: UUID) -> HttpResponse:
    asked = {"call": call, "reason": request.POST.get("reason", "")}
    return _done(request, attempt(actions.give_up_call_back, **asked, by=acting(request)))


def _done(request: HttpRequest, refused: Refused | None) -> HttpResponse:
    if refused is None:
        return redirect(in_city(request, reverse("call_taker:call_backs")))
    watched_city(request, acting(request))
    return fragment(request, PAGE, callers(request), refused)
