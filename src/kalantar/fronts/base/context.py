"""What the frame of every page needs to know about its reader."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi

from kalantar.fronts.base.place import city_in_view
from kalantar.people.roles import Role

THEMES = ("auto", "light", "dark")


def frame(request: HttpRequest) -> dict[str, Any]:
    theme = request.COOKIES.get("theme", "auto")
    return {
        "theme": theme if theme in THEMES else "auto",
        "language": get_language() or "fa",
        "direction": "rtl" if get_language_bidi() else "ltr",
        "zone": settings.TIME_ZONE,
        "in_view": city_in_view(request),
        "partial": "HX-Request" in request.headers,
        "told_on": _is_told_on(request),
    }


def _is_told_on(request: HttpRequest) -> bool:
    """Whether the reader is told, wherever they are, of a unit that nobody has heard."""
    actor = getattr(request, "actor", None)
    return actor is not None and bool(actor.areas({Role.COMMANDER, Role.STATION_CHIEF}))
