"""What a device reports and what came of it. Nothing here writes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused
from kalantar.patrols.models import Mark
from kalantar.patrols.rules import (
    position_follows_the_last,
    position_is_from_a_shift,
    position_is_new,
    position_is_not_from_the_future,
    position_is_possible,
    position_is_precise,
    position_is_somewhere,
    position_is_worth_keeping,
    unit_can_be_so_fast,
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
    """A unit that reports: what it is, the areas it is in, its shifts at the time, whether ``by`` was
    in one, and where it last was."""

    unit: UUID
    kind: str
    areas: tuple[UUID, ...]
    shifts: tuple[OnShift, ...]
    own_crew: bool
    last: Report | None = None

    def running(self, moment: datetime) -> bool:
        """Whether a report of ``moment`` belongs to the shift that is running now."""
        return any(shift.ended_at is None and shift.covers(moment) for shift in self.shifts)


@dataclass(frozen=True, slots=True)
class Batch:
    """The reports of one message with the units they are about (by id; unknown ones are missing).
    ``known``: of which units and moments a report came before."""

    reports: Sequence[Report]
    carriers: dict[UUID, Carrier]
    known: frozenset[tuple[UUID, datetime]] = frozenset()


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a batch: how many were new, how many moved a unit; by their places in the batch
    which came before, and which were refused by what rule."""

    kept: int
    moved: int
    repeated: tuple[int, ...] = ()
    refused: tuple[tuple[int, Refused], ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A report as the history has it."""

    report: Report
    mark: Mark


@dataclass(frozen=True, slots=True)
class Judged:
    """``moved``: where each unit is now that is somewhere else."""

    kept: list[Kept] = field(default_factory=list)
    moved: dict[UUID, Report] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)
    refused: list[tuple[int, Refused]] = field(default_factory=list)


def judge(batch: Batch, now: datetime) -> Judged:
    """Part the reports that can be kept from those that break a rule; one bad one harms no other.
    They are looked at in the order in which they were measured, in whatever order they came."""
    judged, known = Judged(), set(batch.known)
    order = sorted(range(len(batch.reports)), key=lambda place: batch.reports[place].measured_at)
    for place in order:
        report = batch.reports[place]
        carrier, key = batch.carriers[report.unit], (report.unit, report.measured_at)
        try:
            require_keepable(report, carrier, now)
        except Refused as refusal:
            judged.refused.append((place, refusal))
            continue
        if not position_is_new(key, known):
            judged.repeated.append(place)
            continue
        known.add(key)
        last = judged.moved.get(report.unit, carrier.last)
        mark = mark_of(report, carrier, last)
        judged.kept.append(Kept(report, mark))
        if (
            mark is not Mark.TOO_FAST
            and carrier.running(report.measured_at)
            and position_follows_the_last(report, last)
        ):
            judged.moved[report.unit] = report
    judged.refused.sort(key=lambda one: one[0])
    return judged


def require_keepable(report: Report, carrier: Carrier, now: datetime) -> None:
    """Refused where the report is of no use to anybody."""
    position_is_possible.require(report.place, report.accuracy_m)
    position_is_somewhere.require(report.place)
    position_is_not_from_the_future.require(report.measured_at, now)
    position_is_worth_keeping.require(report.measured_at, now)
    position_is_from_a_shift.require(carrier.shifts, report.measured_at)


def mark_of(report: Report, carrier: Carrier, last: Report | None) -> Mark:
    """What is to be thought of a report that is kept. ``last``: where the unit was before it."""
    if not unit_can_be_so_fast(carrier.kind, last, report):
        return Mark.TOO_FAST
    return Mark.NONE if position_is_precise(report.accuracy_m) else Mark.COARSE


def columns(reports: Sequence[Report]) -> list[list[object]]:
    """The reports as the columns one INSERT takes: unit, lon, lat, accuracy, time."""
    places = [report.place.settled() for report in reports]
    return [
        [report.unit for report in reports],
        [place.lon for place in places],
        [place.lat for place in places],
        [report.accuracy_m for report in reports],
        [report.measured_at for report in reports],
    ]


def notice_keys(batch: Batch, moved: Sequence[UUID]) -> set[str]:
    """``positions:<area>`` for the units' own areas, mostly stations, and all around them: there is
    somebody for each of them who holds a role over it and no more, and looks at a board."""
    return {f"positions:{area}" for unit in moved for area in batch.carriers[unit].areas}
