"""The catalogues: types with their questions, dispositions, reasons of absence."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.catalogue import actions
from kalantar.catalogue.models import Disposition, IncidentType, Question, UnavailableReason
from kalantar.catalogue.rules import may_edit_catalogue
from kalantar.fronts.administrator import forms
from kalantar.fronts.administrator.filters import CatalogueFilter
from kalantar.fronts.administrator.pages import (
    after,
    asked,
    cell,
    done,
    listed,
    page,
    part_of,
    verb,
    verb_of,
)
from kalantar.fronts.base.doing import attempt
from kalantar.kernel.listing import Listed, page_of, with_words
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import digits_for
from kalantar.people.middleware import acting

KINDS = {  # of the small catalogues: model, forms, and the actions of each verb
    "disposition": {
        "section": "dispositions",
        "model": Disposition,
        "form": forms.DispositionForm,
        "new": forms.NewDispositionForm,
        "fields": ("name_fa", "name_en", "order", "needs_note"),
        "add": actions.add_disposition,
        "change": actions.change_disposition,
        "retire": actions.retire_disposition,
        "restore": actions.restore_disposition,
        "named": "disposition",
    },
    "reason": {
        "section": "reasons",
        "model": UnavailableReason,
        "form": forms.NamedForm,
        "new": forms.NewReasonForm,
        "fields": ("name_fa", "name_en", "order"),
        "add": actions.add_unavailable_reason,
        "change": actions.change_unavailable_reason,
        "retire": actions.retire_unavailable_reason,
        "restore": actions.restore_unavailable_reason,
        "named": "reason",
    },
    "type": {
        "section": "types",
        "model": IncidentType,
        "form": forms.TypeForm,
        "new": forms.NewTypeForm,
        "fields": (
            "name_fa", "name_en", "order", "priority", "units", "wait_alarm_s", "unit_kinds",
            "capabilities", "keywords",
        ),
        "add": actions.add_incident_type,
        "change": actions.change_incident_type,
        "retire": actions.retire_incident_type,
        "restore": actions.restore_incident_type,
        "named": "incident_type",
    },
}  # fmt: skip


@require_GET
def rows(request: HttpRequest, kind: str) -> HttpResponse:
    """A catalogue: what is offered, and by the filter what no longer is."""
    about: dict[str, Any] = KINDS[kind]
    question = asked(request)
    filters = CatalogueFilter(question["given"])
    seen = filters.of(about["model"].objects.all())
    found = with_words(seen, question["words"], "name_fa", "name_en", "code")
    columns = [_("Name in Persian"), _("Name in English"), _("State")]
    if kind == "type":
        columns.append(_("Priority"))
    return listed(
        request, about["section"], columns, page_of(found, "order", after=question["after"]),
        lambda row: (reverse(f"administrator:{kind}", args=[row.pk]), _cells(row)),
        search=question["words"], search_for=_("Name or code"), filters=filters,
        narrowed=filters.narrows, add=(f"add_{kind}", _("Add a row")),
    )  # fmt: skip


def _cells(row: Any) -> list[dict[str, Any]]:
    cells = [
        cell(row.name_fa),
        cell(row.name_en),
        cell(_("no longer offered") if row.retired_at else _("offered")),
    ]
    if isinstance(row, IncidentType):
        said = digits_for(get_language() or "en", str(row.priority))
        cells.append(cell(said, priority=row.priority))
    return cells


def add(request: HttpRequest, kind: str) -> HttpResponse:
    about: dict[str, Any] = KINDS[kind]
    may_edit_catalogue.allow(acting(request), None)
    form = about["new"](request.POST or None)
    refused = None
    if form.is_valid():
        refused = attempt(about["add"], **form.cleaned_data, by=acting(request))
        if refused is None:
            return redirect(f"administrator:{about['section']}")
    return page(request, about["section"], _("Add a row"), form, refused=refused)


def row(request: HttpRequest, kind: str, row: UUID) -> HttpResponse:
    about: dict[str, Any] = KINDS[kind]
    one = get_object_or_404(about["model"], pk=row)
    form = about["form"](request.POST or None, initial=_kept(kind, one))
    refused = None
    if form.is_valid():
        asked = {about["named"]: row, **form.cleaned_data}
        refused = attempt(about["change"], **asked, by=acting(request))
        if refused is None:
            return redirect(f"administrator:{kind}", row)
    return _page(request, kind, row, form=form, refused=refused)


@verb_of("type")
def retire(request: HttpRequest, kind: str, row: UUID) -> HttpResponse:
    about: dict[str, Any] = KINDS[kind]
    return _did(request, kind, row, act=about["retire"], **{about["named"]: row})


@verb_of("type")
def restore(request: HttpRequest, kind: str, row: UUID) -> HttpResponse:
    about: dict[str, Any] = KINDS[kind]
    return _did(request, kind, row, act=about["restore"], **{about["named"]: row})


@verb_of("type")
def add_question(request: HttpRequest, type: UUID) -> HttpResponse:
    asked = forms.QuestionForm(request.POST)
    if not asked.is_valid():
        return _page(request, "type", type, question=asked)
    show = partial(_page, request, "type", type, question=asked)
    act = partial(actions.add_question, incident_type=type)
    return done(request, show, "type", type, act=act, **asked.cleaned_data)


def question(request: HttpRequest, type: UUID, question: UUID) -> HttpResponse:
    """How it is asked, its place among the others of its type, and what a yes raises."""
    one = get_object_or_404(Question.objects.filter(incident_type=type), pk=question)
    form = forms.ChangedQuestionForm(request.POST or None, one)
    refused = None
    if form.is_valid():
        asked = {"question": question, **form.cleaned_data}
        refused = attempt(actions.change_question, **asked, by=acting(request))
        if refused is None:
            return redirect("administrator:type", type)
    above = (one.incident_type.name, reverse("administrator:type", args=[type]))
    return page(request, "types", one.text, form, about=one, refused=refused, above=[above])


@verb_of("type")
def retire_question(request: HttpRequest, type: UUID, question: UUID) -> HttpResponse:
    return _did(request, "type", type, act=actions.retire_question, question=question)


@verb_of("type")
def restore_question(request: HttpRequest, type: UUID, question: UUID) -> HttpResponse:
    return _did(request, "type", type, act=actions.restore_question, question=question)


def _did(request: HttpRequest, kind: str, row: UUID, **asked: Any) -> HttpResponse:
    return done(request, partial(_page, request, kind, row), kind, row, **asked)


def _page(
    request: HttpRequest,
    kind: str,
    row: UUID,
    form: forms.NamedForm | None = None,
    question: forms.QuestionForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    about: dict[str, Any] = KINDS[kind]
    one = get_object_or_404(about["model"], pk=row)
    form = form or about["form"](initial=_kept(kind, one))
    parts = [_state(kind, one)]
    if kind == "type":
        shown = page_of(one.questions.all(), "order", after=after(request, "questions"))
        parts.append(_questions(one, shown, question or forms.QuestionForm()))
    return page(request, about["section"], one.name, form, parts, one, refused)


def _kept(kind: str, one: Any) -> dict[str, Any]:
    about: dict[str, Any] = KINDS[kind]
    return {name: getattr(one, name) for name in about["fields"]}


def _state(kind: str, one: Any) -> dict[str, Any]:
    if one.retired_at:
        return {
            "name": _("No longer offered"),
            "verbs": [verb(_("Offer again"), f"restore_{kind}", one.pk)],
        }
    stop = verb(_("Stop offering"), f"retire_{kind}", one.pk, danger=True)
    return {"name": _("Offered"), "verbs": [stop]}


def _questions(
    one: IncidentType, shown: Listed[Question], form: forms.QuestionForm
) -> dict[str, Any]:
    def row(question: Question) -> dict[str, Any]:
        word, name = _("Stop asking"), "retire_question"
        if question.retired_at:
            word, name = _("Ask again"), "restore_question"
        cells = [cell(question.text_fa), cell(question.text_en)]
        url = reverse("administrator:question", args=[one.pk, question.pk])
        return {"url": url, "cells": cells, "verbs": [verb(word, name, one.pk, question.pk)]}

    return part_of(
        "questions", _("Questions"), shown, row,
        columns=[_("Question in Persian"), _("Question in English")],
        none=_("Nothing is asked about it yet."),
        form=form, url=reverse("administrator:add_question", args=[one.pk]),
        label=_("Ask this too"),
    )  # fmt: skip
