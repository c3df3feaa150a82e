"""The files of a station: found before a new one is opened, mine, the open ones, those referred to it."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.cases.lifecycle import CASE, LEADERS
from kalantar.cases.models import Case
from kalantar.cases.queries import MINE, OPEN, REFERRED
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.asked_list import FOUND, AskedList, asked_list
from kalantar.fronts.desk.lists import Row, cell, listed, sections
from kalantar.fronts.desk.narrowing import in_address
from kalantar.fronts.desk.stations import station_for
from kalantar.kernel.text import digits_for, say_date, say_datetime
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.people.roles import DESK, Role
from kalantar.saved_searches.models import SavedSearch
from kalantar.saved_searches.queries import searches_of

SECTIONS = {
    "work": gettext_lazy("My work"),
    "open": gettext_lazy("Open at the station"),
    "mine": gettext_lazy("My files"),
    "referred": gettext_lazy("Referred to us"),
    "questions": gettext_lazy("Asked by citizens"),
    "written": gettext_lazy("Written by message"),
    "copies": gettext_lazy("Copies to give"),
    "messages": gettext_lazy("Messages"),
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
    return list_page(request, asked_list(request, OPEN), empty=_("No file is open here."))


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    none = _("You are in charge of no open file.")
    return list_page(request, asked_list(request, MINE), empty=none)


@require_GET
def referred(request: HttpRequest) -> HttpResponse:
    none = _("No file waits for this station's answer.")
    return list_page(request, asked_list(request, REFERRED), empty=none)


@verb_of("files:open")
def find(request: HttpRequest) -> HttpResponse:
    """By number, phone, ID or name. The words stand in a body: addresses are kept in logs."""
    none = _("No file of such a number or person is here.")
    return list_page(request, asked_list(request, FOUND), empty=none)


def list_page(
    request: HttpRequest, asked: AskedList, *, status: int = 200, **more: Any
) -> HttpResponse:
    found, by = asked.page(id_of(request.GET.get("after"))), asked.by
    if found and asked.which != MINE:
        read_of_areas({one.jurisdiction_id for one in found}, "cases", by)
    if asked.bar.narrows:
        more["empty"] = _("Nothing here is like that.")
    answer = listed(
        request, "desk/files.html", found, row_of, columns=columns(), station=asked.station,
        heading=SECTIONS.get(asked.which, _("Files found")), list=asked, asked=asked.words,
        sections=sections(SECTIONS, "files", asked.which), query=asked.address,
        searches=[] if asked.which == FOUND else opened_by_key(searches_of(by, asked.station)),
        leads=bool(by.areas(LEADERS)), works=bool(by.areas(DESK)), auditing=bool(by.areas({Role.AUDITOR})), why=by.why, **more,
    )  # fmt: skip
    answer.status_code = status
    return answer


def _state(case: Case) -> object:
    if case.disposed_at:
        return _("disposed of on {day}").format(day=say_date(case.disposed_at, short=True))
    return CASE.states[case.state]


def opened_by_key(searches: list[SavedSearch]) -> list[dict[str, Any]]:
    """The first nine each by a digit; each with the address of its list."""
    return [
        {"key": str(number) if number < 10 else "", "name": one.name, "url": address_of(one)}
        for number, one in enumerate(searches, start=1)
    ]


def address_of(search: SavedSearch) -> str:
    query = urlencode(in_address(search.words))
    return f"{reverse(f'files:{search.which}')}?{query}"


def columns() -> list[str]:
    return [_("Number"), _("Category"), _("State"), _("Station"), _("In charge"), _("Opened")]


def row_of(case: Case) -> Row:
    number = digits_for(get_language() or "fa", case.number)
    return reverse("files:file", args=[case.pk]), [
        cell(number, code=True),
        cell(case.category.name),
        cell(_state(case)),
        cell(case.jurisdiction.name),
        cell(case.officer.name if case.officer else "—"),
        cell(say_datetime(case.opened_at, short=True)),
    ]
