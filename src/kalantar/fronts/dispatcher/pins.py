"""The signs of incidents on a map, as GeoJSON."""

from typing import Any
from uuid import UUID

from kalantar.incidents.models import Incident
from kalantar.kernel.geometry import Point


def incidents_on_map(incidents: list[Incident]) -> dict[str, Any]:
    return {"features": [pin(incident) for incident in incidents]}


def pin(incident: Incident) -> dict[str, Any]:
    assert incident.place is not None
    return sign(incident.pk, incident.place, incident.priority, incident.state)


def sign(incident: UUID, place: Point, priority: int, state: str) -> dict[str, Any]:
    at = [round(place.lon, 6), round(place.lat, 6)]
    told = {"id": str(incident), "priority": priority, "state": state}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": at}, "properties": told}
