"""Every verb in every state, of the incident and of the assignment, through the actions themselves."""

from collections.abc import Callable
from typing import Any

import pytest

from kalantar.dispatch.actions import (
    acknowledge,
    arrive,
    break_down,
    call_off,
    clear,
    divert,
    send_units,
    set_out,
)
from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.dispatch.models import Assignment
from kalantar.incidents.actions import close_incident, reopen_incident
from kalantar.incidents.lifecycle import INCIDENT
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.patrols.lifecycle import UNIT
from tests.plugins.actors import HandClock
from tests.scene import Scene

PATHS = {
    "sent": [],
    "acknowledged": ["acknowledge"],
    "en_route": ["set_out"],
    "on_scene": ["arrive"],
    "cleared": ["arrive", "clear"],
    "called_off": ["call_off"],
    "diverted": ["divert"],
    "broken_down": ["break_down"],
}
UNIT_STATUS = {
    "sent": "assigned",
    "acknowledged": "assigned",
    "en_route": "en_route",
    "on_scene": "on_scene",
    "cleared": "available",
    "called_off": "available",
    "diverted": "assigned",  # on the other incident
    "broken_down": "unavailable",
}


def _do(verb: str, assignment: Assignment, scene: Scene, by: Actor) -> None:
    if verb == "divert":
        other = scene.incident(by, priority=1)
        divert(assignment=assignment.pk, to=other.pk, by=by)
        return
    verbs: dict[str, Callable[..., Any]] = {
        "acknowledge": acknowledge, "set_out": set_out, "arrive": arrive, "clear": clear,
        "call_off": call_off, "break_down": break_down,
    }  # fmt: skip
    verbs[verb](assignment=assignment.pk, by=by)


def _sent(scene: Scene, by: Actor, state: str = "sent") -> Assignment:
    incident, unit = scene.incident(by), scene.unit()
    decision = send_units(incident=incident.pk, units=[unit.pk], why="on the radio", by=by)
    assignment = decision.assignments.get()
    for verb in PATHS[state]:
        _do(verb, assignment, scene, by)
    assignment.refresh_from_db()
    assert assignment.state == state
    return assignment


@pytest.mark.parametrize("state", ASSIGNMENT.states)
@pytest.mark.parametrize("verb", dict.fromkeys(step.verb for step in ASSIGNMENT.steps))
def test_assignment_allows_step(scene: Scene, dispatcher: Actor, verb: str, state: str) -> None:
    assignment = _sent(scene, dispatcher, state)
    assert assignment.unit.status == UNIT_STATUS[state]
    step = ASSIGNMENT.step(verb, state)
    if step is None:
        with pytest.raises(Refused) as refused:
            _do(verb, assignment, scene, dispatcher)
        assert refused.value.rule is ASSIGNMENT.rule
        return
    _do(verb, assignment, scene, dispatcher)
    assignment.refresh_from_db()
    assert assignment.state == step.to
    assert Assignment.objects.get(pk=assignment.pk).unit.status == UNIT_STATUS[step.to]


def _incident_in(scene: Scene, by: Actor, state: str) -> Incident:
    incident = scene.incident(by)
    if state == "active":
        decision = send_units(
            incident=incident.pk, units=[scene.unit().pk], why="on the radio", by=by
        )
        arrive(assignment=decision.assignments.get().pk, by=by)
        clear(assignment=decision.assignments.get().pk, by=by)
    if state == "closed":
        close_incident(incident=incident.pk, disposition=scene.ending.pk, by=by)
    incident.refresh_from_db()
    assert incident.state == state
    return incident


@pytest.mark.parametrize("state", INCIDENT.states)
@pytest.mark.parametrize("verb", ["take_up", "put_back", "close", "reopen"])
def test_incident_allows_step(scene: Scene, dispatcher: Actor, verb: str, state: str) -> None:
    incident = _incident_in(scene, dispatcher, state)
    step = INCIDENT.step(verb, state)
    by = dispatcher
    if verb == "take_up":  # sending: also to an active incident, which then stays active
        if state == "closed":
            with pytest.raises(Refused) as refused:
                send_units(incident=incident.pk, units=[scene.unit().pk], why="on the radio", by=by)
            assert refused.value.rule.name == "incident_is_open"
        else:
            send_units(incident=incident.pk, units=[scene.unit().pk], why="on the radio", by=by)
            incident.refresh_from_db()
            assert incident.state == "active"
    elif verb == "put_back":  # the last unit leaves it undone
        if state == "waiting":
            call_off(assignment=_another(incident, scene, by).pk, by=by)
            incident.refresh_from_db()
            assert incident.state == "waiting"
        elif state == "active":  # a unit has done its work there: nobody needs to be sent
            call_off(assignment=_another(incident, scene, by).pk, by=by)
            incident.refresh_from_db()
            assert incident.state == "active"
    elif step is None:
        with pytest.raises(Refused) as refused:
            _close_or_reopen(verb, incident, scene, by)
        assert refused.value.rule is INCIDENT.rule
    else:
        _close_or_reopen(verb, incident, scene, by)
        incident.refresh_from_db()
        assert incident.state == step.to


def _another(incident: Incident, scene: Scene, by: Actor) -> Assignment:
    return send_units(
        incident=incident.pk, units=[scene.unit().pk], why="on the radio", by=by
    ).assignments.get()


def _close_or_reopen(verb: str, incident: Incident, scene: Scene, by: Actor) -> None:
    if verb == "close":
        close_incident(incident=incident.pk, disposition=scene.ending.pk, by=by)
    else:
        reopen_incident(incident=incident.pk, why="it began again", by=by)


def test_unit_verbs_exist_for_every_step_dispatch_takes() -> None:
    taken = {"assign", "divert", "set_out", "arrive", "clear", "break_down"}
    assert taken <= {step.verb for step in UNIT.steps}


def test_what_was_done_before_it_was_opened_again_does_not_count(
    scene: Scene, dispatcher: Actor, clock: HandClock
) -> None:
    """Else it would stay active with nobody on it, and be forgotten."""
    incident = _incident_in(scene, dispatcher, "active")
    for verb in ("close", "reopen"):
        clock.forward(minutes=1)
        _close_or_reopen(verb, incident, scene, dispatcher)
    clock.forward(minutes=1)
    break_down(assignment=_another(incident, scene, dispatcher).pk, by=dispatcher)
    incident.refresh_from_db()
    assert (incident.state, incident.waiting_since) == ("waiting", clock())
