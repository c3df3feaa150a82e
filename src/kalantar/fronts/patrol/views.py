"""The phone's page, its verbs and its position. Each answers with the phone's one fragment."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from kalantar.dispatch import actions as dispatch
from kalantar.fronts.base.asked import id_of, reason_chosen
from kalantar.fronts.base.doing import attempt, fragment
from kalantar.fronts.patrol import screen
from kalantar.fronts.patrol.moment import pressed_at, then
from kalantar.kernel.action import thing_exists
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused
from kalantar.patrols import actions as patrols
from kalantar.patrols.positions import Report
from kalantar.patrols.queries import own_unit
from kalantar.people.middleware import acting
from kalantar.welfare_checks.actions import give_word
from kalantar.welfare_checks.models import How


@require_GET
def now(request: HttpRequest) -> HttpResponse:
    return render(request, "patrol/now.html", screen.now(acting(request)))


@require_GET
def now_part(request: HttpRequest) -> HttpResponse:
    """The fragment again, with as many notes as were open."""
    asked = request.GET.get("notes", "")
    notes = int(asked) if re.fullmatch("[1-9][0-9]{0,3}", asked) else screen.NEWEST
    return render(request, "patrol/_now.html", screen.now(acting(request), notes))


@require_POST
def acknowledge(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return shown(request, attempt(dispatch.acknowledge, assignment=assignment, by=then(request)))


@require_POST
def set_out(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return shown(request, attempt(dispatch.set_out, assignment=assignment, by=then(request)))


@require_POST
def arrive(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return shown(request, attempt(dispatch.arrive, assignment=assignment, by=then(request)))


@require_POST
def clear(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return shown(request, attempt(dispatch.clear, assignment=assignment, by=then(request)))


@require_POST
def break_down(request: HttpRequest, assignment: UUID) -> HttpResponse:
    def act() -> None:
        dispatch.break_down(
            assignment=assignment, reason=reason_chosen(request.POST), by=then(request)
        )

    return shown(request, attempt(act))


@require_POST
def call_backup(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return shown(request, attempt(dispatch.call_backup, assignment=assignment, by=then(request)))


@require_POST
def withdraw_backup(request: HttpRequest, assignment: UUID) -> HttpResponse:
    act = dispatch.withdraw_backup
    return shown(request, attempt(act, assignment=assignment, by=then(request)))


@require_POST
def note(request: HttpRequest, assignment: UUID) -> HttpResponse:
    """A note on the incident of one's own assignment, wherever the unit is from."""
    text = request.POST.get("text", "")
    refused = attempt(dispatch.report, assignment=assignment, text=text, by=then(request))
    return shown(request, refused)


@require_POST
def well(request: HttpRequest, assignment: UUID) -> HttpResponse:
    """The answer to "are you well?", which counts from the moment the button was pressed."""
    word = {"assignment": assignment, "how": How.BUTTON}
    return shown(request, attempt(give_word, **word, by=then(request)))


@require_POST
def become_unavailable(request: HttpRequest) -> HttpResponse:
    def act(**asked: Any) -> None:
        patrols.become_unavailable(**asked, reason=reason_chosen(request.POST))

    return shown(request, _with_unit(request, act))


@require_POST
def become_available(request: HttpRequest) -> HttpResponse:
    return shown(request, _with_unit(request, patrols.become_available))


@require_POST
def end_shift(request: HttpRequest) -> HttpResponse:
    return shown(request, _with_unit(request, patrols.end_shift))


@require_POST
def position(request: HttpRequest) -> HttpResponse:
    """Where the phone is: ``lon``, ``lat`` (degrees), ``accuracy`` (metres, or none), ``at`` (ISO 8601).

    204 says that it is kept, or that the officer is in no crew; 422 says in words why it is not.
    """
    by = acting(request)
    unit = own_unit(by)
    try:
        place = Point(float(request.POST["lon"]), float(request.POST["lat"]))
        said = request.POST.get("accuracy")
        accuracy = float(said) if said else None
    except (KeyError, ValueError):
        return HttpResponse(status=400)
    if unit is None:
        return HttpResponse(status=204)
    report = Report(unit.pk, place, pressed_at(request) or by.now(), accuracy)
    refused = _kept(report, by)
    if refused is None:
        return HttpResponse(status=204)
    return fragment(request, "base/_refused.html", {}, refused)


def _kept(report: Report, by: Actor) -> Refused | None:
    """Keep it; why it is not kept where a rule forbids the batch, or this one report."""
    try:
        received = patrols.report_positions(reports=[report], by=by)
    except Refused as refused:
        return refused
    return received.refused[0][1] if received.refused else None


def shown(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    return fragment(request, "patrol/_now.html", screen.now(acting(request)), refused)


def _with_unit(request: HttpRequest, act: Callable[..., Any], **asked: Any) -> Refused | None:
    """About the unit the button was pressed in, which a repeat may find the officer in no more."""
    by = then(request)
    unit = id_of(request.POST.get("unit")) or getattr(own_unit(by), "pk", None)
    return attempt(act, unit=unit, **asked, by=by) if unit else thing_exists.refuse()
