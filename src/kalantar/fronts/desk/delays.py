"""Whether both sides of files were told at the same time: over a period, for who answers for it or audits it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kalantar.cases.lifecycle import LEADERS
from kalantar.cases.models import Case
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.desk import purpose
from kalantar.fronts.desk.both_told import both_told
from kalantar.fronts.desk.lists import Row, cell
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import PAGE
from kalantar.kernel.text import digits_for, lasting, localise_number
from kalantar.notices.delays import Delay, Report, apart_by_more, differences, report
from kalantar.notices.delays import delays as told
from kalantar.notices.queries import SAID
from kalantar.people.opening import read_of_areas
from kalantar.people.roles import Role

DAYS = [
    ("1", gettext_lazy("the last day")), ("7", gettext_lazy("the last seven days")),
    ("30", gettext_lazy("the last thirty days")), ("90", gettext_lazy("the last ninety days")),
]  # fmt: skip
LIMITS = [(str(one), lasting(one)) for one in (5, 30, 60, 600, 3600)]


class AskedForm(forms.Form):
    """Over how long, and which difference is too wide."""

    days = forms.ChoiceField(label=gettext_lazy("Period"), choices=DAYS)
    limit = forms.ChoiceField(label=gettext_lazy("List those apart by more than"), choices=LIMITS)


@require_http_methods(["GET", "POST"])
def delays(request: HttpRequest) -> HttpResponse:
    """An auditor is asked first what for; who works at a desk has no such report."""
    by = purpose.with_purpose(request)
    areas = _areas(by)
    if not areas:
        return purpose.ask(request)
    form = AskedForm({"days": "30", "limit": "60"} | _typed(request))
    if not form.is_valid():
        raise Http404
    context = _page(by, areas, form, id_of(request.POST.get("after")))
    return render(request, "desk/delays.html", context)


def _page(by: Actor, areas: frozenset[UUID], form: AskedForm, after: UUID | None) -> dict[str, Any]:
    limit = timedelta(seconds=int(form.cleaned_data["limit"]))
    since = by.now() - timedelta(days=int(form.cleaned_data["days"]))
    found = differences(by, areas, since, by.now())
    wide = apart_by_more(found, limit, after)
    return {
        "heading": _("Were both sides told at the same time?"), "form": form, "why": by.why,
        "figures": _figures(report(found, limit)), "beyond": bool(after),
        "next": wide[PAGE - 1] if len(wide) > PAGE else "",
        "columns": [_("File"), _("Of what"), _("Complainant"), _("Respondent"), _("Difference")],
        "rows": _rows(by, wide[:PAGE]),
    }  # fmt: skip


def _areas(by: Actor) -> frozenset[UUID]:
    """Those the reader leads; for a stated purpose those the reader audits."""
    audited = by.areas({Role.AUDITOR}) if by.why.strip() else frozenset()
    return frozenset(by.areas(LEADERS)) | frozenset(audited)


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST[name] for name in ("days", "limit") if name in request.POST}


def _figures(said: Report) -> list[tuple[str, str]]:
    language = get_language() or "fa"
    return [
        (_("Events both sides heard of"), localise_number(said.both, language)),
        (_("Median difference"), _span(said.median)),
        (_("Widest difference"), _span(said.worst)),
        (_("Apart by more than the limit"), localise_number(said.over, language)),
        (_("Heard by one side only, so far"), localise_number(said.one, language)),
    ]


def _span(apart: timedelta | None) -> str:
    return "—" if apart is None else str(lasting(round(apart.total_seconds())))


def _rows(by: Actor, entries: list[UUID]) -> list[dict[str, Any]]:
    """That their files' numbers were read is recorded."""
    found = told(by, entries)
    cases = Case.objects.in_bulk({one.case for one in found})
    if cases:
        read_of_areas({case.jurisdiction_id for case in cases.values()}, "notices", by)
    rows = [_row(one, cases[one.case]) for one in found]
    return [
        {"id": one.entry, "url": url, "cells": cells}
        for one, (url, cells) in zip(found, rows, strict=True)
    ]


def _row(one: Delay, case: Case) -> Row:
    number, said = digits_for(get_language() or "fa", case.number), both_told(one)
    assert said
    return reverse("files:notices", args=[case.pk]), [
        cell(number, code=True), cell(SAID[one.what]),
        cell(said.complainant), cell(said.respondent), cell(said.apart),
    ]  # fmt: skip
