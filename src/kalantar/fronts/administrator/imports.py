"""Boundaries brought in from a file: first what would change, the overlaps and the gaps; then done."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kalantar.fronts.administrator.pages import cell, crumbs, sections
from kalantar.fronts.administrator.uploads import keep, kept
from kalantar.fronts.base.asked import id_of
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import localise_number
from kalantar.people.middleware import acting
from kalantar.places.actions import Boundary
from kalantar.places.boundaries import Findings
from kalantar.places.city import bring_boundaries, plan_boundaries
from kalantar.places.coordinates import say_coordinates
from kalantar.places.models import Jurisdiction, Kind
from kalantar.places.rules import area_lies_below_a_larger_one, may_shape_places

SHOWN = 100  # areas, overlaps and gaps that a look shows one by one; the rest is counted


class BoundariesForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("GeoJSON file, in degrees (WGS84)"),
        widget=forms.FileInput({"accept": ".geojson,.json,application/geo+json"}),
        help_text=gettext_lazy("Each area has the property name_fa or name_en, and perhaps code."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What its areas are"))

    def __init__(self, *args: Any, around: Jurisdiction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = list(Kind)[list(Kind.values).index(around.kind) + 1 :]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in below]  # type: ignore[attr-defined]


def import_areas(request: HttpRequest, area: UUID) -> HttpResponse:
    """GET asks for the file; POST of a file looks at it; POST of what was looked at does it."""
    by = acting(request)
    around = get_object_or_404(Jurisdiction.objects.living(), pk=area)
    may_shape_places.allow(by, around)
    if (name := id_of(request.POST.get("kept"))) is not None:
        return _do(request, around, kept(name, by))
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = BoundariesForm(*sent, around=around)
    if not form.is_valid():
        return _shown(request, around, {"form": form}, 422 if form.is_bound else 200)
    try:
        name = keep(form.cleaned_data["file"], by)
        look = _look(kept(name, by), form.cleaned_data["kind"], around)
    except Refused as refused:
        return _shown(request, around, {"form": form, "refused": refused}, 422)
    return _shown(request, around, {"kept": name, "kind": form.cleaned_data["kind"], **look})


def _do(request: HttpRequest, around: Jurisdiction, file: Path) -> HttpResponse:
    """The same file by the same action as the command; then it is no longer kept."""
    kind, by = request.POST.get("kind", ""), acting(request).repeating(None)
    try:
        _kind_below(kind, around)
        count, _found = bring_boundaries(file, kind=kind, around=around.pk, by=by)
    except Refused as refused:
        form = BoundariesForm(around=around)
        return _shown(request, around, {"form": form, "refused": refused}, 422)
    file.unlink(missing_ok=True)
    messages.success(request, _("Areas drawn: %(count)s") % {"count": _number(count)})
    return redirect("administrator:area", around.pk)


def _kind_below(kind: str, around: Jurisdiction) -> None:
    known = kind if kind in Kind.values else around.kind
    area_lies_below_a_larger_one.require(known, around)


def _look(file: Path, kind: str, around: Jurisdiction) -> dict[str, Any]:
    """What the file would change; nothing is changed by looking."""
    division, findings = plan_boundaries(file, kind=kind, around=around.pk)
    known = {one.id for one in division.boundaries if one.id}
    others = Jurisdiction.objects.living().within([around.pk]).filter(kind=kind)
    facts = {
        _("New areas"): len(division.boundaries) - len(known),
        _("Areas drawn again"): len(known),
        _("Areas that are not in the file and keep their boundary"): others.exclude(
            pk__in=known
        ).count(),
        _("Overlaps, in square metres"): division.overlap_m2,
        _("Gaps, in square metres"): division.gap_m2,
    }
    return {
        "facts": [(name, _number(count)) for name, count in facts.items()],
        "areas": [_area(one) for one in division.boundaries[:SHOWN]],
        "area_columns": [_("Name in Persian"), _("Name in English"), _("Code"), _("State")],
        "troubles": _troubles(findings),
        "trouble_columns": [_("Finding"), _("Square metres"), _("Between"), _("Around")],
    }


def _area(one: Boundary) -> dict[str, Any]:
    state = _("drawn again") if one.id else _("new")
    return {"cells": [cell(one.name_fa), cell(one.name_en), cell(one.code, code=True), cell(state)]}


def _troubles(findings: Findings) -> list[dict[str, Any]]:
    """Lines that cross themselves, each with the point; the largest overlaps and gaps, each with a
    point inside it."""
    mended = [
        {
            "cells": [
                cell(_("crosses itself, was mended")),
                cell(""),
                cell(one.name),
                cell(_at(one.at), code=True),
            ]
        }
        for one in findings.mended[:SHOWN]
    ]
    overlaps = [
        (f"{one.a} · {one.b}", _("belongs to two"), one.square_metres, one.inside)
        for one in findings.overlaps[:SHOWN]
    ]
    gaps = [
        ("", _("belongs to none"), one.square_metres, one.inside) for one in findings.gaps[:SHOWN]
    ]
    return mended + [
        {"cells": [cell(what), cell(_number(round(size))), cell(who), cell(_at(inside), code=True)]}
        for who, what, size, inside in (*overlaps, *gaps)
    ]


def _at(point: Point) -> str:
    return say_coordinates(point)


def _number(count: int) -> str:
    return localise_number(count, get_language() or "en")


def _shown(
    request: HttpRequest, around: Jurisdiction, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    here = (around.name, reverse("administrator:area", args=[around.pk]))
    frame = {
        "heading": _("Bring boundaries in"),
        "sections": sections("areas"),
        "crumbs": crumbs("areas", here),
        "around": around,
    }
    return render(request, "administrator/import.html", frame | context, status=status)
