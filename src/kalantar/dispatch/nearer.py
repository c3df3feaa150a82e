"""The units nearer than the farthest recommended that are not proposed, and why each is not.

The nearest of them are named one by one; the others are counted by reason, so that none is without.
"""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kalantar.dispatch.candidates import Nearby, Plain, counted
from kalantar.dispatch.why_not import Reason, WhyNot
from kalantar.incidents.models import Incident
from kalantar.kernel.sentence import Sentence

NAMED = 200  # so many are named; it bounds a form, a card and what each dispatch keeps

type Seconds = dict[UUID, float | None]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A nearer unit that was not proposed, and why not."""

    unit: UUID
    call_sign: str
    kind: str
    distance_m: int
    age_s: int
    reason: Reason

    @property
    def why(self) -> Sentence:
        return self.reason.sentence


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at. ``walked``: the nearest, in order; ``whole``: there are no others."""

    walked: Sequence[Nearby]
    whole: bool
    candidates: Sequence[Nearby]
    reasons: Mapping[UUID, Reason | None]


def nearer_ones(
    incident: Incident,
    now: datetime,
    looked: Looked,
    seconds: Seconds,
    *,
    chosen: Sequence[Nearby],
    shown: Collection[UUID],
    plain: Plain,
) -> tuple[list[PassedOver], dict[WhyNot, int]]:
    """Those named, nearest first, and the numbers of the others by reason.

    ``seconds``: of the candidates, None where no road leads from one. ``chosen``: those recommended; where nobody is, all units are nearer. ``shown``: those proposed.
    At most one query, and only where the walk did not come as far as the farthest recommended.
    """
    farthest = max((unit.mercator_m for unit in chosen), default=math.inf)
    met = {unit.unit: unit for unit in (*looked.walked, *looked.candidates)}
    near = sorted(
        (unit for unit in met.values() if unit.mercator_m <= farthest and unit.unit not in shown),
        key=lambda unit: unit.mercator_m,
    )
    rest = Counter(_reason(unit, looked, seconds).code for unit in near[NAMED:])
    reached = looked.walked[-1].mercator_m if looked.walked else 0.0
    if not looked.whole and farthest > reached:
        within = farthest if chosen else None
        rest.update(counted(incident, now, within=within, plain=plain, without=met))
    return [_passed_over(unit, looked, seconds) for unit in near[:NAMED]], dict(rest)


def passed_over_of(kept: list[dict[str, Any]]) -> list[PassedOver]:
    return [
        PassedOver(
            **row
            | {
                "unit": UUID(row["unit"]),
                "reason": Reason(WhyNot(row["reason"]["code"]), row["reason"]["facts"]),
            }
        )
        for row in kept
    ]


def _passed_over(unit: Nearby, looked: Looked, seconds: Seconds) -> PassedOver:
    return PassedOver(
        unit=unit.unit,
        call_sign=unit.call_sign,
        kind=unit.kind,
        distance_m=round(unit.distance_m),
        age_s=unit.age_s,
        reason=_reason(unit, looked, seconds),
    )


def _reason(unit: Nearby, looked: Looked, seconds: Seconds) -> Reason:
    """What keeps it from being sent; for one that could be, how it came out by road."""
    reason = looked.reasons.get(unit.unit)
    if reason is not None:
        return reason
    if unit.unit not in seconds:
        return Reason(WhyNot.NOT_COMPARED)
    needed = seconds[unit.unit]
    if needed is None:
        return Reason(WhyNot.NO_ROUTE)
    return Reason(WhyNot.SLOWER_BY_ROUTE, {"minutes": max(1, math.ceil(needed / 60))})
