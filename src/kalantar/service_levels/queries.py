"""How well the service keeps its times, counted from what the reader may see; each number has its list."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from kalantar.calls.queries import visible_calls
from kalantar.incidents.queries import visible_incidents
from kalantar.kernel.actor import Actor
from kalantar.people.tokens import digest_of
from kalantar.places.models import Jurisdiction
from kalantar.service_levels.levels import BY_CODE, LEVELS, WEEK, WINDOWS, Level, Window, timed
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

    def tally(self, key: Key, of: int, met: int) -> None:
        if of:
            self.of[key] += of
            self.met[key] += met

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
        _count_calls(told, _calls(reader, city, since, until), weeks)
        _count_incidents(told, _incidents(reader, city, since, until), weeks)
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


def _count_calls(told: Levels, rows: QuerySet[Any], weeks: int) -> None:
    until = told.at - WEEK * weeks
    numbers = dict[str, Count]()
    for level, window in _each("calls"):
        lately = level.of & Q(offered_at__gte=until - window.span)
        numbers[f"{level.code}_in_{window.code}_of"] = Count("pk", filter=lately)
        numbers[f"{level.code}_in_{window.code}_met"] = Count("pk", filter=lately & level.met)
    for row in rows.order_by().values("jurisdiction").annotate(**numbers):
        for level, window in _each("calls"):
            name = f"{level.code}_in_{window.code}"
            key = Key(level.code, window.code, weeks, None, row["jurisdiction"])
            told.tally(key, row[f"{name}_of"], row[f"{name}_met"])


_MOMENTS = ("opened_at", "spoken", "sent", "arrived")
# OFFSET 0: each incident's first call, dispatch and arrival are looked up once, not for each number.
_COUNTED = """
SELECT area, priority, {numbers} FROM ({rows} OFFSET 0) AS incident(area, priority, {moments})
 GROUP BY area, priority
"""


def _count_incidents(told: Levels, rows: QuerySet[Any], weeks: int) -> None:
    until = told.at - WEEK * weeks
    sql, params = (
        rows.order_by().values_list("jurisdiction", "priority", *_MOMENTS).query.sql_with_params()
    )
    numbers, since = list[str](), list[datetime]()
    for level, window in _each("incidents"):
        numbers += [f"count(*) FILTER (WHERE opened_at >= %s AND {one})" for one in level.counted()]
        since += [until - window.span] * 2
    asked = _COUNTED.format(numbers=", ".join(numbers), rows=sql, moments=", ".join(_MOMENTS))
    with connection.cursor() as cursor:
        cursor.execute(asked, [*since, *params])
        found = cursor.fetchall()
    for area, priority, *counts in found:
        pairs = zip(counts[::2], counts[1::2], strict=True)
        for (level, window), (of, met) in zip(_each("incidents"), pairs, strict=True):
            told.tally(Key(level.code, window.code, weeks, priority, area), of, met)


def _each(counts: str) -> Iterator[tuple[Level, Window]]:
    return ((one, window) for one in LEVELS if one.counts == counts for window in WINDOWS)


def span_of(window: str, at: datetime, weeks: int) -> tuple[datetime, datetime]:
    """``[since, until)`` of a window, so many weeks before ``at``."""
    spans: dict[str, timedelta] = {one.code: one.span for one in WINDOWS}
    until = at - WEEK * weeks
    return until - spans[window], until
