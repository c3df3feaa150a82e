"""What a device reports and what came of it. Nothing here writes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused
from kalantar.patrols.rules import (
    position_is_from_a_shift,
    position_is_not_from_the_future,
    position_is_possible,
)


@dataclass(frozen=True, slots=True)
class Report:
    """One measured place of a unit. ``accuracy_m``: radius in metres, None when unknown."""

    unit: UUID
    place: Point
    measured_at: datetime
    accuracy_m: float | None = None


@dataclass(frozen=True, slots=True)
class OnShift:
    """A shift ``[begun_at, ended_at)`` of a unit; still running without ``ended_at``."""

    begun_at: datetime
    ended_at: datetime | None

    def covers(self, moment: datetime) -> bool:
        return self.begun_at <= moment and (self.ended_at is None or moment < self.ended_at)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A unit that reports: the areas it is in, its shifts at the time, whether ``by`` was in one."""

    unit: UUID
    areas: tuple[UUID, ...]
    shifts: tuple[OnShift, ...]
    own_crew: bool

    def running(self, moment: datetime) -> bool:
        """Whether a report of ``moment`` belongs to the shift that is running now."""
        return any(shift.ended_at is None and shift.covers(moment) for shift in self.shifts)


@dataclass(frozen=True, slots=True)
class Batch:
    """The reports of one message with the units they are about (by id; unknown ones are missing)."""

    reports: Sequence[Report]
    carriers: dict[UUID, Carrier]


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a batch: how many were new, how many moved a unit, and which were refused."""

    kept: int
    moved: int
    refused: tuple[tuple[int, Refused], ...]  # place in the batch, and the rule


@dataclass(frozen=True, slots=True)
class Sorted:
    good: list[Report]
    refused: list[tuple[int, Refused]]


def judge(batch: Batch, now: datetime) -> Sorted:
    """Part the reports that can be kept from those that break a rule; one bad one harms no other."""
    good: list[Report] = []
    refused: list[tuple[int, Refused]] = []
    for place, report in enumerate(batch.reports):
        try:
            position_is_possible.require(report.place, report.accuracy_m)
            position_is_not_from_the_future.require(report.measured_at, now)
            position_is_from_a_shift.require(batch.carriers[report.unit].shifts, report.measured_at)
        except Refused as refusal:
            refused.append((place, refusal))
        else:
            good.append(report)
    return Sorted(good, refused)


def columns(batch: Batch, good: Sequence[Report]) -> list[list[object]]:
    """The reports as the columns one INSERT takes: unit, lon, lat, accuracy, time, running shift."""
    places = [report.place.settled() for report in good]
    return [
        [report.unit for report in good],
        [place.lon for place in places],
        [place.lat for place in places],
        [
            None
            if report.accuracy_m is None or math.isnan(report.accuracy_m)
            else report.accuracy_m
            for report in good
        ],
        [report.measured_at for report in good],
        [batch.carriers[report.unit].running(report.measured_at) for report in good],
    ]


def notice_keys(batch: Batch, good: Sequence[Report]) -> set[str]:
    """``positions:<area>`` for the units' own areas, mostly stations, and all around them: there is
    somebody for each of them who holds a role over it and no more, and looks at a board."""
    units = {report.unit for report in good}
    return {f"positions:{area}" for unit in units for area in batch.carriers[unit].areas}
