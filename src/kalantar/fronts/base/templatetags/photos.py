"""``{% scene_photos incident %}``: the photos of an incident, opened one by one."""

from typing import Any

from django import template

from kalantar.incidents.models import Incident
from kalantar.people.middleware import acting
from kalantar.scene_photos.queries import photos_of

register = template.Library()


@register.inclusion_tag("base/_photos.html", takes_context=True)
def scene_photos(context: template.Context, incident: Incident) -> dict[str, Any]:
    """Those the reader may see; a picture is fetched, and its reading recorded, when it is opened."""
    return {"photos": photos_of(acting(context["request"]), incident.pk)}
