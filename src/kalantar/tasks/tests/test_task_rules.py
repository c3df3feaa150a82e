"""Every rule of tasks by its name."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from kalantar.cases.actions import close_case, put_in_charge, refer_case
from kalantar.cases.models import Case
from kalantar.cases.tests.world import a_world, program, refusal
from kalantar.kernel.actor import Actor
from kalantar.people.models import User
from kalantar.people.roles import DESK, Role
from kalantar.reception.tests.hall import at_once
from kalantar.tasks import actions
from kalantar.tasks.models import Task
from kalantar.tasks.rules import (
    LONGEST,
    file_of_tasks_is_closed,
    some_task_is_left,
    task_goes_to_somebody_else,
    task_is_due_later,
    task_says_what_came_of_it,
    task_says_what_to_do,
)
from kalantar.tasks.tests.world import Work, id_of
from tests.plugins.actors import HandClock
from tests.scene import NOON, a_city


@pytest.mark.parametrize("role", list(Role))
def test_who_handles_the_file_has_to_do_with_its_tasks(work: Work, role: Role) -> None:
    world, task = work.world, work.set()
    for by, may in (
        (world.at(world.here, role), role in DESK),
        (world.at(world.scene.city, role), role in DESK),
        (world.at(world.there, role), False),
        (program(role, world.here), False),
    ):
        wanted = "" if may else "may_handle_case"
        assert refusal(work.set, by=by) == wanted
        asked = {"task": task.pk, "by": by}
        later = work.tomorrow() + timedelta(days=1)
        assert refusal(actions.move_deadline, due_at=later, why="x", **asked) == wanted
        if not may:
            other = id_of(world.chief)
            assert refusal(actions.hand_over_task, officer=other, **asked) == wanted
            assert refusal(actions.finish_task, note="x", **asked) == wanted
            assert refusal(actions.give_up_task, why="x", **asked) == wanted
            assert refusal(actions.give_up_tasks_of, case=work.case.pk, by=by) == wanted
            assert refusal(actions.bring_tasks_along, case=work.case.pk, by=by) == wanted


def test_task_says_what_to_do(work: Work) -> None:
    for what in ("", " \n ", "x" * (LONGEST + 1)):
        assert refusal(work.set, what=what) == "task_says_what_to_do"
    assert work.set(what="x" * LONGEST)


@given(some.text(max_size=LONGEST * 2))
def test_task_says_what_to_do_whatever_is_typed(what: str) -> None:
    assert task_says_what_to_do(what) is (0 < len(what.strip()) <= LONGEST)


def test_task_is_due_later(work: Work) -> None:
    now, task = work.world.clock(), work.set()
    for due in (now, now - timedelta(minutes=1)):
        assert refusal(work.set, due_at=due) == "task_is_due_later"
        asked = {"task": task.pk, "due_at": due, "why": "x", "by": work.by}
        assert refusal(actions.move_deadline, **asked) == "task_is_due_later"
    assert work.set(due_at=now + timedelta(minutes=1))


@given(some.timedeltas(min_value=timedelta(days=-900), max_value=timedelta(days=900)))
def test_task_is_due_later_at_any_time(ahead: timedelta) -> None:
    assert task_is_due_later(NOON + ahead, NOON) is (ahead > timedelta(0))


@pytest.mark.parametrize("role", list(Role))
def test_task_officer_works_on_the_file(work: Work, role: Role) -> None:
    """One of the station's desk, or who is in charge; who leads around it works on no single task."""
    world, name = work.world, "task_officer_works_on_the_file"
    here = world.at(world.here, role)
    ours = role in {Role.DESK_OFFICER, Role.STATION_CHIEF}
    assert refusal(work.set, officer=id_of(here)) == ("" if ours else name)
    assert refusal(work.set, officer=id_of(world.at(world.there, role))) == name
    task = work.set()
    asked = {"task": task.pk, "officer": id_of(here), "by": work.by}
    assert refusal(actions.hand_over_task, **asked) == ("" if ours else name)


def test_task_officer_works_on_the_file_who_is_in_charge(work: Work) -> None:
    patrol = work.world.at(work.world.here, Role.PATROL_OFFICER)
    put_in_charge(case=work.case.pk, officer=id_of(patrol), by=work.by)
    assert work.set(officer=id_of(patrol)).officer_id == patrol.id
    User.objects.filter(pk=id_of(patrol)).update(is_active=False)
    assert refusal(work.set, officer=id_of(patrol)) == "task_officer_works_on_the_file"


