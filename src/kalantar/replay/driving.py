"""The patrols of a replay: crews who acknowledge, drive along the routed streets, arrive and clear.

They answer any dispatch to one of their units, whoever sent it. A dispatch that was called off or
diverted meanwhile is left alone.
"""

import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from kalantar.dispatch.actions import acknowledge, arrive, clear, set_out
from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.dispatch.models import Assignment, AssignmentState
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point, metres_between
from kalantar.patrols.actions import report_positions
from kalantar.patrols.models import Unit, UnitKind
from kalantar.patrols.positions import Report
from kalantar.places.routing import COSTING, NoRoute, Router
from kalantar.replay.agenda import Agenda
from kalantar.replay.drive import Drive

ACKNOWLEDGE_S, LEAVE_S = (4, 10), (10, 40)
GOES_ROUND = 0.03  # the chance, at each report, that a free patrol that stands goes on
ACCURACY_M = 8.0
WALK, RIDE = 1.3, 8.0  # metres a second where no route is found
REPORT_AT_LEAST = timedelta(seconds=60)
type AtScene = Callable[[UUID], timedelta]


@dataclass(slots=True)
class Patrol:
    """One unit as it moves. ``on``: the assignment it is on."""

    unit: UUID
    kind: str
    crew: Actor
    place: Point
    drive: Drive | None = None
    on: UUID | None = None
    reported: datetime | None = None

    def should_report(self, now: datetime) -> bool:
        moving = self.drive is not None
        return moving or self.reported is None or now - self.reported >= REPORT_AT_LEAST

    def where(self, now: datetime) -> Point:
        if self.drive:
            self.place = self.drive.place(now)
            if now >= self.drive.ends:
                self.drive = None
        return self.place


@dataclass(slots=True)
class Patrols:
    """``roam``: places to go round between dispatches; none: a unit stays where it is."""

    agenda: Agenda
    reporter: Actor
    router: Router | None
    chance: random.Random
    patrols: Mapping[UUID, Patrol]
    stay: AtScene
    done: Callable[[UUID, datetime], None]
    roam: list[Point] = field(default_factory=list)

    def look_for_dispatches(self, now: datetime) -> None:
        """Any unit that was sent, by whomever: its crew begins to answer. One query."""
        sent = Assignment.objects.filter(ended_at=None, state="sent", unit__in=self.patrols)
        for assignment in sent.select_related("incident"):
            patrol = self.patrols[assignment.unit_id]
            if patrol.on != assignment.pk:
                self._begin(patrol, assignment, now)

    def resume(self, now: datetime) -> None:
        """Go on with what an earlier run of the same units was on."""
        going = Assignment.objects.filter(ended_at=None, unit__in=self.patrols).exclude(
            state="sent"
        )
        for assignment in going:
            patrol = self.patrols[assignment.unit_id]
            patrol.on = assignment.pk
            there = assignment.state == AssignmentState.ON_SCENE
            self._later(patrol, LEAVE_S, now, self._arrive if there else self._leave)

    def report(self, now: datetime) -> None:
        """Who moves says where, and who stands does so once a minute, in one batch."""
        if self.roam:
            self._go_round(now)
        due = [patrol for patrol in self.patrols.values() if patrol.should_report(now)]
        reports = [
            Report(
                unit=patrol.unit, place=patrol.where(now), accuracy_m=ACCURACY_M, measured_at=now
            )
            for patrol in due
        ]
        if reports:
            report_positions(reports=reports, by=self.reporter.at(now))
        for patrol in due:
            patrol.reported = now

    def _begin(self, patrol: Patrol, assignment: Assignment, now: datetime) -> None:
        patrol.place, patrol.drive, patrol.on = patrol.where(now), None, assignment.pk
        self._later(patrol, ACKNOWLEDGE_S, now, self._acknowledge)

    def _acknowledge(self, patrol: Patrol, on: Assignment, now: datetime) -> None:
        if ASSIGNMENT.can(on, "acknowledge"):
            acknowledge(assignment=on.pk, by=patrol.crew.at(now))
        self._later(patrol, LEAVE_S, now, self._leave)

    def _leave(self, patrol: Patrol, on: Assignment, now: datetime) -> None:
        if ASSIGNMENT.can(on, "set_out"):
            set_out(assignment=on.pk, by=patrol.crew.at(now))
        patrol.drive = self._way(patrol, _place_of(on), now)
        self._later(patrol, (max(1.0, patrol.drive.minutes * 60),) * 2, now, self._arrive)

    def _arrive(self, patrol: Patrol, on: Assignment, now: datetime) -> None:
        if ASSIGNMENT.can(on, "arrive"):
            arrive(assignment=on.pk, by=patrol.crew.at(now))
        patrol.place, patrol.drive = _place_of(on), None
        stay = max(1.0, self.stay(on.incident_id).total_seconds())
        self._later(patrol, (stay, stay), now, self._clear)

    def _clear(self, patrol: Patrol, on: Assignment, now: datetime) -> None:
        clear(assignment=on.pk, by=patrol.crew.at(now))
        patrol.on = None
        self.done(on.incident_id, now)

    def _later(
        self,
        patrol: Patrol,
        seconds: tuple[float, float],
        now: datetime,
        deed: Callable[[Patrol, Assignment, datetime], None],
    ) -> None:
        """Do ``deed`` after a while, if the unit is still on it; each verb, if nobody did it first."""
        mine = patrol.on
        assert mine is not None

        def still(now: datetime) -> None:
            active = Assignment.objects.filter(pk=mine, ended_at=None)
            on = active.select_related("incident").first()
            if on is not None:
                deed(patrol, on, now)
            elif patrol.on == mine:
                patrol.place, patrol.drive, patrol.on = patrol.where(now), None, None

        self.agenda.plan(now + timedelta(seconds=self.chance.uniform(*seconds)), still)

    def _way(self, patrol: Patrol, to: Point, now: datetime) -> Drive:
        """Along the streets; straight where there is no road."""
        if self.router is not None:
            with suppress(NoRoute):
                route = self.router.route(patrol.place, to, COSTING.get(patrol.kind, "auto"))
                return Drive(route.line, now, route.minutes)
        pace = WALK if patrol.kind == UnitKind.FOOT else RIDE
        return Drive([patrol.place, to], now, metres_between(patrol.place, to) / pace / 60)

    def _go_round(self, now: datetime) -> None:
        for patrol in self.patrols.values():
            if patrol.on is None and patrol.drive is None and self.chance.random() < GOES_ROUND:
                patrol.drive = self._way(patrol, self.chance.choice(self.roam), now)


def _place_of(assignment: Assignment) -> Point:
    place = assignment.incident.place
    assert place is not None
    return place


def patrols_of(
    units: list[Unit], crews: Mapping[UUID, Actor], starts: Mapping[UUID, Point]
) -> dict[UUID, Patrol]:
    """The simulated side of real units: who is in them and where they begin."""
    return {
        unit.pk: Patrol(unit=unit.pk, kind=unit.kind, crew=crews[unit.pk], place=starts[unit.pk])
        for unit in units
    }
