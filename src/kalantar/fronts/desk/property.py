"""Property that a station holds: what it answers for, what is overdue, what is on its way here, what a file has."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.custody.events import HOLDERS, KINDS
from kalantar.custody.lifecycle import ITEM
from kalantar.custody.models import Item, ItemQuerySet
from kalantar.custody.queries import coming_to, items_of, property_held
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.desk import file_screen, stations
from kalantar.fronts.desk.asked_of import in_a_list, veiled
from kalantar.fronts.desk.item_verbs import is_overdue
from kalantar.fronts.desk.lists import cell, sections
from kalantar.fronts.desk.stations import station_for
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import page_of
from kalantar.kernel.text import digits_for, say_date
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas

SECTIONS = {"held": gettext_lazy("Property held"), "coming": gettext_lazy("On the way to us")}


@require_GET
def held(request: HttpRequest) -> HttpResponse:
    """What the station answers for, the latest taken in first; of one kind, or what should be back by now."""
    by, station = acting(request), station_for(request, acting(request))
    kind = request.GET.get("kind", "")
    kind, late = kind if kind in KINDS else "", request.GET.get("overdue") == "yes"
    overdue_at = by.now() if late else None
    asked = property_held(by, station, kind=kind, overdue_at=overdue_at) if station else None
    order = "due_back_at" if late else "-taken_in_at"
    kinds = [(code, name, code == kind) for code, name in KINDS.items()]
    empty = _("Nothing like that is held here.") if kind or late else _("No property is held here.")
    more = {"kinds": kinds, "kind": kind, "late": late, "filters": True, "empty": empty}
    return _list(request, "held", asked, order, **more)


@require_GET
def coming(request: HttpRequest) -> HttpResponse:
    """What another station sent after its file, to be received."""
    by, station = acting(request), station_for(request, acting(request))
    asked = coming_to(by, station) if station else None
    return _list(request, "coming", asked, "-taken_in_at", empty=_("Nothing is on its way here."))


@require_GET
def of_file(request: HttpRequest, id: UUID) -> HttpResponse:
    """All of one file, by label; for who works on it."""
    by = acting(request)
    case = file_screen.handled(by, id)
    return _list(
        request, "", items_of(by, case), "serial", case=case, heading=_("Property of the file"),
        empty=_("No property is held for this file."),
    )  # fmt: skip


def _list(
    request: HttpRequest, here: str, asked: ItemQuerySet | None, order: str, **more: Any
) -> HttpResponse:
    by, found = acting(request), None
    if asked is not None:
        found = page_of(asked, order, after=id_of(request.GET.get("after")))
        read_of_areas({one.station_id for one in found.rows}, "property", by)
    files = [one.case for one in found.rows if one.case] if found else []
    hidden = veiled(by, files)
    context = {
        "heading": SECTIONS.get(here, ""),
        "sections": sections(SECTIONS, "property", here),
        "station": station_for(request, by),
        "others": stations.offered(request, by),
        "found": found,
        "columns": [_("Label"), _("Kind"), _("Described as"), _("State"), _("Where"), _("Back by")],
        "rows": [_row(one, by, hidden) for one in found.rows] if found else [],
    }
    return render(request, "desk/property.html", context | more)


def _row(item: Item, by: Actor, hidden: Collection[UUID]) -> dict[str, Any]:
    where = item.place or HOLDERS.get(item.holder) or (item.next_station and item.next_station.name)
    due = say_date(item.due_back_at, short=True) if item.due_back_at else "—"
    words = item.description or "—"  # of what was erased
    return {
        "url": reverse("property:item", args=[item.pk]),
        "cells": [
            cell(digits_for(get_language() or "fa", item.label), code=True),
            cell(KINDS[item.kind]),
            cell(in_a_list(words, item.case_id, hidden, 60)),
            cell(ITEM.states[item.state]),
            cell(where or "—"),
            cell(_("%(day)s, overdue") % {"day": due} if is_overdue(item, by) else due),
        ],
    }
