"""How well the service keeps its times, counted from what the reader may see; each number has its list."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kalantar.calls.queries import visible_calls
from kalantar.incidents.queries import visible_incidents
from kalantar.kernel.actor import Actor
from kalantar.people.tokens import digest_of
from kalantar.places.models import Jurisdiction
from kalantar.service_levels.levels import BY_CODE, LEVELS, WEEK, WINDOWS, Level, timed
from kalantar.service_levels.models import WallScreen

LONGEST = max(window.span for window in WINDOWS)


@dataclass(frozen=True, slots=True)
class Key:
    """Of what a number is: a level in a window, this week (0) or so many weeks ago, and of which part.

    ``priority``: None where calls are counted; ``area``: whose 110 rang, or the incident's station.
    """

    level: str
    window: str
    weeks: int
    priority: int | None
    area: UUID


@dataclass(slots=True)
class Levels:
    """The numbers of a city at one moment: ``of`` so many, ``met`` in so many."""

    at: datetime
    of: Counter[Key] = field(default_factory=Counter)
    met: Counter[Key] = field(default_factory=Counter)

    def share(self, **part: Any) -> tuple[int, int]:
        """(met, of) of all numbers that fit ``part``, such as ``level="on_scene", window="shift"``."""
        fitting = [
            key
            for key in self.of
            if all(getattr(key, name) == value for name, value in part.items())
        ]
        return sum(self.met[key] for key in fitting), sum(self.of[key] for key in fitting)

    def values(self, name: str) -> list[Any]:
        """Those of one field of the keys that occur: the priorities, the areas."""
        return sorted({getattr(key, name) for key in self.of} - {None})


def levels(reader: Actor, city: UUID, at: datetime, *, compared: bool = True) -> Levels:
    """Two queries, and two more for the same time a week before (``compared``)."""
    told = Levels(at)
    for weeks in (0, 1) if compared else (0,):
        until = at - WEEK * weeks
        since = until - LONGEST
        _count(told, "calls", _calls(reader, city, since, until), "offered_at", weeks)
        _count(told, "incidents", _incidents(reader, city, since, until), "opened_at", weeks)
    return told


def behind(
    reader: Actor,
    city: UUID,
    level: str,
    since: datetime,
    until: datetime,
    *,
    met: bool | None = None,
    priority: int | None = None,
    area: UUID | None = None,
) -> QuerySet[Any]:
    """What a number counts: the calls or incidents themselves, by the same conditions."""
    asked = BY_CODE[level]
    whole = _calls if asked.counts == "calls" else _incidents
    found: QuerySet[Any] = whole(reader, city, since, until).filter(asked.of)
    if met is not None:
        found = found.filter(asked.met) if met else found.exclude(asked.met)
    if priority is not None and asked.counts == "incidents":
        found = found.filter(priority=priority)
    return found if area is None else found.filter(jurisdiction=area)


def wall_of(token: str) -> Jurisdiction | None:
    """The area whose screen has that token in its address; None where none has."""
    living = WallScreen.objects.filter(digest=digest_of(token).hex(), revoked_at=None)
    found = living.select_related("area").first()
    return found.area if found else None


def wall_screens(reader: Actor, area: Jurisdiction) -> QuerySet[WallScreen]:
    """In use, the latest first; to whoever could see the area's levels anyway."""
    seen = Jurisdiction.objects.within(list(reader.areas({"commander", "station_chief"})))
    return WallScreen.objects.filter(area=area, revoked_at=None, area__in=seen.values("pk"))


def _calls(reader: Actor, city: UUID, since: datetime, until: datetime) -> QuerySet[Any]:
    """Those that rang; one that called back did not."""
    rang = visible_calls(reader, city).filter(returns=None)
    return rang.filter(offered_at__gte=since, offered_at__lt=until)


def _incidents(reader: Actor, city: UUID, since: datetime, until: datetime) -> QuerySet[Any]:
    opened = visible_incidents(reader).filter(city=city)
    return timed(opened.filter(opened_at__gte=since, opened_at__lt=until))


def _count(told: Levels, counts: str, rows: QuerySet[Any], moment: str, weeks: int) -> None:
    parts = ("jurisdiction", "priority") if counts == "incidents" else ("jurisdiction",)
    of_them = [level for level in LEVELS if level.counts == counts]
    numbers = dict(_numbers(of_them, moment, told.at - WEEK * weeks))
    for row in rows.order_by().values(*parts).annotate(**numbers):
        for level in of_them:
            for window in WINDOWS:
                name = f"{level.code}_in_{window.code}"
                if not row[f"{name}_of"]:
                    continue
                key = Key(level.code, window.code, weeks, row.get("priority"), row["jurisdiction"])
                told.of[key] += row[f"{name}_of"]
                told.met[key] += row[f"{name}_met"]


def _numbers(of_them: Iterable[Level], moment: str, until: datetime) -> Iterable[tuple[str, Count]]:
    for level in of_them:
        for window in WINDOWS:
            lately = level.of & Q(**{f"{moment}__gte": until - window.span})
            name = f"{level.code}_in_{window.code}"
            yield f"{name}_of", Count("pk", filter=lately)
            yield f"{name}_met", Count("pk", filter=lately & level.met)


def span_of(window: str, at: datetime, weeks: int) -> tuple[datetime, datetime]:
    """``[since, until)`` of a window, so many weeks before ``at``."""
    spans: dict[str, timedelta] = {one.code: one.span for one in WINDOWS}
    until = at - WEEK * weeks
    return until - spans[window], until
