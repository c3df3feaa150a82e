"""One item of property: taken in on its file's page; its own page with its chain, and what is done there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kalantar.cases.models import Case
from kalantar.custody.actions import take_in_item
from kalantar.custody.events import HOLDERS, KINDS, WHAT
from kalantar.custody.lifecycle import ITEM
from kalantar.custody.models import Item
from kalantar.custody.queries import chain_of, item_of
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.base.papers import origin
from kalantar.fronts.desk import file_screen, purpose
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.file import again
from kalantar.fronts.desk.file_matter import story
from kalantar.fronts.desk.item_verbs import PAPERS, STEPS, TAKE_IN, is_overdue, papers_of, verbs_of
from kalantar.fronts.desk.verbs import NOTHING, Tried, Verb, asks, out_of_place, refusals
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting
from kalantar.people.opening import read


def _taking_in(by: Actor, id: UUID) -> tuple[Verb, Case]:
    return TAKE_IN, file_screen.handled(by, id)


@verb_of("files:file_property", _taking_in)
def take_in(request: HttpRequest, id: UUID) -> HttpResponse:
    """It opens, so that its label can be printed."""
    by, case = acting(request), file_screen.handled(acting(request), id)
    form = TAKE_IN.form(request.POST, about=case, by=by)
    if not form.is_valid():
        return again(request, id, Tried(TAKE_IN.name, form))
    try:
        made = take_in_item(case=id, **form.asked, by=by)
    except Refused as refused:
        return again(request, id, Tried(TAKE_IN.name, form, refused))
    return redirect("property:item", made.pk)


@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, id: UUID) -> HttpResponse:
    """The item; an auditor of the station that holds it, who does not see its file, is asked here."""
    by = purpose.with_purpose(request)
    found = item_of(by, id)
    if found is None:
        return purpose.ask(request)
    before = id_of(request.POST.get("before"))
    return render(request, "desk/item.html", _page(by, found, before=before))


@verb_of("property:item")
def act(request: HttpRequest, id: UUID, verb: str) -> HttpResponse:
    """A verb of its lifecycle; where it is refused the form stays open with what was typed."""
    by, asked = acting(request), STEPS.get(verb)
    if asked is None:
        raise Http404
    form = asked.form(request.POST, about=_handled(by, id), by=by)
    if not form.is_valid():
        return _again(request, id, Tried(verb, form))
    refused = attempt(asked.act, item=id, **form.asked, by=by)
    if refused:
        return _again(request, id, Tried(verb, form, refused))
    messages.success(request, _("Done."))
    return redirect("property:item", id)


@verb_of("property:item")
def issue(request: HttpRequest, id: UUID, kind: str) -> HttpResponse:
    """On paper, in a tab of its own."""
    by, asked = acting(request), PAPERS.get(kind)
    if asked is None:
        raise Http404
    found = _handled(by, id)
    form = asked.form(request.POST, about=found, by=by)
    if not form.is_valid():
        return _again(request, id, Tried(kind, form))
    try:
        made = asked.act(item=id, **form.asked, check_at=origin(request), by=by)
    except Refused as refused:
        return _again(request, id, Tried(kind, form, refused))
    return redirect("files:paper", found.case_id, made.pk)


def _handled(by: Actor, id: UUID) -> Item:
    """To whoever works where it is, or on its file: for a verb no purpose opens it."""
    found = item_of(by.because(""), id)
    if found is None:
        raise Http404
    return found


def _again(request: HttpRequest, id: UUID, tried: Tried) -> HttpResponse:
    by = acting(request).because("")
    return render(request, "desk/item.html", _page(by, _handled(by, id), tried), status=422)


def _page(
    by: Actor, found: Item, tried: Tried = NOTHING, before: UUID | None = None
) -> dict[str, Any]:
    """That it was read is recorded."""
    read(found, "item", by)
    verbs, papers = (
        asks(verbs_of(found), found, by, tried),
        asks(papers_of(found), found, by, tried),
    )
    chain = chain_of(found)
    return {
        "item": found,
        "case": found.case,
        "heading": found.label,
        "kind": KINDS[found.kind],
        "state": ITEM.states[found.state],
        "is_overdue": is_overdue(found, by),
        "last": chain[-1],
        "chain": [(one, WHAT[one.what], HOLDERS.get(one.holder, "")) for one in chain],
        "verbs": verbs,
        "papers": papers,
        "grey": refusals([*verbs, *papers]),
        "refused": out_of_place([*verbs, *papers], tried),
        **story(by, found.pk, before),
    }
