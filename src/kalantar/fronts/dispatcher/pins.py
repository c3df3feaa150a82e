"""The signs of incidents on a map, as GeoJSON."""

from typing import Any

from kalantar.incidents.models import Incident


def incidents_on_map(incidents: list[Incident]) -> dict[str, Any]:
    return {"features": [pin(incident) for incident in incidents]}


def pin(incident: Incident) -> dict[str, Any]:
    assert incident.place is not None
    at = [round(incident.place.lon, 6), round(incident.place.lat, 6)]
    told = {"id": str(incident.pk), "priority": incident.priority, "state": incident.state}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": at}, "properties": told}
