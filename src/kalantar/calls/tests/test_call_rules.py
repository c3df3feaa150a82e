"""The rules of calls, each by its name, and who may what."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kalantar.calls.actions import answer_call, keep_caller_secret, locate_call, offer_call
from kalantar.calls.models import Call
from kalantar.calls.queries import call_seen
from kalantar.calls.rules import may_handle_call, may_see_call, may_see_caller, may_take_calls
from kalantar.kernel.actor import Actor, ActorKind, Grant, system
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused
from kalantar.people.roles import Role
from tests.scene import Scene, a_city

ROOM = {Role.CALL_TAKER, Role.DISPATCHER, Role.COMMANDER}


@pytest.mark.parametrize("role", Role)
def test_may_take_calls(scene: Scene, role: Role) -> None:
    assert may_take_calls(scene.person(role), scene.city) is (role in ROOM)
    assert not may_take_calls(a_city(scene.clock).person(role), scene.city)


@pytest.mark.parametrize("role", Role)
def test_may_handle_call(scene: Scene, role: Role, dispatcher: Actor) -> None:
    call = scene.call(dispatcher)
    assert may_handle_call(scene.person(role), call) is (role in ROOM)
    assert not may_handle_call(a_city(scene.clock).person(role), call)


@pytest.mark.parametrize("role", Role)
def test_may_see_call(scene: Scene, role: Role, dispatcher: Actor) -> None:
    call = scene.call(dispatcher)
    may = {*ROOM, Role.STATION_CHIEF, Role.AUDITOR}
    assert may_see_call(scene.person(role), call) is (role in may)
    assert not may_see_call(a_city(scene.clock).person(role), call)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("secret", [False, True])
def test_may_see_caller(scene: Scene, role: Role, secret: bool) -> None:
    answered = scene.person(Role.CALL_TAKER)
    call = scene.call(answered)
    call = keep_caller_secret(call=call.pk, wanted=secret, by=answered)
    may = {Role.DISPATCHER, Role.COMMANDER}
    if not secret:
        may |= {Role.CALL_TAKER, Role.STATION_CHIEF, Role.AUDITOR}
    assert may_see_caller(scene.person(role), call) is (role in may)
    assert may_see_caller(answered, call)  # who spoke with the caller
    assert may_see_caller(system(scene.clock), call)
    seen = call_seen(scene.person(Role.AUDITOR), call.pk)
    assert seen is not None
    assert (seen.number is None) is secret


def test_may_see_caller_needs_the_tokens_scope(scene: Scene, dispatcher: Actor) -> None:
    grants = frozenset({Grant(Role.DISPATCHER, scene.city.pk)})
    program = Actor(kind=ActorKind.PROGRAM, id=dispatcher.id, grants=grants, clock=scene.clock)
    call = scene.call(dispatcher)
    assert not may_see_caller(program, call)
    assert not may_handle_call(program, call)


def test_place_is_on_earth(scene: Scene, dispatcher: Actor) -> None:
    call = scene.call(dispatcher)
    with pytest.raises(Refused) as refused:
        locate_call(call=call.pk, place=Point(35.7, 151.4), source="map", by=dispatcher)
    assert refused.value.rule.name == "place_is_on_earth"


def test_place_source_is_known(scene: Scene, dispatcher: Actor) -> None:
    call = scene.call(dispatcher)
    with pytest.raises(Refused) as refused:
        locate_call(call=call.pk, place=Point(51.4, 35.7), source="dream", by=dispatcher)
    assert refused.value.rule.name == "place_source_is_known"


def test_accuracy_is_not_negative(scene: Scene, dispatcher: Actor) -> None:
    with pytest.raises(Refused) as refused:
        offer_call(number="", jurisdiction=scene.city.pk, accuracy_m=-1, by=dispatcher)
    assert refused.value.rule.name == "accuracy_is_not_negative"


def test_call_times_run_forward(scene: Scene, dispatcher: Actor) -> None:
    call = offer_call(number="", jurisdiction=scene.city.pk, by=dispatcher)
    before = dispatcher.at(scene.clock() - timedelta(seconds=1))
    with pytest.raises(Refused) as refused:
        answer_call(call=call.pk, by=before)
    assert refused.value.rule.name == "call_times_run_forward"


@pytest.mark.parametrize(
    "wrong", [{"state": "answered"}, {"state": "ended"}, {"state": "abandoned"}]
)
def test_call_state_has_its_times(scene: Scene, dispatcher: Actor, wrong: dict[str, Any]) -> None:
    call = offer_call(number="", jurisdiction=scene.city.pk, by=dispatcher)
    with pytest.raises(IntegrityError, match="call_state_has_its_times"), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(**wrong)
