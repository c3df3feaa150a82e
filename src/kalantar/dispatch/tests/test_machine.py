"""Whatever people press, in whatever order: incidents, assignments and units never disagree."""

from collections.abc import Callable
from typing import Any

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from kalantar.dispatch import actions
from kalantar.dispatch.models import Assignment
from kalantar.incidents.actions import close_incident, reopen_incident
from kalantar.incidents.models import Incident
from kalantar.kernel.rules import Refused
from kalantar.patrols.actions import become_available
from kalantar.patrols.models import Unit
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock
from tests.scene import NOON, a_city

STATUS = {
    "sent": "assigned",
    "acknowledged": "assigned",
    "en_route": "en_route",
    "on_scene": "on_scene",
}
STAGES = ("sent_at", "acknowledged_at", "en_route_at", "on_scene_at", "ended_at")


class DispatchRoom(RuleBasedStateMachine):
    """Presses buttons at random; refusals are fine, disagreement is not."""

    incidents = Bundle("incidents")
    units = Bundle("units")
    assignments = Bundle("assignments")

    def __init__(self) -> None:
        super().__init__()
        self._undo = transaction.atomic()
        self._undo.__enter__()
        self.clock = HandClock(NOON)
        self.scene = a_city(self.clock)
        self.by = self.scene.person(Role.DISPATCHER)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._undo.__exit__(None, None, None)

    def _press(self, act: Callable[..., Any], **asked: Any) -> Any:
        self.clock.forward(seconds=7)
        try:
            return act(**asked, by=self.by)
        except Refused:
            return None

    @rule(target=incidents, priority=st.integers(1, 3))
    def open_incident(self, priority: int) -> Incident:
        self.clock.forward(seconds=7)
        return self.scene.incident(self.by, priority=priority)

    @rule(target=units)
    def add_unit(self) -> Unit:
        return self.scene.unit()

    @rule(target=assignments, incident=incidents, chosen=st.lists(units, min_size=1, max_size=3))
    def send(self, incident: Incident, chosen: list[Unit]) -> Any:
        ids = [unit.pk for unit in chosen]
        decision = self._press(actions.send_units, incident=incident.pk, units=ids, why="said so")
        return multiple(*(decision.assignments.all() if decision else ()))

    @rule(
        assignment=assignments,
        verb=st.sampled_from(
            ["acknowledge", "set_out", "arrive", "clear", "call_off", "break_down"]
        ),
    )
    def follow(self, assignment: Assignment, verb: str) -> None:
        self._press(getattr(actions, verb), assignment=assignment.pk)

    @rule(target=assignments, assignment=assignments, to=incidents)
    def divert(self, assignment: Assignment, to: Incident) -> Any:
        asked: dict[str, Any] = {"assignment": assignment.pk, "to": to.pk, "why": "nearer"}
        decision = self._press(actions.divert, **asked)
        return multiple(*(decision.assignments.all() if decision else ()))

    @rule(incident=incidents)
    def close(self, incident: Incident) -> None:
        self._press(close_incident, incident=incident.pk, disposition=self.scene.ending.pk)

    @rule(incident=incidents)
    def reopen(self, incident: Incident) -> None:
        self._press(reopen_incident, incident=incident.pk, why="it began again")

    @rule(unit=units)
    def repair(self, unit: Unit) -> None:
        self._press(become_available, unit=unit.pk)

    @invariant()
    def they_agree(self) -> None:
        assignments = list(Assignment.objects.all())
        running = [one for one in assignments if one.ended_at is None]
        on = {one.unit_id: one for one in running}
        assert len(on) == len(running)  # a unit is on one active incident
        for unit in Unit.objects.all():
            if unit.pk in on:
                assert unit.status == STATUS[on[unit.pk].state]
            else:
                assert unit.status in ("available", "unavailable")
        for incident in Incident.objects.all():
            there = sum(one.incident_id == incident.pk for one in running)
            assert incident.units_on_it == there
            assert not (there and incident.state != "active")  # nor a unit on a closed one
            assert (incident.waiting_since is not None) is (incident.state == "waiting")
        for one in assignments:
            known = [time for time in (getattr(one, stage) for stage in STAGES) if time]
            assert known == sorted(known)


@pytest.mark.django_db
def test_incidents_assignments_and_units_never_disagree() -> None:
    run_state_machine_as_test(
        DispatchRoom,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
