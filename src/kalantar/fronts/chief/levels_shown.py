"""The service levels as a page shows them: each share with its bar, its list, and a week before beside it."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kalantar.kernel.actor import Actor
from kalantar.kernel.text import digits_for
from kalantar.places.models import Jurisdiction
from kalantar.service_levels.levels import BY_CODE, LEVELS, OWN, WINDOWS, Level
from kalantar.service_levels.queries import Levels, levels

BY_PRIORITY = ("processed_60", "dispatched_60", "on_scene")


def shown(city: Jurisdiction | None, window: str, reader: Actor) -> dict[str, Any]:
    """The table of all windows, and the parts of one. Five queries."""
    if city is None:
        return {"rows": [], "windows": []}
    at = reader.now()
    told = levels(reader, city.pk, at)
    return {
        "at": at,
        "windows": [
            {"code": one.code, "name": one.name, "here": one.code == window} for one in WINDOWS
        ],
        "rows": [_row(level, told, city) for level in LEVELS],
        "by_priority": _by_priority(told, city, window),
        "by_area": _by_area(told, city, window),
        "levels": LEVELS,
    }


def cell(
    told: Levels, level: str, city: UUID, window: str, share: tuple[int, int], **part: Any
) -> dict[str, Any]:
    """``share``: met, of. Empty of nothing; then there is no list either."""
    met, of = share
    goal = BY_CODE[level].goal
    ratio = met / of if of else None
    mood = "" if ratio is None or goal is None else "good" if ratio >= goal else "bad"
    asked = {"city": city, "level": level, "window": window, "at": told.at.isoformat()}
    asked |= {name: value for name, value in part.items() if value is not None}
    url = f"{reverse('chief:level')}?{urlencode(asked)}" if of else ""
    return {
        "met": met, "of": of, "mood": mood, "url": url,
        "missed": f"{url}&met=no" if of > met else "", "percent": percent(ratio),
    }  # fmt: skip


def percent(ratio: float | None) -> str:
    if ratio is None:
        return "—"
    language = get_language() or "fa"
    said = digits_for(language, f"{int(ratio * 100)}")  # never rounded up to what was not reached
    return f"{said}٪" if language.startswith("fa") else f"{said}%"


def _row(level: Level, told: Levels, city: Jurisdiction) -> dict[str, Any]:
    cells = []
    for window in WINDOWS:
        part = {"level": level.code, "window": window.code}
        now, before = told.share(**part, weeks=0), told.share(**part, weeks=1)
        one = cell(told, level.code, city.pk, window.code, now)
        then = cell(told, level.code, city.pk, window.code, before, weeks=1)
        cells.append(one | {"before": then})
    source = _("the service's own") if level.source == OWN else level.source
    goal = percent(level.goal) if level.goal else _("none is said")
    return {"name": level.name, "cells": cells, "goal": goal, "source": source}


def _by_priority(told: Levels, city: Jurisdiction, window: str) -> list[dict[str, Any]]:
    return [
        {
            "name": priority,
            "cells": [_part(told, code, city, window, priority=priority) for code in BY_PRIORITY],
        }
        for priority in told.values("priority")
    ]


def _by_area(told: Levels, city: Jurisdiction, window: str) -> list[dict[str, Any]]:
    """The centre's calls, the stations' incidents. One query."""
    ids = told.values("area")
    areas = Jurisdiction.objects.filter(pk__in=ids).order_by("name_fa")
    return [
        {"name": area, "cells": [_part(told, one.code, city, window, area=area.pk) for one in LEVELS]}
        for area in areas
    ]  # fmt: skip


def _part(told: Levels, level: str, city: Jurisdiction, window: str, **part: Any) -> dict[str, Any]:
    share = told.share(level=level, window=window, weeks=0, **part)
    return cell(told, level, city.pk, window, share, **part)


def moment_of(said: str, now: datetime) -> datetime:
    """The moment a number was counted at; now where none is said."""
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return now
    return at if at.tzinfo else now
