"""Who comes to the demo's station: by the published shares of the hours, with names put together by chance."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from kalantar.replay.staff import FIRST, LAST

# How often each is what somebody comes for. Nobody publishes it; so it is a guess, and says so.
SERVICES = {
    "case_status": 5, "complaint": 4, "theft_report": 3, "statement": 2, "certificate": 2,
    "lost_and_found": 2, "summons": 1, "vehicle_release": 1, "other": 1,
}  # fmt: skip
NAMED = 0.7  # the others give no name: none is needed
NEEDS = (["old_age"], ["small_child"], ["wheelchair"])
WITH_NEEDS = 0.12


@dataclass(frozen=True, slots=True)
class Comes:
    """``who``: empty where they give no name."""

    at: datetime
    service: str
    who: dict[str, str] = field(default_factory=dict)
    needs: Sequence[str] = ()


def draw_visitors(
    hours: Sequence[float],
    *,
    begins: datetime,
    hour: Callable[[datetime], int],
    a_day: float,
    numbers: Sequence[str],
    seed: int,
) -> Iterator[Comes]:
    """Visitors from ``begins`` on, without end: a Poisson stream whose rate follows the hours' shares.

    ``hour``: which hour of the day a moment is in; ``numbers``: phones that are nobody's. The same seed
    draws the same visitors.
    """
    chance = random.Random(seed)
    codes, weights = list(SERVICES), list(SERVICES.values())
    moment, busiest = begins, max(hours) * a_day / 3600  # visitors a second
    while True:
        moment += timedelta(seconds=chance.expovariate(busiest))
        if chance.random() * max(hours) > hours[hour(moment)]:
            continue  # thinning, as calls are drawn
        told: dict[str, Any] = {"service": chance.choices(codes, weights)[0]}
        if chance.random() < NAMED:
            told["who"] = _somebody(chance, numbers)
        if chance.random() < WITH_NEEDS:
            told["needs"] = chance.choice(NEEDS)
        yield Comes(moment, **told)


def _somebody(chance: random.Random, numbers: Sequence[str]) -> dict[str, str]:
    (given, _), (family, _) = chance.choice(FIRST), chance.choice(LAST)
    return {"given_fa": given, "family_fa": family, "phone": chance.choice(numbers)}
