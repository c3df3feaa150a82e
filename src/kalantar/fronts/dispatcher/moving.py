"""What moves on the map, as GeoJSON: everything once, then only what the map has not seen."""

import json
from typing import Any

from django.db.models import BitXor, Count, Func, IntegerField

from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.unseen import Horizon
from kalantar.patrols.models import Unit, UnitStatus
from kalantar.patrols.rules import fresh_for
from kalantar.patrols.whereabouts import units_geojson, units_left
from kalantar.places.models import Jurisdiction


def units_on_map(city: Jurisdiction, reader: Actor, since: Horizon | None) -> str:
    """JSON ``{horizon, all, now, fresh_s, gone, shown, features}``.

    ``since``: the ``horizon`` of the answer before, None for all. ``all``: all are told, whatever
    was asked. ``fresh_s``: an older position is not relied on. ``gone``: ids that left their shift
    or the service. ``shown``: number and mark of all there are to show, see ``_shown``.
    """
    now, horizon = reader.now(), Horizon.now()
    asked = since if since and since.reaches(horizon) else None
    told = units_geojson(reader, city.id, now=now, since=asked)
    head = {
        "horizon": str(horizon),
        "all": asked is None,
        "now": now.isoformat(),
        "fresh_s": int(fresh_for().total_seconds()),
        "gone": [str(id) for id in units_left(reader, city.id, asked)] if asked else [],
        "shown": _shown(city, reader),
    }
    return f"{json.dumps(head).removesuffix('}')},{told.lstrip().removeprefix('{')}"


class _Tail(Func):
    """The last eight figures of an id as a signed number of 32 bits."""

    template = "('x' || right(%(expressions)s::text, 8))::bit(32)::int"
    output_field = IntegerField()


def _shown(city: Jurisdiction, reader: Actor) -> list[int]:
    """How many units there are to show now, and the exclusive or of their ids' ends.

    A map whose own differ shows a unit that was hidden from its reader, or lacks one that is no
    longer; it cannot be told which, the id itself may be secret by now, so it asks for all again.
    """
    seen = Unit.objects.place_visible_to(reader).visible_to(reader).in_service().within(city.id)
    placed = seen.exclude(status=UnitStatus.OFF_DUTY).filter(position__isnull=False)
    found = placed.aggregate(number=Count("pk"), mark=BitXor(_Tail("pk")))
    return [found["number"], found["mark"] or 0]


def incidents_on_map(incidents: list[Incident]) -> dict[str, Any]:
    return {"features": [_pin(incident) for incident in incidents]}


def _pin(incident: Incident) -> dict[str, Any]:
    assert incident.place is not None
    at = [round(incident.place.lon, 6), round(incident.place.lat, 6)]
    told = {"id": str(incident.pk), "priority": incident.priority, "state": incident.state}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": at}, "properties": told}