def test_task_goes_to_somebody_else(work: Work) -> None:
    task, same = work.set(), id_of(work.by)
    said = refusal(actions.hand_over_task, task=task.pk, officer=same, by=work.by)
    assert said == "task_goes_to_somebody_else"
    assert task_goes_to_somebody_else(task, User.objects.get(pk=id_of(work.world.chief)))


def test_task_says_what_came_of_it(work: Work) -> None:
    task = work.set()
    said = refusal(actions.finish_task, task=task.pk, note=" ", by=work.by)
    assert said == "task_says_what_came_of_it"
    assert task_says_what_came_of_it("دیده شد")


def test_a_reason_is_given(work: Work) -> None:
    task, later = work.set(), work.tomorrow() + timedelta(days=1)
    asked = {"task": task.pk, "why": " ", "by": work.by}
    assert refusal(actions.give_up_task, **asked) == "reason_is_given"
    assert refusal(actions.move_deadline, due_at=later, **asked) == "reason_is_given"


def test_a_file_that_is_not_open_takes_no_tasks(work: Work) -> None:
    world, task, later = work.world, work.set(), work.tomorrow() + timedelta(days=1)
    refer_case(case=work.case.pk, to=world.there.pk, why="x", by=work.by)
    asked = {"task": task.pk, "by": work.by}
    chief = id_of(world.chief)
    assert refusal(work.set) == "case_is_open"
    assert refusal(actions.move_deadline, due_at=later, why="x", **asked) == "case_is_open"
    assert refusal(actions.hand_over_task, officer=chief, **asked) == "case_is_open"
    assert refusal(actions.finish_task, note="پیش از ارجاع انجام شده بود", **asked) == ""


def test_file_of_tasks_is_closed(work: Work) -> None:
    work.set()
    asked = {"case": work.case.pk, "by": work.by}
    assert refusal(actions.give_up_tasks_of, **asked) == "file_of_tasks_is_closed"
    close_case(case=work.case.pk, outcome=work.world.outcome(), note="صلح", by=work.by)
    assert file_of_tasks_is_closed(Case.objects.get(pk=work.case.pk))
    assert refusal(actions.give_up_tasks_of, **asked) == ""


def test_some_task_is_left(work: Work) -> None:
    asked = {"case": work.case.pk, "by": work.by}
    assert refusal(actions.bring_tasks_along, **asked) == "some_task_is_left"
    close_case(case=work.case.pk, outcome=work.world.outcome(), note="صلح", by=work.by)
    assert refusal(actions.give_up_tasks_of, **asked) == "some_task_is_left"
    assert some_task_is_left(1)


def _broken(row: Task, rule: str, /, **wrong: object) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Task.objects.filter(pk=row.pk).update(**wrong)


def test_task_that_is_over_says_when(work: Work) -> None:
    task, done, now = work.set(), work.done(), work.world.clock()
    _broken(task, "task_that_is_over_says_when", state="done")
    _broken(task, "task_that_is_over_says_when", ended_at=now)
    _broken(done, "task_that_is_over_says_when", ended_at=None)


def test_task_times_run_forward(work: Work) -> None:
    task, done, now = work.set(), work.done(), work.world.clock()
    _broken(task, "task_times_run_forward", due_at=now)
    _broken(done, "task_times_run_forward", ended_at=now - timedelta(seconds=1))


@pytest.mark.django_db(transaction=True)
def test_a_file_closed_as_a_task_is_set_keeps_none(
    transactional_db: None, clock: HandClock, as_system: Actor
) -> None:
    """Whichever is first: the task is refused, or is there to be given up."""
    world = a_world(a_city(clock), clock, as_system)
    work = Work(world, world.case())
    outcome = world.outcome()
    results = at_once(
        work.set,
        lambda: close_case(case=work.case.pk, outcome=outcome, note="صلح", by=world.chief),
    )
    refused = [result for result in results if isinstance(result, str)]
    assert refused in ([], ["case_is_open"])
    work.follow("CaseClosed")
    assert not Task.objects.to_do().exists()
    assert Task.objects.count() == 1 - len(refused)


@pytest.mark.django_db(transaction=True)
def test_a_task_is_over_once_whoever_races(
    transactional_db: None, clock: HandClock, as_system: Actor
) -> None:
    world = a_world(a_city(clock), clock, as_system)
    work = Work(world, world.case())
    task = work.set()
    results = at_once(
        lambda: actions.finish_task(task=task.pk, note="شد", by=work.by),
        lambda: actions.give_up_task(task=task.pk, why="نشد", by=world.chief),
    )
    assert results.count("task_allows_step") == 1
