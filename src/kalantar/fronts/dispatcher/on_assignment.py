"""The verbs of a unit that was sent. Each does one action and shows the card of its incident."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from kalantar.dispatch import actions as dispatch
from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.dispatcher.forms import BreakDownForm, DivertForm, Why
from kalantar.fronts.dispatcher.showing import (
    ask_first,
    card_shown,
    form_shown,
    incident_left,
    incident_or_404,
)
from kalantar.people.middleware import acting


@require_POST
def acknowledge(request: HttpRequest, assignment: UUID) -> HttpResponse:
    refused = attempt(dispatch.acknowledge, assignment=assignment, by=acting(request))
    return card_shown(request, incident_left(assignment), refused)


@require_POST
def set_out(request: HttpRequest, assignment: UUID) -> HttpResponse:
    refused = attempt(dispatch.set_out, assignment=assignment, by=acting(request))
    return card_shown(request, incident_left(assignment), refused)


@require_POST
def arrive(request: HttpRequest, assignment: UUID) -> HttpResponse:
    refused = attempt(dispatch.arrive, assignment=assignment, by=acting(request))
    return card_shown(request, incident_left(assignment), refused)


@require_POST
def clear(request: HttpRequest, assignment: UUID) -> HttpResponse:
    refused = attempt(dispatch.clear, assignment=assignment, by=acting(request))
    return card_shown(request, incident_left(assignment), refused)


@ask_first
def call_off(request: HttpRequest, assignment: UUID) -> HttpResponse:
    form = Why(request.POST or None)
    if not form.is_valid() or request.method == "GET":
        return form_shown(request, form, str(_label("call_off")))
    why = form.cleaned_data["why"]
    refused = attempt(dispatch.call_off, assignment=assignment, why=why, by=acting(request))
    return card_shown(request, incident_left(assignment), refused)


@ask_first
def break_down(request: HttpRequest, assignment: UUID) -> HttpResponse:
    form = BreakDownForm(request.POST or None)
    if not form.is_valid():
        return form_shown(request, form, str(_label("break_down")))
    reason = form.cleaned_data["reason"]
    refused = attempt(dispatch.break_down, assignment=assignment, reason=reason, by=acting(request))
    return card_shown(request, incident_left(assignment), refused)


@ask_first
def divert(request: HttpRequest, assignment: UUID) -> HttpResponse:
    by, left = acting(request), incident_left(assignment)
    form = DivertForm(request.POST or None, leaving=incident_or_404(request, left), by=by)
    if not form.is_valid():
        return form_shown(request, form, str(_label("divert")))
    asked = {"to": form.cleaned_data["to"], "why": form.cleaned_data["why"], "by": by}
    return card_shown(request, left, attempt(dispatch.divert, assignment=assignment, **asked))


def _label(verb: str) -> object:
    return next(step.label for step in ASSIGNMENT.steps if step.verb == verb)
