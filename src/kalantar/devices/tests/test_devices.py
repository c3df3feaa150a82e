"""Who gives devices out, which are believed, and for which unit they speak."""

import pytest
from django.db import IntegrityError, transaction

from kalantar.devices import actions, owntracks
from kalantar.devices.message import Answer, Fix, Message
from kalantar.devices.models import Device
from kalantar.devices.rules import (
    device_is_known,
    may_manage_devices,
    may_revoke_device,
    may_take_in,
    message_can_be_read,
    officer_was_in_a_crew_then,
)
from kalantar.devices.tests.made import made
from kalantar.devices.tokens import digest_of, new_secret, to_keep
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.patrols import actions as patrols
from kalantar.patrols.models import PositionReport, UnitPosition
from kalantar.patrols.tests.world import HERE, World
from kalantar.people.roles import Role
from kalantar.people.scopes import Scope

KEEPERS = {Role.STATION_CHIEF, Role.COMMANDER, Role.ADMINISTRATOR}


def say(world: World, secret: str, *seconds_ago: float) -> Answer:
    now = world.clock()
    fixes = [Fix(HERE, now.fromtimestamp(now.timestamp() - ago, now.tzinfo)) for ago in seconds_ago]
    message = Message(digest_of(secret), fixes)
    (answer,) = actions.take_in(messages=[message], by=world.system)
    return answer


@pytest.mark.parametrize("role", list(Role))
def test_may_manage_devices_truth_table(role: Role, world: World) -> None:
    unit, officer = world.unit(), world.officer()
    by, other = world.actor(role), world.actor(role, world.elsewhere)
    assert may_manage_devices(by, unit) is (role in KEEPERS)
    assert may_manage_devices(by, officer) is (role == Role.ADMINISTRATOR)
    assert not may_manage_devices(other, unit)
    assert not may_manage_devices(other, officer)
    assert may_manage_devices(world.system, unit)
    device, _ = made(world, unit=unit)
    assert may_revoke_device(by, device) is (role in KEEPERS)
    assert not may_revoke_device(other, device)
    program = world.actor(role, kind=ActorKind.PROGRAM, scopes=frozenset({Scope.UNITS_READ}))
    assert not may_manage_devices(program, unit)


def test_may_revoke_device_is_for_who_could_give_it_out(world: World) -> None:
    device, _ = made(world, officer=world.officer())
    assert may_revoke_device(world.actor(Role.ADMINISTRATOR), device)
    assert not may_revoke_device(world.actor(Role.STATION_CHIEF), device)


def test_may_take_in_is_for_the_service_itself(world: World) -> None:
    assert may_take_in(world.system, None)
    assert not may_take_in(world.actor(Role.DISPATCHER), None)


def test_a_device_is_issued_once_and_revoked_once_and_both_are_recorded(world: World) -> None:
    unit = world.unit()
    device, secret = made(world, unit=unit)
    assert secret not in {device.name, device.last_four}
    assert bytes(device.digest) == digest_of(secret)
    actions.revoke_device(device=device.pk, by=world.system)
    with pytest.raises(Refused) as refusal:
        actions.revoke_device(device=device.pk, by=world.system)
    assert refusal.value.rule.name == "device_is_not_revoked"
    events = Entry.objects.filter(event__startswith="Device").order_by("pk")
    assert [one.event for one in events] == ["DeviceIssued", "DeviceRevoked"]
    assert [one.facts for one in events] == [{"last_four": secret[-4:]}] * 2


def test_device_is_not_revoked_or_it_is_believed_no_longer(world: World) -> None:
    device, secret = made(world, unit=world.on_duty())
    assert say(world, secret, 0).kept == 1
    actions.revoke_device(device=device.pk, by=world.system)
    world.clock.forward(seconds=5)
    assert say(world, secret, 0) == Answer(known=False)


