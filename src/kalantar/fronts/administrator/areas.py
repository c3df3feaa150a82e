"""The areas of the service: the tree, and one area with its boundary, its people and its units."""

from functools import partial
from typing import Any
from uuid import UUID

import shapely
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from shapely.geometry.base import BaseGeometry

from kalantar.catalogue.capabilities import kind_name
from kalantar.fronts.administrator.desks import desks_of
from kalantar.fronts.administrator.filters import AreasFilter
from kalantar.fronts.administrator.forms import AreaCodeForm, DeskForm
from kalantar.fronts.administrator.pages import (
    after,
    asked,
    cell,
    crumbs,
    done,
    listed,
    part_of,
    sections,
    story,
    verb,
    verb_of,
)
from kalantar.fronts.base.place import map_of
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import page_of, with_words
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import Told, tell
from kalantar.patrols.models import Unit
from kalantar.patrols.queries import status_told
from kalantar.patrols.states import STATES
from kalantar.people.middleware import acting
from kalantar.people.models import RoleGrant
from kalantar.people.roles import EVERYONE
from kalantar.people.rules import may_read_people
from kalantar.places import actions
from kalantar.places.models import BoundaryPart, Jurisdiction, Kind
from kalantar.places.queries import boundaries
from kalantar.places.rules import may_shape_places
from kalantar.reception.actions import set_up_desk as set_up
from kalantar.reception.actions import take_desk_away as take_away
from kalantar.reception.models import Desk

DRAWN = 400  # areas inside one that its map shows
PART = 12  # rows of each list on an area's page
FINE = 2_000  # of its width: what is smaller cannot be seen on a screen


@require_GET
def areas(request: HttpRequest) -> HttpResponse:
    """The tree the reader works in, each area below the one it lies in."""
    question = asked(request)
    filters = AreasFilter(question["given"])
    mine = with_words(
        filters.of(_seen(acting(request))), question["words"], "name_fa", "name_en", "code"
    )
    drawn = BoundaryPart.objects.filter(jurisdiction=OuterRef("pk"), until=None)
    found = mine.annotate(drawn=Exists(drawn)).select_related("parent")
    columns = (_("Name"), _("Kind"), _("Code"), _("Lies in"), _("Boundary"))
    return listed(
        request, "areas", columns, page_of(found, "ancestors", after=question["after"]), _row,
        search=question["words"], search_for=_("Name or code"), filters=filters,
        narrowed=filters.narrows,
        empty_first=_("Bring in a city or boundaries first: ./kalantar city import"),
    )  # fmt: skip


def _row(area: Any) -> tuple[str, list[dict[str, Any]]]:
    return reverse("administrator:area", args=[area.pk]), [
        cell(area.name, depth=len(area.ancestors) - 1),
        cell(Kind(area.kind).label),
        cell(area.code, code=True),
        cell(area.parent.name if area.parent else ""),
        cell(_("drawn") if area.drawn else _("not drawn")),
    ]


@require_GET
def area(request: HttpRequest, area: UUID) -> HttpResponse:
    return _page(request, area)


@require_GET
def area_shape(request: HttpRequest, area: UUID) -> JsonResponse:
    """The area's boundary and those of the areas in it, as GeoJSON, as fine as a screen shows."""
    one = get_object_or_404(_seen(acting(request)), pk=area)
    shapes = _shapes(one)
    own = shapes.pop(one.pk, None)
    return JsonResponse(
        {"area": _collection([own] if own else []), "inside": _collection(list(shapes.values()))}
    )


@verb_of("area")
def retire_area(request: HttpRequest, area: UUID) -> HttpResponse:
    def show(refused: Refused) -> HttpResponse:
        return _page(request, area, refused)

    return done(request, show, "areas", act=actions.retire_area, area=area)


@verb_of("area")
def set_code(request: HttpRequest, area: UUID) -> HttpResponse:
    """The service's own number of it."""
    typed = AreaCodeForm(request.POST)
    if not typed.is_valid():
        return _page(request, area, code=typed)

    def show(refused: Refused) -> HttpResponse:
        return _page(request, area, refused, code=typed)

    act = partial(actions.set_area_code, area=area)
    return done(request, show, "area", area, act=act, **typed.cleaned_data)


@verb_of("area")
def set_up_desk(request: HttpRequest, area: UUID) -> HttpResponse:
    """A desk of its reception."""
    typed = DeskForm(request.POST)
    if not typed.is_valid():
        return _page(request, area, desk=typed)

    def show(refused: Refused) -> HttpResponse:
        return _page(request, area, refused, typed)

    act = partial(set_up, station=area)
    return done(request, show, "area", area, act=act, **typed.cleaned_data)


@verb_of("area")
def take_desk_away(request: HttpRequest, area: UUID, desk: UUID) -> HttpResponse:
    def show(refused: Refused) -> HttpResponse:
        return _page(request, area, refused)

    one = get_object_or_404(Desk, pk=desk, station=area)
    return done(request, show, "area", area, act=take_away, desk=one.pk)


def _page(
    request: HttpRequest,
    area: UUID,
    refused: Refused | None = None,
    desk: DeskForm | None = None,
    code: AreaCodeForm | None = None,
) -> HttpResponse:
    by = acting(request)
    one = get_object_or_404(_seen(by), pk=area)
    context = {
        "heading": one.name,
        "sections": sections("areas"),
        "crumbs": crumbs("areas", *_above(one, by)),
        "area": one,
        "kind": Kind(one.kind).label,
        "map": _map(one),
        "shapes": may_shape_places(by, one),
        "import_url": reverse("administrator:import_areas", args=[one.pk]),
        "drawn": _drawn(one, by),
        "parts": [part for part in (_inside(request, one), _code(one, by, code), _holders(request, one, by), _units(request, one, by), desks_of(request, one, desk), _state(one, by)) if part],
        "refused": refused,
        **story(request, one),
    }  # fmt: skip
    wrong = refused or (desk and desk.errors) or (code and code.errors)
    return render(request, "administrator/area.html", context, status=422 if wrong else 200)


