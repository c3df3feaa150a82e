"""When desks press at the same moment: real threads, real transactions."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from kalantar.cases import actions
from kalantar.cases.models import Case
from kalantar.cases.tests.world import World, a_world, refusal
from kalantar.kernel.actor import Actor
from tests.plugins.actors import HandClock
from tests.scene import a_city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None, clock: HandClock, as_system: Actor) -> World:
    return a_world(a_city(clock), clock, as_system)


def together(jobs: list[Callable[[], Any]]) -> list[Any]:
    """Run all at once, each on its own connection; what each returned, or the failure of the last."""
    gate, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place: int) -> None:
        try:
            gate.wait()
            results[place] = jobs[place]()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def test_files_opened_at_once_have_numbers_without_gaps(world: World) -> None:
    desks = [world.at(world.here) for _ in range(6)]
    together([lambda by=by: world.case(by=by) for by in desks])  # type: ignore[misc]
    serials = sorted(case.number[10:15] for case in Case.objects.all())
    assert serials == [f"{n:05}" for n in range(1, 7)]


def test_the_first_files_of_two_stations_at_once_get_two_registers(world: World) -> None:
    other = world.at(world.there)
    together([world.case, lambda: world.case(station=world.there.pk, by=other)])
    assert sorted(case.number[5:9] for case in Case.objects.all()) == ["0001", "0002"]


def test_a_referral_that_is_accepted_and_withdrawn_at_once_has_one_end(world: World) -> None:
    case, there = world.case(), world.at(world.there)
    actions.refer_case(case=case.pk, to=world.there.pk, why="x", by=world.desk)
    said = together(
        [
            lambda: refusal(actions.accept_referral, case=case.pk, by=there),
            lambda: refusal(actions.withdraw_referral, case=case.pk, by=world.desk),
        ]
    )
    case.refresh_from_db()
    accepted = case.jurisdiction == world.there
    assert said == (["", "may_handle_case"] if accepted else ["may_answer_referral", ""])
    assert case.referrals.get().answer == ("accepted" if accepted else "withdrawn")
