"""Who proposes, decides and lists: the truth tables."""

import pytest

from kalantar.cases.tests.world import program
from kalantar.people.roles import Role
from kalantar.retention.models import Review
from kalantar.retention.queries import due_reviews, held_here, review_seen
from kalantar.retention.rules import (
    may_decide_on_review,
    may_list_what_is_due,
    may_propose_disposal,
)
from kalantar.retention.tests.world import Keeping

DESK = {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
LEADERS = {Role.STATION_CHIEF, Role.COMMANDER}


@pytest.fixture
def review(keeping: Keeping) -> Review:
    return keeping.due(keeping.closed())


@pytest.mark.parametrize("role", list(Role))
def test_may_propose_disposal(keeping: Keeping, review: Review, role: Role) -> None:
    world = keeping.world
    assert may_propose_disposal(world.at(world.here, role), review) is (role in DESK)
    assert may_propose_disposal(world.at(world.scene.city, role), review) is (role in DESK)
    assert not may_propose_disposal(world.at(world.there, role), review)
    assert not may_propose_disposal(program(role, world.here), review)


@pytest.mark.parametrize("role", list(Role))
def test_may_decide_on_review(keeping: Keeping, review: Review, role: Role) -> None:
    world = keeping.world
    assert may_decide_on_review(world.at(world.here, role), review) is (role in LEADERS)
    assert may_decide_on_review(world.at(world.scene.city, role), review) is (role in LEADERS)
    assert not may_decide_on_review(world.at(world.there, role), review)
    assert not may_decide_on_review(program(role, world.here), review)


@pytest.mark.parametrize("role", list(Role))
def test_may_list_what_is_due(keeping: Keeping, role: Role) -> None:
    world = keeping.world
    assert not may_list_what_is_due(world.at(world.scene.city, role), None)
    assert not may_list_what_is_due(program(role, world.scene.city), None)
    assert may_list_what_is_due(keeping.system, None)


@pytest.mark.parametrize("purpose", ["", "شکایت شمارهٔ ۱۲"])
@pytest.mark.parametrize("role", list(Role))
def test_who_sees_what_is_due(keeping: Keeping, review: Review, role: Role, purpose: str) -> None:
    world = keeping.world
    sees = role in DESK or (role is Role.AUDITOR and bool(purpose))
    by = world.at(world.here, role).because(purpose)
    assert due_reviews(by, world.here) == ([review] if sees else [])
    assert (review_seen(by, review.pk) is not None) is sees
    there = world.at(world.there, role).because(purpose)
    assert due_reviews(there, world.here) == []
    assert held_here(there, world.here) == []
    assert review_seen(program(role, world.here), review.pk) is None
