"""A crew that needs another unit there asks for backup; it is asked for until one is sent."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from kalantar.dispatch.actions import arrive, call_backup, clear, send_units, withdraw_backup
from kalantar.dispatch.models import Assignment
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock
from tests.scene import Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(scene: Scene) -> Actor:
    return scene.person(Role.PATROL_OFFICER, over=scene.stations[0])


@pytest.fixture
def sent(scene: Scene, dispatcher: Actor, crew: Actor) -> Assignment:
    incident, unit = scene.incident(dispatcher), scene.unit(crew=crew)
    return send_units(incident=incident.pk, units=[unit.pk], by=dispatcher).assignments.get()


def asked(sent: Assignment) -> object:
    sent.refresh_from_db()
    return sent.backup_asked_at


def test_it_is_asked_for_until_another_unit_is_sent(
    scene: Scene, sent: Assignment, crew: Actor, dispatcher: Actor, clock: HandClock
) -> None:
    first = clock()
    call_backup(assignment=sent.pk, by=crew)
    clock.forward(minutes=1)
    call_backup(assignment=sent.pk, by=crew)  # once more: it waits since the first time
    assert asked(sent) == first
    lines = [line.sentence.en for line in told(sent.incident_id, dispatcher)]
    assert f"{sent.unit.call_sign} calls for backup." in lines
    send_units(incident=sent.incident_id, units=[scene.unit().pk], why="backup", by=dispatcher)
    assert asked(sent) is None


def test_the_crew_or_the_room_says_that_none_is_needed(
    sent: Assignment, crew: Actor, dispatcher: Actor
) -> None:
    for by in (crew, dispatcher):
        call_backup(assignment=sent.pk, by=by)
        withdraw_backup(assignment=sent.pk, by=by)
        assert asked(sent) is None


def test_assignment_is_running(sent: Assignment, crew: Actor, clock: HandClock) -> None:
    call_backup(assignment=sent.pk, by=crew)
    arrive(assignment=sent.pk, by=crew)
    clear(assignment=sent.pk, by=crew)
    assert asked(sent) is None, "who has left asks for nobody"
    for act in (call_backup, withdraw_backup):
        with pytest.raises(Refused) as refused:
            act(assignment=sent.pk, by=crew)
        assert refused.value.rule.name == "assignment_is_running"


def test_backup_is_asked_by_who_is_on_it(sent: Assignment, clock: HandClock) -> None:
    over = clock() + timedelta(minutes=1)
    with pytest.raises(IntegrityError, match="backup_is_asked_by_who_is_on_it"):
        Assignment.objects.filter(pk=sent.pk).update(
            state="cleared", ended_at=over, backup_asked_at=over
        )
