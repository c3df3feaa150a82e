"""Two phones without a network and a dispatcher change the same thing; then the phones come back."""

from datetime import datetime, timedelta

import pytest

from kalantar.dispatch.actions import acknowledge, arrive, call_off, clear, send_units, set_out
from kalantar.dispatch.models import Assignment
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.patrols.actions import end_shift, join_crew
from kalantar.people.models import RoleGrant
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock
from tests.scene import Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(scene: Scene) -> list[Actor]:
    return [scene.person(Role.PATROL_OFFICER, over=scene.stations[0]) for _ in range(2)]


@pytest.fixture
def sent(scene: Scene, dispatcher: Actor, crew: list[Actor]) -> Assignment:
    """To a unit with both of them in its crew."""
    unit = scene.unit(crew=crew[0])
    RoleGrant.objects.create(
        user_id=crew[1].id, role=Role.PATROL_OFFICER, jurisdiction=scene.stations[0],
        period=(scene.clock() - timedelta(days=1), None),
    )  # type: ignore[misc]  # fmt: skip
    join_crew(unit=unit.pk, officer=crew[1].id, by=dispatcher)  # type: ignore[arg-type]
    incident = scene.incident(dispatcher)
    return send_units(incident=incident.pk, units=[unit.pk], by=dispatcher).assignments.get()


def happened(assignment: Assignment) -> list[tuple[str, int]]:
    """What stands on the incident's timeline of the unit, with the minute after it was sent."""
    told = Entry.objects.filter(facts__assignment=str(assignment.pk)).order_by("happened_at", "pk")
    return [
        (one.event, round((one.happened_at - assignment.sent_at).total_seconds() / 60))
        for one in told
    ]


def test_what_both_phones_kept_is_put_into_its_place_in_time(
    sent: Assignment, crew: list[Actor], dispatcher: Actor, clock: HandClock
) -> None:
    """The dispatcher hears “on scene” on the radio before either phone has a network again."""

    def minute(number: int) -> datetime:
        return begun + timedelta(minutes=number)

    begun = sent.sent_at
    clock.forward(minutes=9)
    arrive(assignment=sent.pk, by=dispatcher)
    clock.forward(minutes=20)
    set_out(assignment=sent.pk, by=crew[1].at(minute(3)))
    acknowledge(assignment=sent.pk, by=crew[0].at(minute(1)))
    arrive(assignment=sent.pk, by=crew[0].at(minute(7)))
    with pytest.raises(Refused) as refused:  # the same from the other phone: it was so by then
        arrive(assignment=sent.pk, by=crew[1].at(minute(8)))
    assert refused.value.rule.name == "assignment_allows_step"
    sent.refresh_from_db()
    assert (sent.state, sent.unit.status) == ("on_scene", "on_scene")
    stages = (sent.acknowledged_at, sent.en_route_at, sent.on_scene_at)
    assert stages == (minute(1), minute(3), minute(7))
    assert happened(sent) == [
        ("UnitSent", 0), ("AssignmentAcknowledged", 1), ("UnitSetOut", 3), ("UnitArrived", 7),
        ("UnitArrived", 9),
    ]  # fmt: skip


def test_a_unit_that_was_called_off_meanwhile_had_been_there_and_is_not_put_back(
    sent: Assignment, crew: list[Actor], dispatcher: Actor, clock: HandClock
) -> None:
    clock.forward(minutes=10)
    call_off(assignment=sent.pk, why="over", by=dispatcher)
    then = sent.sent_at + timedelta(minutes=4)
    arrive(assignment=sent.pk, by=crew[0].at(then))
    sent.refresh_from_db()
    assert (sent.state, sent.unit.status, sent.on_scene_at) == ("called_off", "available", then)
    for act in (arrive, clear):  # after it was called off, and what would end it once more
        with pytest.raises(Refused):
            act(assignment=sent.pk, by=crew[0].at(sent.sent_at + timedelta(minutes=11)))


def test_who_was_in_the_crew_then_may_say_what_it_did_and_nobody_else(
    sent: Assignment, crew: list[Actor], dispatcher: Actor, clock: HandClock
) -> None:
    clock.forward(minutes=10)
    call_off(assignment=sent.pk, why="over", by=dispatcher)
    end_shift(unit=sent.unit_id, by=dispatcher)
    clock.forward(minutes=10)
    acknowledge(assignment=sent.pk, by=crew[0].at(sent.sent_at + timedelta(minutes=1)))
    for late in (crew[0], crew[0].at(sent.sent_at - timedelta(days=2))):
        with pytest.raises(Refused) as refused:
            set_out(assignment=sent.pk, by=late)
        assert refused.value.rule.name == "may_attend"
