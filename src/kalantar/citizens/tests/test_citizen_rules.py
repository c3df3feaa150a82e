"""Every rule of the citizens' page by its name."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kalantar.cases.tests.world import refusal
from kalantar.citizens.actions import answer_asking, give_up_access
from kalantar.citizens.models import TRIES, Access, Asking, Scope
from kalantar.citizens.rules import (
    access_code_came_back,
    access_is_held,
    code_is_six_digits,
    may_answer_askings,
    may_ask_for_code,
    may_take_access,
    may_use_access,
)
from kalantar.citizens.tests.portal import Portal, another, last_code
from kalantar.citizens.tokens import new_token
from kalantar.kernel.actor import Actor, ActorKind
from tests.plugins.actors import HandClock


@pytest.mark.parametrize("kind", list(ActorKind))
def test_may_ask_for_code(kind: ActorKind) -> None:
    assert may_ask_for_code(Actor(kind=kind), None) is (kind is ActorKind.CITIZEN)


@pytest.mark.parametrize("kind", list(ActorKind))
def test_may_answer_askings(kind: ActorKind) -> None:
    assert may_answer_askings(Actor(kind=kind), None) is (kind is ActorKind.SYSTEM)


@pytest.mark.parametrize("kind", list(ActorKind))
def test_may_take_access(portal: Portal, kind: ActorKind) -> None:
    access, by = portal.ask(), Actor(kind=kind, clock=portal.clock)
    assert may_take_access(by, (access, portal.token)) is (kind is ActorKind.CITIZEN)
    assert not may_take_access(by, (access, new_token()))


def test_may_use_access(portal: Portal) -> None:
    held, person = portal.held(), portal.party.person_id
    for kind in ActorKind:
        by = Actor(kind=kind, id=person, clock=portal.clock)
        assert may_use_access(by, held) is (kind is ActorKind.CITIZEN)
    assert not may_use_access(portal.anybody, held)
    assert not may_use_access(portal.of(portal.parties.respondent), held)
    assert not may_use_access(portal.citizen, portal.ask())
    other = portal.of(portal.parties.respondent)
    assert refusal(give_up_access, access=held.pk, by=other) == "may_use_access"


def test_access_is_held(portal: Portal, clock: HandClock) -> None:
    """Each of its conditions by itself is in ``test_access``; here the time."""
    held = portal.held()
    for hours, holds in ((3.99, True), (4, False)):
        assert access_is_held(held, clock() + timedelta(hours=hours)) is holds
    assert not access_is_held(portal.ask(), clock())


def test_asking_waits_for_its_answer(portal: Portal, as_system: Actor) -> None:
    access = portal.ask()
    said = refusal(answer_asking, access=access.pk, by=as_system)
    assert said == "asking_waits_for_its_answer"


def test_access_code_came_back(portal: Portal, clock: HandClock) -> None:
    access, code = portal.ask(), last_code()
    assert access_code_came_back(access, code, clock())
    assert not access_code_came_back(access, another(code), clock())
    assert not access_code_came_back(access, code, access.expires_at)
    for wrong in ({"tries": TRIES}, {"state": "held"}, {"party_id": None}):
        changed = Access.objects.get(pk=access.pk)
        for name, value in wrong.items():
            setattr(changed, name, value)
        assert not access_code_came_back(changed, code, clock())


def test_a_code_of_another_asking_is_wrong(portal: Portal) -> None:
    portal.ask()
    first = last_code()
    second = portal.ask()
    assert portal.take(second, first).state == ("held" if first == last_code() else "asked")


@pytest.mark.parametrize(
    ("typed", "fits"), [("123456", True), ("12345", False), ("1234567", False), ("12345a", False)]
)
def test_code_is_six_digits(typed: str, fits: bool) -> None:
    assert code_is_six_digits(typed) is fits


def test_code_is_six_digits_or_no_try_is_counted(portal: Portal) -> None:
    access = portal.ask()
    assert refusal(portal.take, access=access, code="12") == "code_is_six_digits"
    assert Access.objects.get(pk=access.pk).tries == 0


def test_access_code_is_tried_a_few_times(portal: Portal) -> None:
    access, code = portal.ask(), last_code()
    for _ in range(TRIES):
        assert portal.take(access, another(code)).state == "asked"
    assert refusal(portal.take, access=access, code=code) == "access_code_is_tried_a_few_times"
    _broken(Access.objects.filter(pk=access.pk), "access_code_is_tried", tries=TRIES + 1)


def test_access_code_lasts_a_while(portal: Portal, clock: HandClock) -> None:
    access, code = portal.ask(), last_code()
    _broken(Access.objects.filter(pk=access.pk), "access_code_lasts", expires_at=clock())
    clock.forward(minutes=10)
    assert portal.take(access, code).state == "asked"


def test_held_access_is_a_partys(portal: Portal, clock: HandClock) -> None:
    row = Access.objects.filter(pk=portal.ask().pk)
    for wrong in ({"state": "held"}, {"held_at": clock()}, {"state": "given_up"}):
        _broken(row, "held_access_is_a_partys", **wrong)


def _asked_until_refused(portal: Portal, **more: Any) -> tuple[int, str]:
    """How often it went, and by which rule it then did not. ``more``: made of the number of the try."""
    for times in range(200):
        said = refusal(portal.ask, answered=False, **{k: make(times) for k, make in more.items()})
        if said:
            return times, said
    raise AssertionError("never refused")


def test_phone_is_sent_a_few_codes(portal: Portal, clock: HandClock) -> None:
    asked = _asked_until_refused(portal)
    assert asked == (4, "phone_is_sent_a_few_codes")
    unknown = _asked_until_refused(portal, phone=lambda _: "09129998877")
    assert unknown == asked, "who asks of what is nobody's hears the same"
    clock.forward(minutes=15)
    assert _asked_until_refused(portal) == asked


def test_file_is_asked_for_seldom(portal: Portal) -> None:
    asked = _asked_until_refused(portal, phone=lambda n: f"0912{n:07}")
    assert asked == (20, "file_is_asked_for_seldom")


def test_address_asks_for_some_codes(portal: Portal) -> None:
    from kalantar.cases.numbering import number_of

    asked = _asked_until_refused(portal, number=lambda n: number_of(1405, 77, n + 1))
    assert asked == (100, "address_asks_for_some_codes")
    portal.ask(address="192.0.2.2")


def test_codes_are_asked_for_at_a_pace(portal: Portal) -> None:
    portal.ask()
    Asking.objects.filter(scope=Scope.ALL).update(times=6000)
    assert refusal(portal.ask, address="192.0.2.2") == "codes_are_asked_for_at_a_pace"


def _broken(rows: Any, name: str, **values: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        rows.update(**values)
