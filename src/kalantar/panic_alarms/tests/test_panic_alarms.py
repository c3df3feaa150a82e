"""The panic alarm: who may, every verb in every state, and what the room and the officer see."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from uuid_utils.compat import uuid7

from kalantar.dispatch.actions import send_units
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.geometry import Point
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told
from kalantar.panic_alarms.actions import (
    acknowledge_panic_alarm,
    end_panic_alarm,
    forget_alarm_places,
    raise_panic_alarm,
    say_safe,
)
from kalantar.panic_alarms.lifecycle import PANIC_ALARM
from kalantar.panic_alarms.models import AlarmState, PanicAlarm
from kalantar.panic_alarms.queries import crew_then, own_alarm, running_alarms
from kalantar.panic_alarms.rules import (
    may_answer_panic_alarm,
    may_raise_panic_alarm,
    may_say_safe,
)
from kalantar.patrols.models import CrewMember, Shift
from kalantar.people.roles import ROOM, WATCHERS, Role
from tests.plugins.actors import HandClock
from tests.scene import CENTRE, Scene, a_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db: None, clock: HandClock) -> Scene:
    return a_city(clock)


@pytest.fixture
def dispatcher(scene: Scene) -> Actor:
    return scene.person(Role.DISPATCHER)


@pytest.fixture
def officer(scene: Scene) -> Actor:
    crew = scene.person(Role.PATROL_OFFICER, over=scene.stations[0])
    scene.unit(crew=crew)
    return crew


def in_state(state: str, officer: Actor, room: Actor) -> PanicAlarm:
    alarm = raise_panic_alarm(place=CENTRE, by=officer)
    if state != AlarmState.RAISED:
        acknowledge_panic_alarm(alarm=alarm.pk, by=room)
    if state == AlarmState.ENDED:
        end_panic_alarm(alarm=alarm.pk, outcome="helped", by=room)
    alarm.refresh_from_db()
    assert alarm.state == state
    return alarm


def refused(by_rule: str, act: Callable[..., Any], **asked: Any) -> None:
    with pytest.raises(Refused) as told_so:
        act(**asked)
    assert told_so.value.rule.name == by_rule


@pytest.mark.parametrize("state", PANIC_ALARM.states)
@pytest.mark.parametrize("verb", dict.fromkeys(step.verb for step in PANIC_ALARM.steps))
def test_panic_alarm_allows_step(
    officer: Actor, dispatcher: Actor, verb: str, state: str, clock: HandClock
) -> None:
    alarm = in_state(state, officer, dispatcher)
    clock.forward(seconds=5)
    verbs: dict[str, Callable[[], PanicAlarm]] = {
        "raise_again": lambda: raise_panic_alarm(by=officer),
        "acknowledge": lambda: acknowledge_panic_alarm(alarm=alarm.pk, by=dispatcher),
        "end": lambda: end_panic_alarm(alarm=alarm.pk, outcome="mistake", by=dispatcher),
    }
    step = PANIC_ALARM.step(verb, state)
    if step is None and verb == "raise_again":  # what is over is over: it is a new one
        assert verbs[verb]().pk != alarm.pk
    elif step is None:
        with pytest.raises(Refused) as told_so:
            verbs[verb]()
        assert told_so.value.rule is PANIC_ALARM.rule
    else:
        verbs[verb]()
        alarm.refresh_from_db()
        assert alarm.state == step.to
        assert Entry.objects.filter(event=step.event.__name__).exists()


def test_may_raise_panic_alarm(scene: Scene, officer: Actor) -> None:
    for role in Role:
        assert may_raise_panic_alarm(scene.person(role), None) is (role is Role.PATROL_OFFICER)
    bare = replace(officer, grants=frozenset())
    assert not may_raise_panic_alarm(bare, None)
    assert may_raise_panic_alarm(bare, crew_then(bare)), "whoever is in a crew, whatever their role"
    assert not may_raise_panic_alarm(replace(bare, id=uuid7()), crew_then(officer))
    assert not may_raise_panic_alarm(system(), None), "an alarm is somebody's"


def test_may_answer_panic_alarm(scene: Scene, officer: Actor, dispatcher: Actor) -> None:
    alarm, elsewhere = raise_panic_alarm(by=officer), a_city(scene.clock)
    for role in Role:
        assert may_answer_panic_alarm(scene.person(role), alarm) is (role in ROOM)
        assert not may_answer_panic_alarm(elsewhere.person(role), alarm)
    assert not may_answer_panic_alarm(officer, alarm)
    assert not may_answer_panic_alarm(system(), alarm), "a name has to stand there"
    refused("may_answer_panic_alarm", end_panic_alarm, alarm=alarm.pk, outcome="drill", by=officer)


def test_may_say_safe(scene: Scene, officer: Actor, dispatcher: Actor) -> None:
    alarm = raise_panic_alarm(by=officer)
    for role in Role:
        assert not may_say_safe(scene.person(role), alarm)
    assert may_say_safe(officer, alarm)
    say_safe(alarm=alarm.pk, by=officer)
    alarm.refresh_from_db()
    assert (alarm.state, alarm.safe_said_at) == ("raised", scene.clock()), "it ends nothing"


def test_panic_alarm_is_running(officer: Actor, dispatcher: Actor) -> None:
    alarm = in_state(AlarmState.ENDED, officer, dispatcher)
    refused("panic_alarm_is_running", say_safe, alarm=alarm.pk, by=officer)


def test_alarm_outcome_is_known(officer: Actor, dispatcher: Actor) -> None:
    alarm = in_state(AlarmState.ACKNOWLEDGED, officer, dispatcher)
    for outcome in ("", "bored"):
        refused(
            "alarm_outcome_is_known",
            end_panic_alarm, alarm=alarm.pk, outcome=outcome, by=dispatcher,
        )  # fmt: skip


def test_officer_has_one_running_alarm(officer: Actor, dispatcher: Actor, clock: HandClock) -> None:
    """Pressing again is the same one, with the newest place, and wakes whoever had acknowledged it."""
    alarm = in_state(AlarmState.ACKNOWLEDGED, officer, dispatcher)
    say_safe(alarm=alarm.pk, by=officer)
    pressed = clock.forward(minutes=1)
    again = raise_panic_alarm(place=CENTRE, age_s=20, by=officer)
    assert (again.pk, again.pressed, again.state) == (alarm.pk, 2, "raised")
    assert (again.acknowledged_by, again.safe_said_at, again.pressed_at) == (None, None, pressed)
    late = officer.at(pressed - timedelta(seconds=50))
    last = raise_panic_alarm(place=None, by=late)
    assert (last.pressed, last.pressed_at, last.measured_at) == (
        3, pressed, pressed - timedelta(seconds=20),
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="officer_has_one_running_alarm"), transaction.atomic():
        PanicAlarm.objects.create(
            officer_id=officer.id, jurisdiction=alarm.jurisdiction, raised_at=pressed,
            pressed_at=pressed,
        )  # type: ignore[misc]  # fmt: skip


@pytest.mark.parametrize(
    "wrong", [{"state": "ended"}, {"state": "acknowledged"}, {"outcome": "helped"}]
)
def test_panic_alarm_says_who_answered(officer: Actor, wrong: dict[str, Any]) -> None:
    alarm = raise_panic_alarm(by=officer)
    with pytest.raises(IntegrityError, match="panic_alarm_says_who_answered"):
        PanicAlarm.objects.filter(pk=alarm.pk).update(**wrong)


def test_a_press_sent_late_is_of_the_crew_and_the_incident_of_its_moment(
    scene: Scene, officer: Actor, dispatcher: Actor, clock: HandClock
) -> None:
    """Its shift is over and the unit was called away since: the room still learns where it was."""
    incident = scene.incident(dispatcher)
    unit = Shift.objects.get(crew__officer=officer.id).unit
    sent = send_units(incident=incident.pk, units=[unit.pk], by=dispatcher).assignments.get()
    pressed = clock.forward(minutes=2)
    now = clock.forward(minutes=30)
    type(sent).objects.filter(pk=sent.pk).update(
        state="cleared", on_scene_at=pressed, ended_at=pressed + timedelta(minutes=5)
    )
    CrewMember.objects.filter(officer=officer.id).update(
        period=(pressed - timedelta(hours=1), now - timedelta(minutes=1))
    )
    once = replace(officer.at(pressed), operation=uuid7())
    for _ in range(2):  # sent twice, done once
        alarm = raise_panic_alarm(place=CENTRE, by=once)
    assert (alarm.unit, alarm.incident, alarm.raised_at) == (unit, incident, pressed)
    assert alarm.pressed == 1
    assert any("panic" in line.sentence.en for line in told(incident.pk, dispatcher))
    later = raise_panic_alarm(by=officer)
    assert later.pressed == 2, "in no crew now, and yet heard"


def test_the_room_of_the_unit_and_of_its_incident_see_it_and_nobody_else(
    scene: Scene, officer: Actor, clock: HandClock
) -> None:
    alarm = raise_panic_alarm(place=CENTRE, by=officer)
    there = a_city(clock, start=52.0)
    at = Point(52.005, 35.7)
    alarm.incident = there.incident(there.person(Role.DISPATCHER), at=at)
    alarm.save()
    for role in Role:
        seen = role in WATCHERS
        assert bool(running_alarms(scene.person(role), scene.city)) is seen
        assert bool(running_alarms(there.person(role), there.city)) is seen
        assert not running_alarms(a_city(clock).person(role), scene.city)
    assert own_alarm(officer) == alarm
    assert running_alarms(officer, scene.city)[0].answers is False


def test_of_a_plain_clothes_unit_only_that_there_is_an_alarm(
    scene: Scene, dispatcher: Actor
) -> None:
    officer = scene.person(Role.PATROL_OFFICER, over=scene.stations[0])
    scene.unit(crew=officer, plain_clothes=True)
    raise_panic_alarm(place=CENTRE, by=officer)
    (seen,) = running_alarms(dispatcher, scene.city)
    assert seen.place == CENTRE
    assert seen.officer == "Somebody" or seen.officer == "یک نفر"
    (veiled,) = running_alarms(scene.person(Role.CALL_TAKER), scene.city)
    assert (veiled.officer, veiled.place, veiled.beside) == (None, None, "")
    assert str(veiled.sign) in ("a unit", "یک یگان")
    assert veiled.answers


def test_where_the_officer_was_is_forgotten_and_who_answered_stays(
    officer: Actor, dispatcher: Actor, clock: HandClock
) -> None:
    alarm = in_state(AlarmState.ENDED, officer, dispatcher)
    later = system(clock)
    clock.forward(days=91)
    forget_alarm_places(before=clock() - timedelta(days=90), by=later)
    alarm.refresh_from_db()
    assert (alarm.place, alarm.state) == (None, "ended")
    assert alarm.acknowledged_by_id == dispatcher.id
    refused("may_forget", forget_alarm_places, before=clock(), by=dispatcher)
