"""Units that give no word, for who is told when nobody has heard them; and what became of those of a day."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.dispatch.sent import sent_as_seen
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.place import in_city, watched_city
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import PAGE
from kalantar.kernel.text import digits_for, lasting, say_datetime
from kalantar.people.middleware import acting
from kalantar.people.roles import Role
from kalantar.welfare_checks.events import HEARD
from kalantar.welfare_checks.lifecycle import CHECK
from kalantar.welfare_checks.models import WelfareCheck
from kalantar.welfare_checks.queries import Silent, named, past_checks, silent_units

LOOKED_BACK = timedelta(hours=24)
TOLD = {
    1: (Role.COMMANDER,),
    2: (Role.COMMANDER, Role.STATION_CHIEF),
}  # by the step of the escalation


@require_GET
def told(request: HttpRequest) -> HttpResponse:
    """In the bar of every page of the commander and the chief: of whom they are told by now."""
    by = acting(request)
    found = [one for one in silent_units(by) if is_told(one, by)]
    return render(request, "chief/_told.html", {"told": found})


def is_told(one: Silent, reader: Actor) -> bool:
    roles = TOLD.get(one.step, ())
    return reader.holds(roles, over=one.assignment.incident.jurisdiction.ancestors)


@require_GET
def checks(request: HttpRequest) -> HttpResponse:
    """The checks of the last day, the latest first."""
    by, city = acting(request), watched_city(request, acting(request))
    since, area = by.now() - LOOKED_BACK, city.pk if city else None
    after = id_of(request.GET.get("after"))
    found = past_checks(by, since, by.now(), city=area, after=after, limit=PAGE + 1)
    context = {
        "heading": _("Units that gave no word"), "city": city, "beyond": "after" in request.GET,
        "columns": [_("Fell due"), _("Unit"), _("Asked by"), _("Times asked"), _("How it ended"), _("After")],
        "rows": _rows(request, found[:PAGE], by), "next": found[PAGE - 1].pk if len(found) > PAGE else None,
    }  # fmt: skip
    return render(request, "chief/checks.html", context)


def _rows(request: HttpRequest, found: list[WelfareCheck], by: Actor) -> list[dict[str, Any]]:
    signs = sent_as_seen([one.assignment for one in found], by)
    return [
        {"url": _incident(request, one), "cells": _cells(one, str(sent.sign))}
        for one, sent in zip(found, signs, strict=True)
    ]


def _incident(request: HttpRequest, one: WelfareCheck) -> str:
    incident = str(one.assignment.incident_id)
    return in_city(request, reverse("dispatcher:room"), incident=incident)


def _cells(one: WelfareCheck, sign: str) -> list[dict[str, Any]]:
    spoken = get_language() or "fa"
    ended = f"{CHECK.states[one.state]} · {HEARD[one.how]}" if one.how else CHECK.states[one.state]
    after = "—"
    if one.settled_at:
        after = str(lasting(round((one.settled_at - one.due_at).total_seconds())))
    return [
        {"text": say_datetime(one.due_at, short=True)}, {"text": sign, "code": True},
        {"text": named(one.owner) or "—"}, {"text": digits_for(spoken, str(one.tries))},
        {"text": ended}, {"text": after},
    ]  # fmt: skip
