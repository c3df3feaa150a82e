"""Every verb in every state."""

from typing import Any

import pytest

from kalantar.kernel.action import action
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.kernel.timeline import record
from kalantar.patrols.actions import advance_unit
from kalantar.patrols.events import UnitStatusChanged
from kalantar.patrols.lifecycle import UNIT
from kalantar.patrols.models import Unit, UnitStatus
from kalantar.patrols.states import STATES
from kalantar.patrols.tests.world import World

LEADS = {
    "begin_shift": {"off_duty": "available"},
    "assign": {"available": "assigned"},
    "divert": {"assigned": "assigned", "en_route": "assigned", "on_scene": "assigned"},
    "set_out": {"assigned": "en_route"},
    "arrive": {"assigned": "on_scene", "en_route": "on_scene"},
    "clear": {"assigned": "available", "en_route": "available", "on_scene": "available"},
    "break_down": {
        "available": "unavailable",
        "assigned": "unavailable",
        "en_route": "unavailable",
        "on_scene": "unavailable",
    },
    "become_unavailable": {"available": "unavailable", "unavailable": "unavailable"},
    "become_available": {"unavailable": "available"},
    "end_shift": {"available": "off_duty", "unavailable": "off_duty"},
}


@action
def take_step(*, unit: Unit, verb: str, reason: Any, by: Actor) -> Unit:
    """As dispatch does: advance and record."""
    advance_unit(unit, verb, by=by, reason=reason)
    record(UnitStatusChanged(unit.pk, unit.status), about=[unit], by=by)
    return unit


def test_the_table_names_every_state_and_verb() -> None:
    assert set(STATES) == set(UnitStatus.values) == set(UNIT.states)
    assert {step.verb for step in UNIT.steps} == set(LEADS)


@pytest.mark.parametrize("state", UnitStatus.values)
@pytest.mark.parametrize("verb", LEADS)
def test_unit_allows_step_in_every_state(verb: str, state: str, world: World) -> None:
    unit = world.unit()
    reason = world.meal if state == "unavailable" else None
    Unit.objects.filter(pk=unit.pk).update(status=state, unavailable_reason=reason)
    unit.refresh_from_db()
    world.clock.forward(minutes=3)
    to = LEADS[verb].get(state)
    if to is None:
        with pytest.raises(Refused) as refused:
            take_step(unit=unit, verb=verb, reason=world.broken, by=world.system)
        assert refused.value.rule.name == "unit_allows_step"
        unit.refresh_from_db()
        assert unit.status == state
        return
    take_step(unit=unit, verb=verb, reason=world.broken, by=world.system)
    unit.refresh_from_db()
    assert (unit.status, unit.status_since) == (to, world.clock())
    assert unit.unavailable_reason == (world.broken if to == "unavailable" else None)


def test_unavailable_unit_has_reason(world: World) -> None:
    unit = world.on_duty()
    with pytest.raises(Refused) as refused:
        take_step(unit=unit, verb="break_down", reason=None, by=world.system)
    assert refused.value.rule.name == "unavailable_unit_has_reason"


def test_a_step_is_only_part_of_an_action(world: World) -> None:
    with pytest.raises(RuntimeError):
        advance_unit(world.on_duty(), "assign", by=world.system)
