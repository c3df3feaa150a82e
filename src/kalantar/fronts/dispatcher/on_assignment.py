"""The verbs of a unit that was sent. Each does one action and shows the card of its incident."""

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from kalantar.dispatch import actions as dispatch
from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.dispatch.models import Assignment
from kalantar.dispatch.queries import sign_of
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.dispatcher.forms import BreakDownForm, DivertForm, Why
from kalantar.fronts.dispatcher.showing import (
    ask_first,
    asked_then_done,
    card_shown,
    incident_left,
    incident_or_404,
)
from kalantar.people.middleware import acting


@require_POST
def acknowledge(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return _done(request, assignment, dispatch.acknowledge)


@require_POST
def set_out(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return _done(request, assignment, dispatch.set_out)


@require_POST
def arrive(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return _done(request, assignment, dispatch.arrive)


@require_POST
def clear(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return _done(request, assignment, dispatch.clear)


@require_POST
def call_backup(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return _done(request, assignment, dispatch.call_backup)


@require_POST
def withdraw_backup(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return _done(request, assignment, dispatch.withdraw_backup)


@ask_first
def call_off(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return _asked(request, assignment, Why(request.POST or None), dispatch.call_off)


@ask_first
def break_down(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return _asked(request, assignment, BreakDownForm(request.POST or None), dispatch.break_down)


@ask_first
def divert(request: HttpRequest, assignment: UUID) -> HttpResponse:
    leaving = incident_or_404(request, incident_left(assignment))
    language = get_language() or "fa"
    form = DivertForm(request.POST or None, leaving=leaving, by=acting(request), language=language)
    return _asked(request, assignment, form, dispatch.divert)


def _done(request: HttpRequest, assignment: UUID, act: Callable[..., Assignment]) -> HttpResponse:
    refused = attempt(act, assignment=assignment, by=acting(request))
    return card_shown(request, incident_left(assignment), refused)


def _asked(
    request: HttpRequest, assignment: UUID, form: Form, act: Callable[..., object]
) -> HttpResponse:
    """Its button is called as the step is that the action takes; its heading names the unit, too."""
    label = next(step.label for step in ASSIGNMENT.steps if step.verb == act.__name__)
    sign, left = sign_of(acting(request), assignment), incident_left(assignment)
    shown = (request, form, str(label), act)
    return asked_then_done(*shown, of=str(sign or ""), card=left, assignment=assignment)
