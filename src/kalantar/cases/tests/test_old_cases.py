"""Files of an old register, by the action that brings one in, and each of its rules by its name."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kalantar.cases.actions import bring_in_case, close_case, reopen_case
from kalantar.cases.models import Case, OldNumber
from kalantar.cases.numbering import old_number_of
from kalantar.cases.rules import (
    old_case_has_its_number,
    old_case_is_of_the_past,
    old_case_says_how_and_when_it_ended,
)
from kalantar.cases.tests.world import World, a_world, refusal
from kalantar.kernel.actor import system
from kalantar.kernel.models import Entry
from kalantar.reception.tests.hall import at_once
from tests.plugins.actors import HandClock
from tests.scene import a_city


def _asked(world: World, **more: Any) -> dict[str, Any]:
    usual = {
        "station": world.here.pk, "number": "403/1", "category": world.category.pk,
        "opened_at": world.clock() - timedelta(days=400), "by": world.chief,
    }  # fmt: skip
    return usual | more


def test_an_old_file_lives_on(world: World) -> None:
    """Once it is here it is a file as any other."""
    then = world.clock() - timedelta(days=300)
    case = bring_in_case(**_asked(world, closed_at=then, outcome=world.outcome()))
    reopen_case(case=case.pk, why="مدرک تازه", by=world.chief)
    close_case(case=case.pk, outcome=world.outcome(), by=world.desk)
    told = (
        Entry.objects.filter(subjects__subject=case.pk)
        .order_by("pk")
        .values_list("event", flat=True)
    )
    assert list(told) == ["OldCaseBroughtIn", "CaseReopened", "CaseClosed"]


@pytest.mark.parametrize("said", ["", "   ", "\u200c", "9" * 101])
def test_old_case_has_its_number(world: World, said: str) -> None:
    assert not old_case_has_its_number(old_number_of(said))
    assert refusal(bring_in_case, **_asked(world, number=said)) == "old_case_has_its_number"


def test_old_case_is_of_the_past(world: World) -> None:
    now, day = world.clock(), timedelta(days=1)
    assert old_case_is_of_the_past(now - day, None, now)
    assert old_case_is_of_the_past(now - day, now, now)
    assert not old_case_is_of_the_past(now + day, None, now)
    assert not old_case_is_of_the_past(now - day, now - 2 * day, now)
    assert not old_case_is_of_the_past(now - day, now + day, now)
    later = _asked(world, opened_at=now + day)
    assert refusal(bring_in_case, **later) == "old_case_is_of_the_past"


def test_old_case_says_how_and_when_it_ended(world: World) -> None:
    assert old_case_says_how_and_when_it_ended(None, None)
    for more in ({"closed_at": world.clock()}, {"outcome": world.outcome()}):
        assert not old_case_says_how_and_when_it_ended(more.get("closed_at"), more.get("outcome"))
        said = refusal(bring_in_case, **_asked(world, **more))
        assert said == "old_case_says_how_and_when_it_ended"


def test_old_number_is_brought_in_once(world: World) -> None:
    bring_in_case(**_asked(world))
    for number in ("403/1", "۴۰۳/۱", "403 / 1"):
        assert (
            refusal(bring_in_case, **_asked(world, number=number))
            == "old_number_is_brought_in_once"
        )
    other = world.case()
    with pytest.raises(IntegrityError), transaction.atomic():
        OldNumber.objects.create(case=other, station=world.here, number="403/1")


@pytest.mark.django_db(transaction=True)
def test_old_number_is_brought_in_once_when_two_bring_it_in(clock: HandClock) -> None:
    world = a_world(a_city(clock), clock, system(clock))
    came = at_once(*[lambda: bring_in_case(**_asked(world))] * 2)
    assert sorted(isinstance(one, Case) for one in came) == [False, True]
    assert "old_number_is_brought_in_once" in came
    assert Case.objects.count() == 1
