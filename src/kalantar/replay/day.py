"""The demo's day: calls drawn from published hourly and type shares, by a seed; nobody's rows."""

import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kalantar.kernel.geometry import Point
from kalantar.replay.reading import PastCall

PUBLISHED = Path(__file__).with_name("day.toml")
TALK_S = (35.0, 150.0)  # how long a call taker needs to know what and where


@dataclass(frozen=True, slots=True)
class Day:
    """Shares of the 24 hours and of the types; both sum to one."""

    hours: Sequence[float]
    types: dict[str, float]


def read_day(path: Path = PUBLISHED) -> Day:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    all_hours = sum(told["hours"])
    all_groups = sum(group["incidents"] for group in told["group"])
    types = {
        code: group["incidents"] / all_groups * weight / sum(group["types"].values())
        for group in told["group"]
        for code, weight in group["types"].items()
    }
    return Day(hours=[hour / all_hours for hour in told["hours"]], types=types)


def draw(
    day: Day,
    *,
    begins: datetime,
    hour: Callable[[datetime], int],
    calls_a_day: float,
    places: Sequence[tuple[Point, str]],
    seed: int,
) -> Iterator[PastCall]:
    """Calls from ``begins`` on, without end: a Poisson stream whose rate follows the hours' shares.

    ``hour``: which hour of the day a moment is in. ``places``: points with their addresses to draw from, evenly. The same seed draws the same calls.
    """
    chance = random.Random(seed)
    codes, weights = list(day.types), list(day.types.values())
    moment, number = begins, 0
    busiest = max(day.hours) * calls_a_day / 3600  # calls a second
    while True:
        moment += timedelta(seconds=chance.expovariate(busiest))
        if chance.random() * max(day.hours) > day.hours[hour(moment)]:
            continue  # thinning (Lewis and Shedler 1979): keep a call with its hour's share
        number += 1
        place, address = chance.choice(places)
        entry = moment + timedelta(seconds=chance.uniform(*TALK_S))
        yield PastCall(
            key=f"{seed}-{number}",
            type=chance.choices(codes, weights)[0],
            priority=None,
            place=place,
            address=address,
            stages={"received": moment, "entry": entry},
        )
