"""How many came to a station, and how many of them need not have: by service and reason, and per station."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.fronts.base.asked import id_of
from kalantar.fronts.desk.lists import cell
from kalantar.fronts.desk.stations import offered, station_for
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import page_of
from kalantar.kernel.text import digits_for, localise_number, start_of_day
from kalantar.kernel.text.calendar import local
from kalantar.people.middleware import acting
from kalantar.places.models import Jurisdiction
from kalantar.reception.events import SAVED
from kalantar.reception.models import Service
from kalantar.reception.queries import VisitFigures, saved_by_station, saved_visits, stations_led
from kalantar.reception.rules import may_read_visit_figures

PERIODS = {  # its name, and how many days with today
    "day": (gettext_lazy("Today"), 1),
    "week": (gettext_lazy("Seven days"), 7),
    "month": (gettext_lazy("Thirty days"), 30),
}
NONE = VisitFigures(0, {})


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Of the chosen station by service; below it the stations the reader leads, a page at a time."""
    by = acting(request)
    station = station_for(request, by)
    if station is None:
        raise may_read_visit_figures.refuse()
    may_read_visit_figures.require(by, station)
    asked = request.GET.get("period", "")
    period = asked if asked in PERIODS else "week"
    context = {"station": station, "others": offered(request, by), "keeping": {"period": period}}
    shown = _shown(by, station, period, id_of(request.GET.get("after")))
    return render(request, "desk/figures.html", context | shown)


def _shown(by: Actor, station: Jurisdiction, period: str, after: UUID | None) -> dict[str, Any]:
    since = _since(period, by.now())
    led = page_of(stations_led(by), "name_en", "name_fa", after=after)
    of_each = [_("Came"), _("Could have been saved"), _("Share")]
    return {
        "heading": _("Visits that could have been saved"),
        "period": period,
        "periods": [
            {"code": code, "name": name, "here": code == period}
            for code, (name, _days) in PERIODS.items()
        ],
        "columns": [_("Service"), *of_each, *SAVED.values()],
        "rows": _by_service(by, station, since),
        "station_columns": [_("Station"), *of_each],
        "station_rows": _by_station(by, led.rows, since, period) if led.count > 1 else [],
        "led": led,
    }


def _since(period: str, now: datetime) -> datetime:
    """The beginning of the first day of the period, on the service's clock."""
    return start_of_day(local(now).date() - timedelta(days=PERIODS[period][1] - 1))


def _by_service(by: Actor, station: Jurisdiction, since: datetime) -> list[dict[str, Any]]:
    """The service with the most first, and all of them together at the end."""
    found = saved_visits(by, station, since, by.now())
    names = {one.pk: one.name for one in Service.objects.filter(pk__in=found)}
    ordered = sorted(found.items(), key=lambda one: (-one[1].could_be_saved, -one[1].came))
    rows = [{"cells": _cells(names[id], one, reasons=True)} for id, one in ordered]
    if rows:
        rows.append(
            {"cells": _cells(_("All services"), _together(list(found.values())), reasons=True)}
        )
    return rows


def _together(some: list[VisitFigures]) -> VisitFigures:
    saved = {why: sum(one.saved.get(why, 0) for one in some) for why in SAVED}
    return VisitFigures(sum(one.came for one in some), saved)


def _by_station(
    by: Actor, stations: list[Jurisdiction], since: datetime, period: str
) -> list[dict[str, Any]]:
    found = saved_by_station(by, [one.pk for one in stations], since, by.now())
    return [
        {
            "url": f"?station={one.pk}&period={period}",
            "cells": _cells(one.name, found.get(one.pk, NONE)),
        }
        for one in stations
    ]


def _cells(name: object, one: VisitFigures, *, reasons: bool = False) -> list[dict[str, Any]]:
    said = [
        cell(name),
        cell(_number(one.came)),
        cell(_number(one.could_be_saved)),
        cell(_share(one)),
    ]
    return said + [cell(_number(one.saved.get(why, 0))) for why in (SAVED if reasons else ())]


def _share(one: VisitFigures) -> str:
    """In whole per cent; a dash where nobody came."""
    if not one.came:
        return "—"
    spoken = get_language() or "fa"
    percent = digits_for(spoken, str(round(100 * one.could_be_saved / one.came)))
    return f"{percent}٪" if spoken.startswith("fa") else f"{percent}%"


def _number(count: int) -> str:
    return localise_number(count, get_language() or "fa")
