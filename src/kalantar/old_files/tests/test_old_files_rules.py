"""The rules of an import by their names; two who begin one at once."""

import pytest
from django.db import IntegrityError, transaction

from kalantar.cases.tests.world import World, a_world, refusal
from kalantar.kernel.actor import system
from kalantar.old_files import actions
from kalantar.old_files.bringing import begin
from kalantar.old_files.models import RegisterImport
from kalantar.old_files.rules import register_is_still_brought_in
from kalantar.old_files.tests.registers import a_file, bring, row
from kalantar.reception.tests.hall import at_once
from tests.plugins.actors import HandClock
from tests.scene import a_city


def test_register_is_still_brought_in(world: World) -> None:
    run = begin(a_file(row(1)), "", world.here.pk, world.chief)
    assert register_is_still_brought_in(run)
    run = bring(world, a_file(row(1)))
    assert not register_is_still_brought_in(run)
    for act in (actions.bring_in_next, actions.give_up_register):
        assert refusal(act, run=run.pk, by=world.chief) == "register_is_still_brought_in"


def test_station_brings_in_one_register_at_a_time(world: World) -> None:
    run = begin(a_file(row(1)), "", world.here.pk, world.chief)
    asked = {"content": a_file(row(2)), "mapping": "", "station": world.here.pk, "by": world.chief}
    assert refusal(begin, **asked) == "station_brings_in_one_register_at_a_time"
    actions.give_up_register(run=run.pk, by=world.chief)
    assert refusal(begin, **asked) == ""


@pytest.mark.django_db(transaction=True)
def test_station_brings_in_one_register_at_a_time_when_two_begin(clock: HandClock) -> None:
    world = a_world(a_city(clock), clock, system(clock))
    acts = [lambda n=n: begin(a_file(row(n)), "", world.here.pk, world.chief) for n in (1, 2)]
    came = at_once(*acts)
    assert "station_brings_in_one_register_at_a_time" in came
    assert RegisterImport.objects.filter(ended_at=None).count() == 1


def test_row_of_a_register_is_counted_once(world: World) -> None:
    run = begin(a_file(row(1)), "", world.here.pk, world.chief)
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterImport.objects.filter(pk=run.pk).update(brought=2)


@pytest.mark.django_db(transaction=True)
def test_two_who_go_on_at_once_bring_in_nothing_twice(
    clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "PART", 1)
    world = a_world(a_city(clock), clock, system(clock))
    run = begin(a_file(row(1), row(2)), "", world.here.pk, world.chief)
    at_once(*[lambda: actions.bring_in_next(run=run.pk, by=world.chief)] * 2)
    run.refresh_from_db()
    assert (run.brought, run.known, run.left) == (2, 0, 0)
