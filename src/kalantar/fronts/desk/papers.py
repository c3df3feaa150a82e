"""The papers of a file: issued with a key, opened in a tab of their own; and the ledger of notices."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kalantar.cases.models import Case
from kalantar.cases.queries import case_of
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.papers import as_pdf, origin
from kalantar.fronts.desk import file_screen, purpose
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.file import again
from kalantar.fronts.desk.lists import cell
from kalantar.fronts.desk.paper_verbs import NOTICES, PAPERS
from kalantar.fronts.desk.verbs import Tried, Verb, asks
from kalantar.kernel.action import thing_exists
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import page_of
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import say_datetime
from kalantar.notices.models import Notice
from kalantar.notices.queries import in_words, ledger
from kalantar.papers.queries import paper_of
from kalantar.papers.rules import paper_is_still_kept
from kalantar.people.middleware import acting
from kalantar.people.opening import read


def _issuing(by: Actor, id: UUID, kind: str) -> tuple[Verb, Case]:
    """To whoever works on the file."""
    if kind not in PAPERS:
        raise Http404
    return PAPERS[kind], file_screen.handled(by, id)


@verb_of("files:file_papers", _issuing)
def issue(request: HttpRequest, id: UUID, kind: str) -> HttpResponse:
    """Issue it and show it; where it is refused, the form with what was typed."""
    by = acting(request)
    asked, case = _issuing(by, id, kind)
    form = asked.form(request.POST, about=case, by=by)
    if not form.is_valid():
        return again(request, id, Tried(kind, form))
    try:
        made = asked.act(case=id, **form.asked, check_at=origin(request), by=by)
    except Refused as refused:
        return again(request, id, Tried(kind, form, refused))
    return redirect("files:paper", id, made.pk)


@require_GET
def paper(request: HttpRequest, id: UUID, paper: UUID) -> HttpResponse:
    """The PDF; that it was opened is recorded."""
    by = purpose.with_purpose(request)
    found = paper_of(by, paper)
    if found is None or found.case_id != id:
        raise thing_exists.refuse()
    paper_is_still_kept.require(found)
    read(found, "paper", by)
    return as_pdf(found)


@require_http_methods(["GET", "POST"])
def notices(request: HttpRequest, id: UUID) -> HttpResponse:
    """What each party was told."""
    by = purpose.with_purpose(request)
    case = case_of(by, id, "notices")
    if case is None:
        raise Http404
    read(case, "notices", by)
    after = id_of(request.POST.get("after"))
    told = page_of(ledger(by, case), "told_at", after=after)
    context = {"case": case, "heading": _("Notice ledger"), "told": told}
    context["columns"] = [_("Told at"), _("Party"), _("Role"), _("Of what"), _("By which way"), _("Receipt"), _("Hash of the text")]  # fmt: skip
    context["rows"] = [{"cells": _cells(row)} for row in told.rows]
    context["proof"] = asks([NOTICES], case, by, Tried())
    return render(request, "desk/notices.html", context)


def _cells(row: Notice) -> list[dict[str, Any]]:
    said = in_words(row)
    at = f" · {say_datetime(said.receipt_at, short=True)}" if said.receipt_at else ""
    return [
        cell(say_datetime(said.told_at, short=True, seconds=True)),
        cell(said.name), cell(said.role), cell(said.what), cell(said.how),
        cell(f"{said.receipt}{at}" if said.receipt else "—"),
        cell(f"{said.sha256[:16]}…" if said.sha256 else "—", code=True),
    ]  # fmt: skip
