"""When people press at the same moment: real threads, real transactions."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from uuid_utils.compat import uuid7

from kalantar.dispatch.actions import call_off, clear, divert, report, send_units
from kalantar.dispatch.models import Assignment, Dispatch
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.patrols.models import Unit
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db: None, clock: HandClock) -> Scene:
    return a_city(clock)


def _together(jobs: list[Callable[[], Any]]) -> list[Any]:
    """Run all at once, each on its own connection; what each returned or was refused by."""
    gate, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place: int) -> None:
        try:
            gate.wait()
            results[place] = jobs[place]()
        except Exception as failure:
            results[place] = failure  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return results


def test_unit_on_one_active_incident_when_eight_dispatchers_race(scene: Scene) -> None:
    unit = scene.unit()
    dispatchers = [scene.person(Role.DISPATCHER) for _ in range(8)]
    incidents = [scene.incident(one) for one in dispatchers]
    results = _together(
        [
            lambda one=one, incident=incident: send_units(  # type: ignore[misc]
                incident=incident.pk, units=[unit.pk], by=one
            )
            for one, incident in zip(dispatchers, incidents, strict=True)
        ]
    )
    won = [one for one in results if isinstance(one, Dispatch)]
    lost = [one.rule.name for one in results if isinstance(one, Refused)]
    assert (len(won), lost) == (1, ["unit_on_one_active_incident"] * 7), results
    assert Assignment.objects.filter(unit=unit).count() == 1
    states = Counter(Incident.objects.values_list("state", flat=True))
    assert states == {"active": 1, "waiting": 7}


def test_a_repeated_operation_racing_itself_sends_once(scene: Scene) -> None:
    unit, dispatcher = scene.unit(), scene.person(Role.DISPATCHER)
    incident = scene.incident(dispatcher)
    again = replace(dispatcher, operation=uuid7())
    results = _together(
        [lambda: send_units(incident=incident.pk, units=[unit.pk], why="on the radio", by=again)]
        * 6
    )
    assert {one.pk for one in results} == {Dispatch.objects.get().pk}
    assert Assignment.objects.count() == 1


def test_overlapping_sets_are_sent_without_a_deadlock(scene: Scene) -> None:
    units = [scene.unit().pk for _ in range(6)]
    dispatcher = scene.person(Role.DISPATCHER)
    chance = random.Random(110)
    jobs: list[Callable[[], Any]] = []
    for _ in range(8):
        incident = scene.incident(dispatcher).pk
        some = chance.sample(units, 3)
        asked: dict[str, Any] = {
            "incident": incident,
            "units": some,
            "why": "on the radio",
            "by": dispatcher,
        }
        jobs.append(partial(send_units, **asked))
    results = _together(jobs)
    assert {type(one) for one in results} <= {Dispatch, Refused}, results
    assert any(isinstance(one, Dispatch) for one in results)
    on = Assignment.objects.filter(ended_at=None).values_list("unit", flat=True)
    assert len(on) == len(set(on))


def test_diverting_both_ways_and_clearing_at_once_ends_without_a_deadlock(scene: Scene) -> None:
    dispatcher = scene.person(Role.DISPATCHER)
    incidents = [scene.incident(dispatcher, priority=2).pk for _ in range(2)]
    for _ in range(4):
        running = [
            send_units(
                incident=incident, units=[scene.unit().pk], why="on the radio", by=dispatcher
            )
            .assignments.get()
            .pk
            for incident in incidents
        ]
        results = _together(_crossing(running, incidents, dispatcher))
        assert all(not _broke(one) for one in results), results
    _agree()


def _crossing(running: list[UUID], incidents: list[UUID], by: Actor) -> list[Callable[[], Any]]:
    first, second = running
    return [
        lambda: divert(assignment=first, to=incidents[1], why="closer", by=by),
        lambda: divert(assignment=second, to=incidents[0], why="closer", by=by),
        lambda: call_off(assignment=first, by=by),
        lambda: clear(assignment=second, by=by),
        lambda: report(assignment=first, text="seen", by=by),
        lambda: report(assignment=second, text="seen", by=by),
    ]


def _broke(result: Any) -> bool:
    return isinstance(result, Exception) and not isinstance(result, Refused)


def _agree() -> None:
    for incident in Incident.objects.all():
        on_it = Assignment.objects.filter(incident=incident, ended_at=None).count()
        assert incident.units_on_it == on_it
    for unit in Unit.objects.all():
        busy = Assignment.objects.filter(unit=unit, ended_at=None).exists()
        assert (unit.status in ("assigned", "en_route", "on_scene")) is busy