def test_device_has_a_name(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        made(world, unit=world.unit(), name=" ")
    assert refusal.value.rule.name == "device_has_a_name"


def test_no_device_for_a_unit_out_of_service_or_an_officer_who_left(world: World) -> None:
    unit, officer = world.unit(), world.officer()
    patrols.retire_unit(unit=unit.pk, by=world.system)
    officer.is_active = False
    officer.save()
    for carrier, rule in (
        ({"unit": unit}, "unit_is_in_service"),
        ({"officer": officer}, "person_is_active"),
    ):
        with pytest.raises(Refused) as refusal:
            made(world, **carrier)
        assert refusal.value.rule.name == rule
    with pytest.raises(Refused) as refusal:
        actions.issue_device(name="none's", **to_keep(new_secret()), by=world.system)
    assert refusal.value.rule.name == "thing_exists"


def test_device_secret_is_like_no_other(world: World) -> None:
    _, secret = made(world, unit=world.unit())
    with pytest.raises(Refused) as refusal:
        made(world, unit=world.unit(), secret=secret)
    assert refusal.value.rule.name == "device_secret_is_like_no_other"


def test_device_is_of_a_unit_or_an_officer(world: World) -> None:
    unit, officer = world.unit(), world.officer()
    for both in ({"unit": unit, "officer": officer}, {}):
        with (
            pytest.raises(IntegrityError, match="device_is_of_a_unit_or_an_officer"),
            transaction.atomic(),
        ):
            Device.objects.create(
                name="d", digest=b"d", last_four="d", issued_at=world.clock(), **both
            )


def test_officer_was_in_a_crew_then_or_nobody_is_followed(world: World) -> None:
    """An officer's device speaks for the unit of that moment, in whichever crew the officer was."""
    officer = world.officer()
    _, secret = made(world, officer=officer)
    first = world.on_duty(officer=officer)
    world.clock.forward(minutes=2)
    assert say(world, secret, 0).kept == 1
    patrols.end_shift(unit=first.pk, by=world.system)
    world.clock.forward(minutes=10)
    answer = say(world, secret, 0, 60)
    assert [(place, one.rule) for place, one in answer.refused] == [
        (0, officer_was_in_a_crew_then), (1, officer_was_in_a_crew_then)
    ]  # fmt: skip
    second = world.on_duty(officer=officer)
    world.clock.forward(minutes=1)
    answer = say(world, secret, 0, 5 * 60, 11 * 60 + 30)
    assert (answer.kept, [place for place, _ in answer.refused]) == (2, [1])
    assert PositionReport.objects.filter(unit=first).count() == 2
    assert UnitPosition.objects.get().unit_id == second.pk


def test_each_of_many_messages_is_answered_by_itself(world: World) -> None:
    unit = world.on_duty()
    world.clock.forward(minutes=5)
    (_, one), (_, other) = made(world, unit=unit), made(world, unit=unit)
    now = world.clock()
    ahead = now.fromtimestamp(now.timestamp() + 3600, now.tzinfo)
    messages = [
        Message(digest_of(one), [Fix(HERE, now), Fix(HERE, ahead)]),
        Message(digest_of("nobody's"), [Fix(HERE, now)]),
        Message(digest_of(other), [Fix(HERE, now)]),
        Message(digest_of(other), []),
    ]
    first, second, third, fourth = actions.take_in(messages=messages, by=world.system)
    assert (first.kept, [place for place, _ in first.refused]) == (1, [1])
    assert second == Answer(known=False)
    assert (third.kept, third.repeated) == (0, 1)
    assert fourth == Answer(known=True)


def test_a_person_takes_nothing_in(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        actions.take_in(messages=[], by=Actor(kind=ActorKind.PERSON, clock=world.clock))
    assert refusal.value.rule.name == "may_take_in"


def test_device_is_known_or_hears_how_to_become_so() -> None:
    with pytest.raises(Refused) as refusal:
        owntracks.secret_of("Bearer x")
    assert refusal.value.rule is device_is_known


def test_message_can_be_read_or_it_is_said_what_was_not() -> None:
    with pytest.raises(Refused) as refusal:
        owntracks.read(b'{"_type": "location", "lon": 51}')
    assert (refusal.value.rule, refusal.value.facts) == (message_can_be_read, {"what": "lat"})
