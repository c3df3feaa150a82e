"""The files of a station: found before a new one is opened, mine, the open ones, those referred to it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.cases.lifecycle import CASE
from kalantar.cases.models import Case
from kalantar.cases.queries import cases_in_charge, find_cases, open_cases, referred_to
from kalantar.fronts.base.asked import id_of, words_of
from kalantar.fronts.desk import purpose
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.lists import Row, cell, listed, sections
from kalantar.fronts.desk.stations import station_for
from kalantar.kernel.listing import PAGE
from kalantar.kernel.text import digits_for, say_date, say_datetime
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.people.roles import Role

SECTIONS = {
    "work": gettext_lazy("My work"),
    "open": gettext_lazy("Open at the station"),
    "mine": gettext_lazy("My files"),
    "referred": gettext_lazy("Referred to us"),
    "questions": gettext_lazy("Asked by citizens"),
    "copies": gettext_lazy("Copies to give"),
    "overdue": gettext_lazy("Overdue tasks"),
    "unassigned": gettext_lazy("Tasks without an officer"),
    "due": gettext_lazy("Due for review"),
    "held": gettext_lazy("On hold"),
}


@require_GET
def open_files(request: HttpRequest) -> HttpResponse:
    """Whoever works at no station has their own; an auditor looks for one."""
    by, station = acting(request), station_for(request, acting(request))
    if station is None and not by.areas({Role.AUDITOR}):
        return redirect("files:work")
    found = open_cases(by, station, after=_after(request), limit=PAGE + 1) if station else []
    return _list(request, "open", found, empty=_("No file is open here."))


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    found = cases_in_charge(acting(request), after=_after(request), limit=PAGE + 1)
    return _list(request, "mine", found, empty=_("You are in charge of no open file."))


@require_GET
def referred(request: HttpRequest) -> HttpResponse:
    by, station = acting(request), station_for(request, acting(request))
    found = referred_to(by, station, after=_after(request), limit=PAGE + 1) if station else []
    return _list(request, "referred", found, empty=_("No file waits for this station's answer."))


@verb_of("files:open")
def find(request: HttpRequest) -> HttpResponse:
    """By number, phone, ID or name. The words stand in a body: addresses are kept in logs."""
    by, asked = purpose.with_purpose(request), words_of(request.POST.get("q"), 100)
    found = find_cases(by, asked, limit=PAGE) if asked else []
    return _list(
        request, "", found, asked=asked, empty=_("No file of such a number or person is here.")
    )


def _after(request: HttpRequest) -> Any:
    return id_of(request.GET.get("after"))


def _list(request: HttpRequest, here: str, found: list[Case], **more: Any) -> HttpResponse:
    by = purpose.with_purpose(request)
    if found and here != "mine":
        read_of_areas({one.jurisdiction_id for one in found}, "cases", by)
    return listed(
        request, "desk/files.html", found, _row,
        columns=[_("Number"), _("Category"), _("State"), _("Station"), _("In charge"), _("Opened")],
        station=station_for(request, by), heading=SECTIONS.get(here, _("Files found")),
        sections=sections(SECTIONS, "files", here),
        auditing=bool(by.areas({Role.AUDITOR})), why=by.why, **more,
    )  # fmt: skip


def _state(case: Case) -> object:
    if case.disposed_at:
        return _("disposed of on {day}").format(day=say_date(case.disposed_at, short=True))
    return CASE.states[case.state]


def _row(case: Case) -> Row:
    number = digits_for(get_language() or "fa", case.number)
    return reverse("files:file", args=[case.pk]), [
        cell(number, code=True),
        cell(case.category.name),
        cell(_state(case)),
        cell(case.jurisdiction.name),
        cell(case.officer.name if case.officer else "—"),
        cell(say_datetime(case.opened_at, short=True)),
    ]
