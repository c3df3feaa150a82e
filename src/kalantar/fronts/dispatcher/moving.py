"""What moves on the map, as GeoJSON: everything once, then only what has changed since."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.patrols.models import Unit, UnitPosition, UnitStatus
from kalantar.patrols.queries import units_geojson
from kalantar.patrols.rules import fresh_for
from kalantar.places.models import Jurisdiction

OVERLAP = timedelta(seconds=2)  # commits come out of order: ask again for the last moments


def units_on_map(
    city: Jurisdiction, reader: Actor, since: datetime | None, *, shown: Collection[UUID] = ()
) -> str:
    """JSON ``{now, fresh_s, gone, features}``; ``since``: the ``now`` of the answer before, None
    for all; ``shown``: the units on the asker's map, of which those it may show no longer are gone.

    ``fresh_s``: a position older than so many seconds is not relied on.
    """
    now = reader.now()
    asked = since - OVERLAP if since else None
    told = units_geojson(reader, city.id, now=now, since=asked)
    head = {
        "now": now.isoformat(),
        "fresh_s": int(fresh_for().total_seconds()),
        "gone": _gone(city, reader, shown) if asked else [],
    }
    return f"{json.dumps(head).removesuffix('}')},{told.lstrip().removeprefix('{')}"


def _gone(city: Jurisdiction, reader: Actor, shown: Collection[UUID]) -> list[str]:
    """Those shown that are off duty, out of service, moved away or hidden: all not visible now.

    An id from elsewhere is gone too, so that the answer tells nothing of units never shown.
    """
    if not shown:
        return []
    here = Unit.objects.place_visible_to(reader).visible_to(reader).in_service().within(city.id)
    placed = UnitPosition.objects.filter(unit__in=shown).values("unit")
    on_duty = here.filter(pk__in=placed).exclude(status=UnitStatus.OFF_DUTY)
    seen = set(on_duty.values_list("pk", flat=True))
    return [str(id) for id in shown if id not in seen]


def incidents_on_map(incidents: list[Incident]) -> dict[str, Any]:
    return {"features": [_pin(incident) for incident in incidents]}


def _pin(incident: Incident) -> dict[str, Any]:
    assert incident.place is not None
    at = [round(incident.place.lon, 6), round(incident.place.lat, 6)]
    told = {"id": str(incident.pk), "priority": incident.priority, "state": incident.state}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": at}, "properties": told}
