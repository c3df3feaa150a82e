"""One order: its page, and what is done with it there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.base.papers import as_pdf, origin
from kalantar.fronts.desk import purpose
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.both_told import both_told
from kalantar.fronts.desk.file_matter import story
from kalantar.fronts.desk.order_verbs import REPORT, VERBS, papers_of, verbs_of
from kalantar.fronts.desk.verbs import NOTHING, Tried, asks, out_of_place, refusals
from kalantar.kernel.action import thing_exists
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.notices.delays import delay_of_order
from kalantar.orders.events import KINDS, SOURCES
from kalantar.orders.lifecycle import ORDER
from kalantar.orders.models import RUNNING, Order
from kalantar.orders.queries import order_of
from kalantar.papers.actions import issue_order_report
from kalantar.papers.queries import report_of, reports_of
from kalantar.papers.rules import paper_is_still_kept
from kalantar.people.middleware import acting
from kalantar.people.opening import read
from kalantar.persons.models import Person
from kalantar.persons.queries import others_of_one_national_id


@require_http_methods(["GET", "POST"])
def order(request: HttpRequest, id: UUID) -> HttpResponse:
    by = purpose.with_purpose(request)
    found = order_of(by, id)
    if found is None:
        raise Http404
    before = id_of(request.POST.get("before"))
    return render(request, "desk/order.html", _page(by, found, before=before))


@verb_of("orders:order")
def act(request: HttpRequest, id: UUID, verb: str) -> HttpResponse:
    """A verb of the order; where it is refused the form stays open with what was typed."""
    by, asked = acting(request), VERBS.get(verb)
    if asked is None:
        raise Http404
    form = asked.form(request.POST, about=_handled(by, id), by=by)
    if not form.is_valid():
        return _again(request, id, Tried(verb, form))
    refused = attempt(asked.act, **{asked.of: id}, **form.asked, by=by)
    if refused:
        return _again(request, id, Tried(verb, form, refused))
    messages.success(request, _("Done."))
    return _onward(request, id)


@verb_of("orders:order")
def issue(request: HttpRequest, id: UUID, kind: str) -> HttpResponse:
    """The report on paper, in a tab of its own."""
    by, found = purpose.with_purpose(request), _handled(acting(request), id)
    if kind != REPORT.name:
        raise Http404
    form = REPORT.form(request.POST, about=found, by=by)
    if not form.is_valid():
        return _again(request, id, Tried(kind, form))
    try:
        made = issue_order_report(order=id, **form.asked, check_at=origin(request), by=by)
    except Refused as refused:
        return _again(request, id, Tried(kind, form, refused))
    return redirect("orders:paper", id, made.pk)


@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, id: UUID, paper: UUID) -> HttpResponse:
    """The PDF of a report; that it was opened is recorded."""
    by = purpose.with_purpose(request)
    found = order_of(by, id)
    report = report_of(by, found, paper) if found else None
    if report is None:
        raise thing_exists.refuse()
    paper_is_still_kept.require(report)
    read(report, "paper", by)
    return as_pdf(report)


def _onward(request: HttpRequest, id: UUID) -> HttpResponse:
    """Back to the order; to the list where it is theirs no longer, such as one given to another."""
    if order_of(acting(request).because(""), id) is None:
        return redirect("orders:mine")
    return redirect("orders:order", id)


def _handled(by: Actor, id: UUID) -> Order:
    """The order, to whoever works on it: for a verb no purpose opens it."""
    found = order_of(by.because(""), id)
    if found is None:
        raise Http404
    return found


def _again(request: HttpRequest, id: UUID, tried: Tried) -> HttpResponse:
    by = purpose.with_purpose(request)
    found = _handled(by, id)
    return render(request, "desk/order.html", _page(by, found, tried), status=422)


def _page(
    by: Actor, order: Order, tried: Tried = NOTHING, before: UUID | None = None
) -> dict[str, Any]:
    """That it was read is recorded, on its file too."""
    read(order, "order", by, beside=[order.case] if order.case else [])
    verbs = asks(verbs_of(order), order, by, tried)
    papers = asks(papers_of(order), order, by, tried)
    return {
        "order": order,
        "heading": order.number,
        "state": ORDER.states[order.state],
        "kind": KINDS[order.kind],
        "source": SOURCES[order.source],
        "is_overdue": order.state in RUNNING and order.due_at < by.now(),
        "verbs": verbs,
        "papers": papers,
        "reports": reports_of(order),
        "grey": refusals([*verbs, *papers]),
        "refused": out_of_place([*verbs, *papers], tried),
        "told": both_told(delay_of_order(by, order.pk)),
        "persons": _concerned(order),
        **story(by, order.pk, before),
    }


def _concerned(order: Order) -> list[tuple[Person, list[Person]]]:
    """Whom it concerns, each with whoever else is registered under the same national ID."""
    persons = [one.person for one in order.concerned.select_related("person")]
    others = others_of_one_national_id(persons)
    return [(one, others.get(one.pk, [])) for one in persons]
