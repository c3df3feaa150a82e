"""What moves on the map, as GeoJSON: everything once, then only what has changed since."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.patrols.models import Unit, UnitStatus
from kalantar.patrols.queries import units_geojson
from kalantar.places.models import Jurisdiction

OVERLAP = timedelta(seconds=2)  # commits come out of order: ask again for the last moments


def units_on_map(city: Jurisdiction, reader: Actor, since: datetime | None) -> str:
    """JSON ``{now, gone, features}``; ``since``: the ``now`` of the answer before, None for all."""
    now = reader.now()
    asked = since - OVERLAP if since else None
    told = units_geojson(reader, city.id, now=now, since=asked)
    gone = json.dumps(_gone(city, reader, asked) if asked else [])
    return f'{{"now":"{now.isoformat()}","gone":{gone},{told.lstrip().removeprefix("{")}'


def _gone(city: Jurisdiction, reader: Actor, since: datetime) -> list[str]:
    """Units that left their shift or the service, of those whose places the reader may see."""
    off_duty = Q(status=UnitStatus.OFF_DUTY, status_since__gte=since)
    left = Unit.objects.place_visible_to(reader).within(city.id)
    ids = left.filter(off_duty | Q(retired_at__gte=since)).values_list("pk", flat=True)
    return [str(id) for id in ids]


def incidents_on_map(incidents: list[Incident]) -> dict[str, Any]:
    return {"features": [_pin(incident) for incident in incidents]}


def _pin(incident: Incident) -> dict[str, Any]:
    assert incident.place is not None
    at = [round(incident.place.lon, 6), round(incident.place.lat, 6)]
    told = {"id": str(incident.pk), "priority": incident.priority, "state": incident.state}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": at}, "properties": told}
