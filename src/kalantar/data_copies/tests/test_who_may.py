"""Who may make a copy, and who may have one: the truth tables."""

import pytest

from kalantar.cases.actions import put_in_charge
from kalantar.cases.tests.world import program, refusal
from kalantar.data_copies.rules import may_have_copy, may_make_copy
from kalantar.data_copies.tests.asked import Asked
from kalantar.kernel.actor import Actor
from kalantar.notices.tests.world import RESPONDS
from kalantar.people.roles import Role

DESK = {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}


@pytest.mark.parametrize("role", list(Role))
def test_may_make_copy(asked: Asked, role: Role) -> None:
    asked.given()
    world, case = asked.portal.parties.world, asked.portal.case
    here = world.at(world.here, role)
    assert may_make_copy(here, case) is (role in DESK)
    assert refusal(asked.made, by=here) == ("" if role in DESK else "may_make_copy")
    for by in (world.at(world.there, role), program(role, world.here)):
        assert not may_make_copy(by, case)
        assert refusal(asked.made, by=by) == "may_make_copy"
        assert refusal(asked.given, by=by) == "may_make_copy"


def test_may_make_copy_the_officer_in_charge_and_no_service(asked: Asked, as_system: Actor) -> None:
    world, case = asked.portal.parties.world, asked.portal.case
    patrol = world.at(world.here, Role.PATROL_OFFICER)
    put_in_charge(case=case.pk, officer=patrol.id, by=world.desk)  # type: ignore[arg-type]
    case.refresh_from_db()
    assert may_make_copy(patrol, case)
    assert not may_make_copy(as_system, case)
    assert not may_make_copy(asked.portal.citizen, case)


@pytest.mark.parametrize("role", list(Role))
def test_may_have_copy(asked: Asked, role: Role) -> None:
    """Nobody of the service: who makes one has it in their hand, and no way to download it."""
    world = asked.portal.parties.world
    at = (asked.held, asked.copy)
    assert may_have_copy(asked.portal.citizen, at)
    for by in (world.at(world.here, role), program(role, world.here), asked.portal.anybody):
        assert not may_have_copy(by, at)


def test_may_have_copy_only_of_their_own(asked: Asked) -> None:
    other, respondent = asked.portal.held(phone=RESPONDS), asked.portal.parties.respondent
    assert not may_have_copy(asked.portal.of(respondent), (other, asked.copy))
    assert not may_have_copy(asked.portal.of(respondent), (asked.held, asked.copy))
    assert not may_have_copy(asked.portal.citizen, (other, asked.copy))
