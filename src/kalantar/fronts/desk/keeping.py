"""How long a file is kept and how it goes: what is due at a station, which files are held, one file's page."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kalantar.cases.models import Case
from kalantar.cases.queries import case_of
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.desk import file_screen, keeping_screen, purpose
from kalantar.fronts.desk.files import SECTIONS
from kalantar.fronts.desk.lists import Row, cell, listed, sections
from kalantar.fronts.desk.stations import station_for
from kalantar.fronts.desk.verbs import Tried
from kalantar.kernel.listing import PAGE
from kalantar.kernel.text import digits_for, say_date
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.retention.events import OF
from kalantar.retention.lifecycle import REVIEW
from kalantar.retention.models import Hold, Review, ReviewOf
from kalantar.retention.queries import WouldGo, due_reviews, file_of, held_here, what_would_go


@require_GET
def due(request: HttpRequest) -> HttpResponse:
    """What waits for a decision at the station, the longest due first, with what would go."""
    found = _here(request, due_reviews, "reviews")
    goes = what_would_go([one.case_id for one in found if one.of == ReviewOf.FILE and one.case_id])
    columns = [
        _("Number"), _("Category"), _("What is due"), _("Since"), _("State"), _("What would go"),
    ]  # fmt: skip
    none = _("Nothing is due for review here.")
    return _list(request, "due", found, partial(_review, goes), columns, none)


@require_GET
def held(request: HttpRequest) -> HttpResponse:
    """The files of the station of which nothing may go, the longest held first."""
    found = _here(request, held_here, "holds")
    columns = [_("Number"), _("Category"), _("On which basis"), _("Put on hold by"), _("Since")]
    return _list(request, "held", found, _hold, columns, _("No file is on hold here."))


@require_http_methods(["GET", "POST"])
def keeping(request: HttpRequest, id: UUID) -> HttpResponse:
    """The file's time, its holds and what is decided."""
    by = purpose.with_purpose(request)
    case = case_of(by, id, "retention")
    if case is None:
        raise Http404
    if case.disposed_at:
        return redirect("files:file", id)
    return render(request, "desk/keeping.html", keeping_screen.page(by, case))


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, id: UUID, verb: str, row: UUID | None = None) -> HttpResponse:
    """A verb of the page; opened as a page it leads there."""
    if request.method != "POST":
        return redirect("files:keeping", id)
    by = acting(request)
    found = keeping_screen.verb_asked(by, file_screen.handled(by, id), verb, row)
    if found is None:
        raise Http404
    asked, about, of = found
    form = asked.form(request.POST, about=about, by=by)
    refused = attempt(asked.act, **of, **form.asked, by=by) if form.is_valid() else None
    if refused or form.errors:
        return _again(request, id, Tried(verb, form, refused, str(row or "")))
    messages.success(request, _("Done."))
    return redirect("files:keeping", id)


def _again(request: HttpRequest, id: UUID, tried: Tried) -> HttpResponse:
    """The page as it is now, with what was tried still open."""
    by = acting(request).because("")
    context = keeping_screen.page(by, file_screen.handled(by, id, "retention"), tried)
    return render(request, "desk/keeping.html", context, status=422)


def tombstone(request: HttpRequest, case: Case, before: UUID | None) -> HttpResponse:
    """All that is left of a file that was disposed of."""
    by = purpose.with_purpose(request)
    return render(request, "desk/tombstone.html", keeping_screen.tombstone(by, case, before))


def _here(request: HttpRequest, ask: Any, page: str) -> Any:
    """A page of what is at the reader's station; that it was read is recorded."""
    by, station = acting(request), station_for(request, acting(request))
    after = id_of(request.GET.get("after"))
    found = ask(by, station, after=after, limit=PAGE + 1) if station else []
    if found and station:
        read_of_areas({station.pk}, page, by)
    return found


def _list(
    request: HttpRequest, here: str, found: Any, row: Any, columns: list[str], none: str
) -> HttpResponse:
    return listed(
        request, "desk/files.html", found, row, columns=columns,
        station=station_for(request, acting(request)), heading=SECTIONS[here],
        sections=sections(SECTIONS, "files", here), empty=none,
    )  # fmt: skip


def _review(goes: dict[UUID, WouldGo], one: Review) -> Row:
    """What is decided of a file is decided there, and what of a person, on their record."""
    of = file_of(one)
    what = keeping_screen.goes_said(goes[of.pk]) if of and of.pk in goes else "—"
    at = reverse("persons:person", args=[one.person_id]) if one.person_id else ""
    return at or reverse("files:keeping", args=[one.case_id]), [
        cell(_number(of) if of else "—", code=True),
        cell(of.category.name if of else "—"),
        cell(OF[one.of]),
        cell(say_date(one.due_at, short=True)),
        cell(REVIEW.states[one.state]),
        cell(what),
    ]


def _hold(one: Hold) -> Row:
    return reverse("files:keeping", args=[one.case_id]), [
        cell(_number(one.case), code=True),
        cell(one.case.category.name),
        cell(one.basis if len(one.basis) <= 80 else f"{one.basis[:79]}…"),
        cell(one.held_by.name),
        cell(say_date(one.held_at, short=True)),
    ]


def _number(case: Case) -> str:
    return digits_for(get_language() or "fa", case.number)
