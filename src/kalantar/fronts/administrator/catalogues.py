"""The catalogues: what calls, files, visits and orders are about, and how they end."""

from functools import partial
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.catalogue.models import IncidentType
from kalantar.catalogue.rules import may_edit_catalogue
from kalantar.fronts.administrator.filters import CatalogueFilter
from kalantar.fronts.administrator.kinds import ASKS, KINDS, About
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
from kalantar.kernel.listing import page_of, with_words
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import digits_for
from kalantar.people.middleware import acting


@require_GET
def rows(request: HttpRequest, kind: str) -> HttpResponse:
    """A catalogue: what is offered, and by the filter what no longer is."""
    about = KINDS[kind]
    question = asked(request)
    filters = CatalogueFilter(question["given"])
    seen = filters.of(about["model"].objects.all())
    found = with_words(seen, question["words"], "name_fa", "name_en", "code")
    columns = [_("Name in Persian"), _("Name in English"), _("State")]
    if kind == "type":
        columns.append(_("Priority"))
    order = about.get("order", "order")
    return listed(
        request, about["section"], columns, page_of(found, order, after=question["after"]),
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
    about = KINDS[kind]
    may_edit_catalogue.allow(acting(request), None)
    form = about["new"](request.POST or None)
    refused = None
    if form.is_valid():
        refused = attempt(about["add"], **form.cleaned_data, by=acting(request))
        if refused is None:
            return redirect(f"administrator:{about['section']}")
    return page(request, about["section"], _("Add a row"), form, refused=refused)


def row(request: HttpRequest, kind: str, row: UUID) -> HttpResponse:
    """One row; what cannot be changed is only looked at."""
    about = KINDS[kind]
    one = get_object_or_404(about["model"], pk=row)
    if "form" not in about:
        return row_page(request, kind, row)
    form = about["form"](request.POST or None, initial=_kept(about, one))
    refused = None
    if form.is_valid():
        asked = {about["named"]: row, **form.cleaned_data}
        refused = attempt(about["change"], **asked, by=acting(request))
        if refused is None:
            return redirect(f"administrator:{kind}", row)
    return row_page(request, kind, row, form=form, refused=refused)


@verb_of("type")
def retire(request: HttpRequest, kind: str, row: UUID) -> HttpResponse:
    about = KINDS[kind]
    return did(request, kind, row, act=about["retire"], **{about["named"]: row})


@verb_of("type")
def restore(request: HttpRequest, kind: str, row: UUID) -> HttpResponse:
    about = KINDS[kind]
    return did(request, kind, row, act=about["restore"], **{about["named"]: row})


def did(request: HttpRequest, kind: str, row: UUID, **asked: Any) -> HttpResponse:
    """Do one action and come back to the row's page."""
    return done(request, partial(row_page, request, kind, row), kind, row, **asked)


def row_page(
    request: HttpRequest,
    kind: str,
    row: UUID,
    form: Form | None = None,
    asking: Form | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """``form`` and ``asking``: as they were typed, of the row and of what is asked below it."""
    about = KINDS[kind]
    one = get_object_or_404(about["model"], pk=row)
    if form is None and "form" in about:
        form = about["form"](initial=_kept(about, one))
    parts = [_state(kind, one)]
    if "asks" in about:
        parts.append(_asks(request, about["asks"], one, asking))
    return page(request, about["section"], one.name, form, parts, one, refused)


def _kept(about: About, one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in about["fields"]}


def _state(kind: str, one: Any) -> dict[str, Any]:
    if not one.retired_at:
        stop = verb(_("Stop offering"), f"retire_{kind}", one.pk, danger=True)
        return {"name": _("Offered"), "verbs": [stop]}
    again = "restore" in KINDS[kind]
    verbs = [verb(_("Offer again"), f"restore_{kind}", one.pk)] if again else []
    return {"name": _("No longer offered"), "verbs": verbs}


def _asks(request: HttpRequest, name: str, one: Any, form: Form | None) -> dict[str, Any]:
    """What is asked about whatever has this row: questions of a type, fields of a category."""
    about = ASKS[name]
    found = about["model"].objects.filter(**{about["of"]: one})

    def row(asked: Any) -> dict[str, Any]:
        word, does = _("Stop asking"), "retire"
        if asked.retired_at:
            word, does = _("Ask again"), "restore"
        url = reverse(f"administrator:{name}", args=[one.pk, asked.pk])
        verbs = [verb(word, f"{does}_{name}", one.pk, asked.pk)]
        return {"url": url, "cells": [cell(asked.text_fa), cell(asked.text_en)], "verbs": verbs}

    shown = page_of(found, "order", after=after(request, about["part"]))
    return part_of(
        about["part"], about["title"], shown, row, columns=about["columns"], none=about["none"],
        form=form or about["new"](), url=reverse(f"administrator:add_{name}", args=[one.pk]),
        label=_("Ask this too"),
    )  # fmt: skip
