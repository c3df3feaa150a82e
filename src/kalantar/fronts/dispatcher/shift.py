"""The shift, hour by hour: calls, incidents and how soon units were sent, each number with its list.

What is drawn is read from the table by the script, so that the drawing and the numbers are one.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kalantar.calls.queries import HourOfCalls, answering_by_hour
from kalantar.dispatch.by_hour import HourOfIncidents, opened_by_hour
from kalantar.fronts.dispatcher.figures import percent
from kalantar.fronts.dispatcher.history import PRIORITIES
from kalantar.kernel.actor import Actor
from kalantar.kernel.hours import HOUR, hours_until
from kalantar.kernel.text import digits_for, say_datetime
from kalantar.places.models import Jurisdiction

type Span = tuple[UUID, datetime, datetime]  # a city, since when and until when

SHIFT, DAY = 8, 24  # hours, the one that runs among them


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of number. ``key``: its colour; ``of``: the place of the series it is a share of.

    ``priority``: which incidents the list behind it holds; None where there is no such list.
    """

    key: str
    name: str
    of: int | None = None
    priority: int | None = None


def the_shift(city: Jurisdiction | None, number: int, reader: Actor) -> dict[str, Any]:
    """The three drawings and the rows of their table, of the last ``number`` hours. Two queries."""
    hours = hours_until(reader.now(), number)
    since, until = hours[0], hours[-1] + HOUR
    context: dict[str, Any] = {"number": number, "since": since, "now": reader.now()}
    if city is None:
        return context | {"drawings": [], "rows": []}
    rang = answering_by_hour(reader, since, until, city=city.pk)
    opened = opened_by_hour(reader, city.pk, since, until)
    told = [
        (
            _of_calls(rang.get(hour, HourOfCalls())),
            _of_priorities(opened[hour]),
            [opened[hour].sent, opened[hour].at_once],
        )
        for hour in hours
    ]
    drawings = [
        _drawing(name, title, series, [row[place] for row in told], (city.pk, since, until))
        for place, (name, title, series) in enumerate(_drawings())
    ]
    rows = [
        {
            "hour": hour,
            "parts": _cells(row, (city.pk, hour, hour + HOUR)),
            "running": hour == hours[-1],
        }
        for hour, row in zip(hours, told, strict=True)
    ]
    return context | {"drawings": drawings, "rows": rows}


def _drawings() -> list[tuple[str, str, list[Series]]]:
    language, urgency = get_language() or "fa", _("Priority %(priority)s")
    return [
        (
            "nested",
            _("Calls to 110"),
            [
                Series("offered", _("Rang")),
                Series("in-20", _("Answered within 20 s"), of=0),
                Series("in-15", _("Answered within 15 s"), of=0),
                Series("in-10", _("Answered within 10 s"), of=0),
                Series("abandoned", _("Abandoned"), of=0),
            ],
        ),
        (
            "stacked",
            _("Incidents opened, by priority"),
            [
                Series(
                    f"p{each}",
                    urgency % {"priority": digits_for(language, str(each))},
                    priority=each,
                )
                for each in PRIORITIES
            ],
        ),
        (
            "nested",
            _("How soon a unit was sent"),
            [
                Series("sent", _("Incidents a unit was sent to")),
                Series("at-once", _("Dispatched within 60 s"), of=0),
            ],
        ),
    ]


def _of_calls(hour: HourOfCalls) -> list[int]:
    within = [hour.within_20_s, hour.within_15_s, hour.within_10_s]
    return [hour.offered, *within, hour.abandoned]


def _of_priorities(hour: HourOfIncidents) -> list[int]:
    return [hour.opened.get(each, 0) for each in PRIORITIES]


def _drawing(
    name: str,
    title: str,
    series: list[Series],
    rows: list[list[int]],
    span: Span,
) -> dict[str, Any]:
    totals = [sum(row[place] for row in rows) for place in range(len(series))]
    return {
        "name": name,
        "title": title,
        "series": [
            {
                "key": one.key,
                "name": one.name,
                "total": total,
                "share": percent(total / totals[one.of])
                if one.of is not None and totals[one.of]
                else "",
                "url": _behind(one, span) if total else "",
            }
            for one, total in zip(series, totals, strict=True)
        ],
    }


def _cells(row: tuple[list[int], ...], span: Span) -> list[list[dict[str, Any]]]:
    return [
        [
            {"key": one.key, "value": value, "url": _behind(one, span) if value else ""}
            for one, value in zip(series, values, strict=True)
        ]
        for (_name, _title, series), values in zip(_drawings(), row, strict=True)
    ]


def _behind(series: Series, span: Span) -> str:
    """The list the number counts: the room's history by priority and hour."""
    if series.priority is None:
        return ""
    city, *moments = span
    since, until = (say_datetime(moment, short=True) for moment in moments)
    asked = {"city": city, "priority": series.priority, "since": since, "until": until}
    return f"{reverse('dispatcher:history')}?{urlencode(asked)}"
