"""Who may open, handle, decide on and see a file: the truth tables."""

from dataclasses import replace
from uuid import UUID

import pytest

from kalantar.cases import actions
from kalantar.cases.models import Case
from kalantar.cases.queries import case_of
from kalantar.cases.rules import (
    may_answer_referral,
    may_decide_on_case,
    may_handle_case,
    may_open_case,
    may_see_case,
)
from kalantar.cases.tests.world import World, program
from kalantar.kernel.actor import Actor
from kalantar.people.roles import Role

DESK = {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
LEADERS = {Role.STATION_CHIEF, Role.COMMANDER}


@pytest.fixture
def case(world: World) -> Case:
    return world.case()


@pytest.mark.parametrize("role", list(Role))
def test_may_open_case(world: World, role: Role) -> None:
    assert may_open_case(world.at(world.here, role), world.here) is (role in DESK)
    assert may_open_case(world.at(world.scene.city, role), world.here) is (role in DESK)
    assert not may_open_case(world.at(world.there, role), world.here)
    assert not may_open_case(program(role, world.here), world.here)


@pytest.mark.parametrize("role", list(Role))
def test_may_handle_case(world: World, case: Case, role: Role) -> None:
    assert may_handle_case(world.at(world.here, role), case) is (role in DESK)
    assert not may_handle_case(world.at(world.there, role), case)
    assert not may_handle_case(program(role, world.here), case)


def test_may_handle_case_the_officer_in_charge(world: World, case: Case) -> None:
    patrol = world.at(world.here, Role.PATROL_OFFICER)
    assert not may_handle_case(patrol, case)
    actions.put_in_charge(case=case.pk, officer=_id(patrol), by=world.desk)
    case.refresh_from_db()
    assert may_handle_case(patrol, case)


@pytest.mark.parametrize("role", list(Role))
def test_may_decide_on_case(world: World, case: Case, role: Role) -> None:
    assert may_decide_on_case(world.at(world.here, role), case) is (role in LEADERS)
    assert not may_decide_on_case(world.at(world.there, role), case)
    assert not may_decide_on_case(program(role, world.here), case)


@pytest.mark.parametrize("role", list(Role))
def test_may_answer_referral(world: World, case: Case, role: Role) -> None:
    there, here = world.at(world.there, role), world.at(world.here, role)
    assert not may_answer_referral(there, case)
    actions.refer_case(case=case.pk, to=world.there.pk, why="محل وقوع", by=world.desk)
    case.refresh_from_db()
    assert may_answer_referral(there, case) is (role in DESK)
    assert not may_answer_referral(here, case)


@pytest.mark.parametrize("purpose", ["", "شکایت شمارهٔ ۱۲"])
@pytest.mark.parametrize("role", list(Role))
def test_may_see_case(world: World, case: Case, role: Role, purpose: str) -> None:
    sees = role in DESK or (role is Role.AUDITOR and bool(purpose))
    for area, expected in ((world.here, sees), (world.scene.city, sees), (world.there, False)):
        by = world.at(area, role).because(purpose)
        assert may_see_case(by, case) is expected
        assert (case_of(by, case.pk) is not None) is expected, "a query shows what the rule allows"
    assert case_of(program(role, world.here), case.pk) is None


def test_may_see_case_who_it_is_offered_to(world: World, case: Case) -> None:
    there = world.at(world.there)
    assert case_of(there, case.pk) is None
    actions.refer_case(case=case.pk, to=world.there.pk, why="محل وقوع", by=world.desk)
    assert case_of(there, case.pk) == case
    actions.withdraw_referral(case=case.pk, by=world.desk)
    assert case_of(there, case.pk) is None


def test_who_lost_the_role_sees_nothing(world: World, case: Case) -> None:
    assert case_of(replace(world.desk, grants=frozenset()), case.pk) is None


def _id(by: Actor) -> UUID:
    assert by.id is not None
    return by.id