def _seen(by: Actor) -> QuerySet[Jurisdiction]:
    return Jurisdiction.objects.within(by.areas(EVERYONE)).living()


def _above(one: Jurisdiction, by: Actor) -> list[tuple[object, str]]:
    """The areas it lies in, as far up as the reader works."""
    above = _seen(by).filter(pk__in=one.ancestors).exclude(pk=one.pk)
    rows = sorted(above, key=lambda area: len(area.ancestors))
    return [(area.name, reverse("administrator:area", args=[area.pk])) for area in rows]


def _drawn(one: Jurisdiction, by: Actor) -> list[Told]:
    """When what lies in it was last drawn or judged, with the overlaps and gaps found then."""
    judged = ("BoundariesDrawn", "BoundariesJudged")
    last = Entry.objects.filter(event__in=judged, subjects__subject=one.pk)
    return tell(last.order_by("-pk")[:1], by)


def _shapes(one: Jurisdiction) -> dict[UUID, BaseGeometry]:
    """Its own boundary and those of the areas right below it."""
    inside = one.children.filter(retired_at=None).values_list("pk", flat=True)[:DRAWN]
    return boundaries([one.pk, *inside])


def _map(one: Jurisdiction) -> dict[str, Any] | None:
    """What is drawn, over the streets of the city it lies in where there is a map of that."""
    shapes = _shapes(one)
    if not shapes:
        return None
    west, south, east, north = zip(*(shape.bounds for shape in shapes.values()), strict=True)
    city = Jurisdiction.objects.filter(pk__in=one.ancestors, kind=Kind.CITY).first()
    return map_of(city, shape=reverse("administrator:area_shape", args=[one.pk])) | {
        "bounds": [min(west), min(south), max(east), max(north)]
    }


def _collection(shapes: list[BaseGeometry]) -> dict[str, object]:
    features = [
        {"type": "Feature", "properties": {"status": "assigned"}, "geometry": shapely.geometry.mapping(_seen_from_afar(shape))}
        for shape in shapes
    ]  # fmt: skip
    return {"type": "FeatureCollection", "features": features}


def _seen_from_afar(shape: BaseGeometry) -> BaseGeometry:
    west, south, east, north = shape.bounds
    return shape.simplify(max(east - west, north - south) / FINE)


def _inside(request: HttpRequest, one: Jurisdiction) -> dict[str, Any]:
    found = one.children.filter(retired_at=None)

    def row(child: Jurisdiction) -> dict[str, Any]:
        cells = [cell(child.name), cell(Kind(child.kind).label), cell(child.code, code=True)]
        return {"url": reverse("administrator:area", args=[child.pk]), "cells": cells}

    return part_of(
        "inside", _("Areas in it"), page_of(found, "name_fa", after=after(request, "inside"), size=PART), row,
        columns=[_("Name"), _("Kind"), _("Code")], none=_("No area lies in it."),
    )  # fmt: skip


def _code(one: Jurisdiction, by: Actor, typed: AreaCodeForm | None) -> dict[str, Any] | None:
    if not may_shape_places(by, one):
        return None
    form = typed or AreaCodeForm(initial={"code": one.code}, auto_id="code-%s")
    url = reverse("administrator:area_code", args=[one.pk])
    return {"id": "code", "name": _("Code"), "form": form, "label": _("Keep the code"), "url": url}


def _holders(request: HttpRequest, one: Jurisdiction, by: Actor) -> dict[str, Any] | None:
    """Who holds a role over exactly this area now; for those who may know who works where."""
    if not may_read_people(by, one):
        return None
    held = RoleGrant.objects.valid(by.now()).filter(jurisdiction=one).select_related("user")

    def row(grant: RoleGrant) -> dict[str, Any]:
        cells = [cell(grant.user.name), cell(grant.role_name)]
        return {"url": reverse("administrator:person", args=[grant.user_id]), "cells": cells}

    return part_of(
        "people", _("Who holds a role here"), page_of(held, "role", after=after(request, "people"), size=PART),
        row, columns=[_("Name"), _("Role")], none=_("Nobody holds a role over this very area."),
    )  # fmt: skip


def _status(unit: Unit, by: Actor) -> dict[str, Any]:
    status = status_told(unit, by)
    return cell(STATES[status], status=status)


def _units(request: HttpRequest, one: Jurisdiction, by: Actor) -> dict[str, Any]:
    found = Unit.objects.visible_to(by).in_service().within(one.pk).select_related("jurisdiction")

    def row(unit: Unit) -> dict[str, Any]:
        cells = [
            cell(unit.call_sign), cell(kind_name(unit.kind)), cell(unit.jurisdiction.name),
            _status(unit, by),
        ]  # fmt: skip
        return {"url": reverse("administrator:unit", args=[unit.pk]), "cells": cells}

    return part_of(
        "units", _("Units"), page_of(found, "call_sign", after=after(request, "units"), size=PART), row,
        columns=[_("Call sign"), _("Kind"), _("Area"), _("Status")],
        none=_("No unit belongs here."),
    )  # fmt: skip


def _state(one: Jurisdiction, by: Actor) -> dict[str, Any] | None:
    """What ends it stands at the end of its page; it cannot be taken back."""
    if not may_shape_places(by, one):
        return None
    stop = verb(_("Take out of use"), "retire_area", one.pk, danger=True)
    return {
        "name": _("In use"),
        "verbs": [stop],
        "none": _("Once out of use, nothing new is given to it; what happened there stays."),
    }
