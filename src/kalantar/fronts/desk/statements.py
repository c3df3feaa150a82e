"""One statement of a party: its page, and what is done with it there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kalantar.cases.events import ROLES
from kalantar.cases.models import Case
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.base.papers import origin
from kalantar.fronts.desk import file_screen, purpose
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.file import again
from kalantar.fronts.desk.statement_verbs import BEGIN, FOLLOW, PRINT, VERBS, verbs_of
from kalantar.fronts.desk.verbs import NOTHING, Tried, Verb, asks, out_of_place, refusals
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.papers.actions import issue_statement
from kalantar.people.middleware import acting
from kalantar.people.opening import read
from kalantar.statements.actions import begin_statement, follow_statement
from kalantar.statements.events import HOW, SECTIONS
from kalantar.statements.lifecycle import STATEMENT
from kalantar.statements.models import Statement
from kalantar.statements.queries import statement_of, versions_of
from kalantar.statements.rules import statement_says_what_was_signed


def _beginning(by: Actor, id: UUID) -> tuple[Verb, Case]:
    return BEGIN, file_screen.handled(by, id)


@verb_of("files:file_papers", _beginning)
def begin(request: HttpRequest, id: UUID) -> HttpResponse:
    """Of a party of the file."""
    by = acting(request)
    form = BEGIN.form(request.POST, about=file_screen.handled(by, id), by=by)
    if not form.is_valid():
        return again(request, id, Tried(BEGIN.name, form))
    try:
        made = begin_statement(case=id, **form.asked, by=by)
    except Refused as refused:
        return again(request, id, Tried(BEGIN.name, form, refused))
    return redirect("statements:statement", made.pk)


@require_http_methods(["GET", "POST"])
def statement(request: HttpRequest, id: UUID) -> HttpResponse:
    """The statement."""
    by = purpose.with_purpose(request)
    found = statement_of(by, id)
    if found is None:
        raise Http404
    return render(request, "desk/statement.html", _page(by, found))


@verb_of("statements:statement")
def act(request: HttpRequest, id: UUID, verb: str) -> HttpResponse:
    """A verb of its lifecycle; where it is refused the form stays open with what was typed."""
    by, asked = acting(request), VERBS.get(verb)
    if asked is None:
        raise Http404
    form = asked.form(request.POST, about=_handled(by, id), by=by)
    if not form.is_valid():
        return _again(request, id, Tried(verb, form))
    refused = attempt(asked.act, statement=id, **form.asked, by=by)
    if refused:
        return _again(request, id, Tried(verb, form, refused))
    messages.success(request, _("Done."))
    return redirect("statements:statement", id)


@verb_of("statements:statement")
def follow(request: HttpRequest, id: UUID) -> HttpResponse:
    """A new version, which opens."""
    by = acting(request)
    form = FOLLOW.form(request.POST, about=_handled(by, id), by=by)
    if not form.is_valid():
        return _again(request, id, Tried(FOLLOW.name, form))
    try:
        made = follow_statement(statement=id, **form.asked, by=by)
    except Refused as refused:
        return _again(request, id, Tried(FOLLOW.name, form, refused))
    return redirect("statements:statement", made.pk)


@verb_of("statements:statement")
def issue(request: HttpRequest, id: UUID) -> HttpResponse:
    """On paper, in a tab of its own."""
    by = acting(request)
    found = _handled(by, id)
    form = PRINT.form(request.POST, about=found, by=by)
    if not form.is_valid():
        return _again(request, id, Tried(PRINT.name, form))
    made = issue_statement(statement=id, **form.asked, check_at=origin(request), by=by)
    return redirect("files:paper", found.case_id, made.pk)


def _handled(by: Actor, id: UUID) -> Statement:
    """To whoever works on the file: for a verb no purpose opens it."""
    found = statement_of(by.because(""), id)
    if found is None:
        raise Http404
    return found


def _again(request: HttpRequest, id: UUID, tried: Tried) -> HttpResponse:
    by = acting(request).because("")
    return render(request, "desk/statement.html", _page(by, _handled(by, id), tried), status=422)


def _page(by: Actor, found: Statement, tried: Tried = NOTHING) -> dict[str, Any]:
    """That it was read is recorded."""
    read(found, "statement", by)
    verbs = asks(verbs_of(found), found, by, tried)
    return {
        "statement": found,
        "case": found.case,
        "heading": _("Statement"),
        "role": ROLES[found.party.role],
        "state": STATEMENT.states[found.state],
        "how": HOW.get(found.how, ""),
        "sections_said": [(one.kind, SECTIONS[one.kind], one.text) for one in found.sections],
        "versions": [(one, STATEMENT.states[one.state]) for one in versions_of(by, found)],
        "is_whole": statement_says_what_was_signed(found),
        "hash": bytes(found.sha256).hex(),
        "verbs": verbs,
        "grey": refusals(verbs),
        "refused": out_of_place(verbs, tried),
    }
