"""The service levels, and the list behind each number."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.place import in_city, live_keys, watched_city
from kalantar.fronts.chief.levels_shown import moment_of, shown
from kalantar.kernel.listing import PAGE, rows_after
from kalantar.kernel.text import digits_for, lasting, say_datetime
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.people.roles import WATCHERS
from kalantar.service_levels.levels import BY_CODE, WINDOWS
from kalantar.service_levels.queries import behind, span_of

CODES = [window.code for window in WINDOWS]


@require_GET
def levels(request: HttpRequest) -> HttpResponse:
    return render(request, "chief/levels.html", _context(request))


@require_GET
def part(request: HttpRequest) -> HttpResponse:
    """Asked for again by the page itself."""
    return render(request, "chief/_levels.html", _context(request))


@require_GET
def level(request: HttpRequest) -> HttpResponse:
    """What one number counts, up to the moment at which it was counted."""
    by, city = acting(request), watched_city(request, acting(request))
    asked = request.GET.get("level", "")
    if city is None or asked not in BY_CODE:
        raise Http404
    if BY_CODE[asked].counts == "calls":
        read_of_areas(by.areas(WATCHERS), "calls", by)
    return render(request, "chief/level.html", _list(request, asked))


def _context(request: HttpRequest) -> dict[str, Any]:
    by, city = acting(request), watched_city(request, acting(request))
    asked = request.GET.get("window", "")
    window = asked if asked in CODES else "shift"
    told = shown(city, window, by)
    return told | {"city": city, "window": window, "live_keys": live_keys(by, city)}


def _list(request: HttpRequest, code: str) -> dict[str, Any]:
    by, city, asked = acting(request), watched_city(request, acting(request)), request.GET
    assert city is not None
    window = asked.get("window") if asked.get("window") in CODES else "shift"
    weeks = 1 if asked.get("weeks") == "1" else 0
    since, until = span_of(str(window), moment_of(asked.get("at", ""), by.now()), weeks)
    met = {"no": False, "yes": True}.get(asked.get("met", ""))
    priority = asked.get("priority", "")
    found = behind(
        by, city.pk, code, since, until, met=met, area=id_of(asked.get("area")),
        priority=int(priority) if priority in "12345" and priority else None,
    )  # fmt: skip
    calls = BY_CODE[code].counts == "calls"
    order = "-offered_at" if calls else "-opened_at"
    rows = rows_after(found, order, after=id_of(asked.get("after")), limit=PAGE + 1)
    kept = asked.copy()
    kept.pop("after", None)
    return {
        "heading": BY_CODE[code].name, "since": since, "until": until, "city": city,
        "missed": met is False, "count": found.count(), "kept": kept.urlencode(),
        "columns": _columns(calls), "beyond": "after" in asked,
        "rows": [_call(row) if calls else _incident(request, row) for row in rows[:PAGE]],
        "next": rows[PAGE - 1].pk if len(rows) > PAGE else None,
    }  # fmt: skip


def _columns(calls: bool) -> list[str]:
    if calls:
        return [_("Rang"), _("Waited"), _("Centre")]
    return [_("Incident"), _("What it is"), _("Priority"), _("Opened"), _("Station")]


def _call(call: Any) -> dict[str, Any]:
    """When it rang and how long: whose call it is, is nobody's to know here."""
    waited = _("not answered")
    if call.answered_at:
        waited = str(lasting(round((call.answered_at - call.offered_at).total_seconds())))
    rang = say_datetime(call.offered_at, short=True, seconds=True)
    return {"cells": [{"text": text} for text in (rang, waited, call.jurisdiction)]}


def _incident(request: HttpRequest, incident: Any) -> dict[str, Any]:
    spoken = get_language() or "fa"
    url = in_city(request, reverse("dispatcher:room"), incident=str(incident.pk))
    return {
        "url": url,
        "cells": [
            {"text": digits_for(spoken, incident.number), "code": True},
            {"text": incident.type.name},
            {"text": digits_for(spoken, str(incident.priority)), "priority": incident.priority},
            {"text": say_datetime(incident.opened_at, short=True, seconds=True)},
            {"text": incident.jurisdiction},
        ],
    }
