"""Calling, serving and letting go; each answers with the queue as it is then."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.doing import attempt, fragment
from kalantar.fronts.desk import screen
from kalantar.kernel.action import thing_exists
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting
from kalantar.reception import actions as reception

STEPS: dict[str, Callable[..., Any]] = {
    "begin_serving": reception.begin_serving,
    "recall": reception.recall,
    "serve": reception.serve,
    "miss": reception.miss,
    "leave_queue": reception.leave_queue,
    "queue_again": reception.queue_again,
}


@require_POST
def call_next(request: HttpRequest, desk: UUID) -> HttpResponse:
    return _queue(request, desk, attempt(reception.call_next, desk=desk, by=acting(request)))


@require_POST
def call(request: HttpRequest, desk: UUID, visit: UUID) -> HttpResponse:
    """Out of turn."""
    by = acting(request)
    return _queue(request, desk, attempt(reception.call_visitor, visit=visit, desk=desk, by=by))


@require_POST
def step(request: HttpRequest, desk: UUID, visit: UUID, verb: str) -> HttpResponse:
    act = STEPS.get(verb)
    if act is None:
        raise Http404
    return _queue(request, desk, attempt(act, visit=visit, by=acting(request)))


@require_POST
def saved(request: HttpRequest, desk: UUID, visit: UUID) -> HttpResponse:
    """They would not have had to come."""
    by, reason = acting(request), request.POST.get("reason", "")
    return _queue(request, desk, attempt(reception.mark_saved, visit=visit, reason=reason, by=by))


@require_POST
def refer(request: HttpRequest, desk: UUID, visit: UUID) -> HttpResponse:
    to, by = id_of(request.POST.get("to")), acting(request)
    if to is None:
        return _queue(request, desk, thing_exists.refuse())
    return _queue(request, desk, attempt(reception.refer_visitor, visit=visit, to=to, by=by))


def _queue(request: HttpRequest, desk: UUID, refused: Refused | None) -> HttpResponse:
    by = acting(request)
    context = screen.queue(by, screen.seat(by, desk))
    return fragment(request, "desk/_done.html", context, refused)
