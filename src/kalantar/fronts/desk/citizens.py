"""What citizens asked of the station on their own page: questions, and copies of their data."""

from collections.abc import Collection
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.cases.models import Case
from kalantar.cases.queries import visible_cases
from kalantar.citizens.models import CitizenQuestion
from kalantar.citizens.queries import questions_that_wait, written_to
from kalantar.data_copies.models import CopyRequest
from kalantar.data_copies.queries import copies_that_wait
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.desk.asked_of import in_a_list, veiled
from kalantar.fronts.desk.files import SECTIONS
from kalantar.fronts.desk.lists import Row, cell, listed, sections
from kalantar.fronts.desk.stations import station_for
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import PAGE, rows_after
from kalantar.kernel.text import digits_for, say_date, say_datetime
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.places.models import Jurisdiction


@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    """Those that wait for an answer, the one asked first first."""
    columns = [_("Number"), _("Category"), _("Question"), _("Asked")]
    none = _("No citizen waits for an answer.")
    return _list(request, "questions", questions_that_wait, _question, columns, none, veils=True)


@require_GET
def copies(request: HttpRequest) -> HttpResponse:
    """Those that wait to be given, the one due first first."""
    columns = [_("Number"), _("Category"), _("Asked"), _("Due")]
    none = _("Nobody waits for a copy of their data.")
    return _list(request, "copies", copies_that_wait, _copy, columns, none)


@require_GET
def written(request: HttpRequest) -> HttpResponse:
    """What parties wrote by message and nobody has read, the latest first: of which file, not what."""
    columns = [_("Number"), _("In charge"), _("When")]
    none = _("Every message of a party has been read.")
    return _list(request, "written", _unread, _written, columns, none)


def _unread(
    by: Actor, station: Jurisdiction, *, after: UUID | None, limit: int
) -> list[IncomingMessage]:
    """Each with its file."""
    found = rows_after(written_to(by, station), "-came_at", after=after, limit=limit)
    files = visible_cases(by).in_bulk({one.file for one in found})  # type: ignore[attr-defined]
    for one in found:
        one.case = files[one.file]  # type: ignore[attr-defined]
    return found


def _written(one: IncomingMessage) -> Row:
    case: Case = one.case  # type: ignore[attr-defined]
    return _address(case), [
        cell(digits_for(get_language() or "fa", case.number), code=True),
        cell(case.officer.name if case.officer else "—"),
        cell(say_datetime(one.came_at, short=True)),
    ]


def _list(
    request: HttpRequest,
    here: str,
    ask: Any,
    row: Any,
    columns: list[str],
    none: str,
    *,
    veils: bool = False,
) -> HttpResponse:
    """``veils``: the row shows words, and is told of which files none are shown."""
    by, station = acting(request), station_for(request, acting(request))
    after = id_of(request.GET.get("after"))
    found = ask(by, station, after=after, limit=PAGE + 1) if station else []
    if found and station:
        read_of_areas({station.pk}, "cases", by)
    if veils:
        row = partial(row, hidden=veiled(by, [one.party.case for one in found]))
    return listed(
        request, "desk/files.html", found, row, columns=columns, station=station,
        heading=SECTIONS[here], sections=sections(SECTIONS, "files", here), empty=none,
    )  # fmt: skip


def _question(one: CitizenQuestion, hidden: Collection[UUID]) -> Row:
    return _address(one.party.case), [
        *_file(one.party.case),
        cell(in_a_list(one.text, one.party.case_id, hidden)),
        cell(say_datetime(one.asked_at, short=True)),
    ]


def _copy(one: CopyRequest) -> Row:
    return _address(one.party.case), [
        *_file(one.party.case),
        cell(say_datetime(one.asked_at, short=True)),
        cell(say_date(one.due_at, short=True)),
    ]


def _address(case: Case) -> str:
    return reverse("files:file_citizens", args=[case.pk])


def _file(case: Case) -> list[dict[str, Any]]:
    number = digits_for(get_language() or "fa", case.number)
    return [cell(number, code=True), cell(case.category.name)]
