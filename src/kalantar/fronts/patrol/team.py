"""My shift, and where the units of my station are, with the age of their last word."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kalantar.dispatch.queries import of_the_shift
from kalantar.fronts.base.place import map_of
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import metres_between
from kalantar.patrols.board import BoardUnit, board
from kalantar.patrols.models import Unit
from kalantar.patrols.queries import own_shift, own_unit
from kalantar.patrols.states import STATES
from kalantar.patrols.whereabouts import position_of
from kalantar.people.middleware import acting
from kalantar.places.models import Jurisdiction, Kind

MOST = 60  # units of a station on duty at once


@require_GET
def team(request: HttpRequest) -> HttpResponse:
    return render(request, "patrol/team.html", _shown(acting(request)))


@require_GET
def team_part(request: HttpRequest) -> HttpResponse:
    return render(request, "patrol/_team.html", _shown(acting(request)))


def _shown(reader: Actor) -> dict[str, Any]:
    unit, shift = own_unit(reader), own_shift(reader)
    if unit is None or shift is None:
        return {"unit": None}
    units = [one for one in board(reader, unit.jurisdiction_id, limit=MOST) if one.id != unit.pk]
    around = Jurisdiction.objects.filter(pk__in=unit.jurisdiction.ancestors, kind=Kind.CITY)
    return {
        "unit": unit,
        "status": STATES[unit.status],
        "shift": shift,
        "done": of_the_shift(unit, shift.begun_at),
        "team": _lines(units, unit, reader),
        "places": [_feature(one) for one in units if one.place],
        "map": map_of(around.first()),
    }


def _lines(units: list[BoardUnit], mine: Unit, reader: Actor) -> list[dict[str, Any]]:
    """The nearest first; those whose place is unknown, or hidden from the reader, last."""
    here = position_of(reader, mine.pk)
    at = here.place if here else None
    lines = [
        {
            "unit": one,
            "said": STATES[one.status],
            "metres": metres_between(at, one.place) if at and one.place else None,
        }
        for one in units
    ]
    return sorted(lines, key=lambda one: (one["metres"] is None, one["metres"] or 0))


def _feature(one: BoardUnit) -> dict[str, Any]:
    assert one.place is not None
    about = {"id": one.id, "call_sign": one.call_sign, "kind": one.kind, "status": one.status}
    place = {"type": "Point", "coordinates": [one.place.lon, one.place.lat]}
    return {"type": "Feature", "geometry": place, "properties": about | {"fresh": one.fresh}}
