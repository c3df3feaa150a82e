"""A task is set, done or given up; it follows its file; and whoever sees the file sees it."""

from datetime import timedelta

from django.db import connection

from kalantar.cases.actions import (
    accept_referral,
    close_case,
    put_in_charge,
    refer_case,
    reopen_case,
)
from kalantar.cases.tests.world import refusal
from kalantar.kernel.models import Entry
from kalantar.kernel.story import told
from kalantar.people.roles import Role
from kalantar.tasks import actions, queries
from kalantar.tasks.models import Task
from kalantar.tasks.tests.world import WHAT, Work, id_of


def test_it_is_set_and_done(work: Work) -> None:
    task = Task.objects.get(pk=work.set(what=f"  {WHAT} ").pk)
    assert (task.what, task.officer_id, task.set_by_id) == (WHAT, work.by.id, work.by.id)
    assert (task.state, task.due_at, task.ended_at) == ("to_do", work.tomorrow(), None)
    work.world.clock.forward(hours=2)
    task = actions.finish_task(task=task.pk, note="دیده شد", by=work.world.chief)
    assert (task.state, task.note, task.ended_at) == ("done", "دیده شد", work.world.clock())


def test_it_is_moved_handed_over_and_given_up(work: Work) -> None:
    task, chief = work.set(), work.world.chief
    later = work.tomorrow() + timedelta(days=2)
    assert (
        actions.move_deadline(task=task.pk, due_at=later, why="تعطیلات", by=chief).due_at == later
    )
    handed = actions.hand_over_task(task=task.pk, officer=id_of(chief), by=work.by)
    assert handed.officer_id == chief.id
    assert actions.give_up_task(task=task.pk, why="شاکی منصرف شد", by=chief).state == "given_up"
    whys = dict(Entry.objects.filter(event__startswith="Task").values_list("event", "reason__text"))
    assert (whys["TaskDeadlineMoved"], whys["TaskGivenUp"]) == ("تعطیلات", "شاکی منصرف شد")


def test_the_words_rest_sealed_and_are_not_on_the_timeline(work: Work) -> None:
    work.done()
    with connection.cursor() as cursor:
        cursor.execute("SELECT what, note FROM tasks_task")
        [(what, note)] = cursor.fetchall()
    assert "بازار".encode() not in bytes(what)
    assert "سه نفر".encode() not in bytes(note)
    assert "بازار" not in str(list(Entry.objects.values_list("facts", flat=True)))
    lines = [line.sentence for line in told(work.case.pk, work.world.chief)]
    assert "A task was done." in [line.en for line in lines]
    given = next(line for line in lines if "was given to" in line.en)
    assert "2026-03-22 12:00" in given.en
    assert "۱۴۰۵/۰۱/۰۲ ۱۲:۰۰" in given.fa


def test_they_are_seen_by_who_sees_the_file(work: Work) -> None:
    world, task = work.world, work.set()
    assert queries.tasks_of(world.chief, work.case) == [task]
    assert queries.task_of(world.chief, task.pk) == task
    assert queries.task_of(world.at(world.there), task.pk) is None
    auditor = world.scene.person(Role.AUDITOR)
    assert queries.tasks_of(auditor, work.case) == []
    assert queries.tasks_of(auditor.because("شکایت"), work.case) == [task]


def test_what_is_to_do_stands_first_by_its_deadline(work: Work) -> None:
    late = work.set(due_at=work.tomorrow() + timedelta(days=3))
    done, soon = work.done(), work.set()
    assert queries.tasks_of(work.by, work.case) == [soon, late, done]
    assert queries.my_tasks(work.by) == [soon, late]
    assert queries.my_tasks(work.by, after=soon.pk) == [late]
    assert queries.my_tasks(work.world.chief) == []


def test_the_overdue_ones_of_a_station(work: Work) -> None:
    world, task, now = work.world, work.set(), work.world.clock
    work.set(due_at=work.tomorrow() + timedelta(days=9))
    assert queries.overdue_tasks(world.chief, world.here, now()) == []
    now.forward(days=2)
    assert queries.overdue_tasks(world.chief, world.here, now()) == [task]
    assert queries.overdue_tasks(world.chief, world.scene.city, now()) == [task]
    assert queries.overdue_tasks(world.chief, world.there, now()) == []
    assert queries.overdue_tasks(world.at(world.there), world.here, now()) == []


def test_a_closed_file_gives_up_what_is_left_once(work: Work) -> None:
    task, done = work.set(), work.done()
    close_case(case=work.case.pk, outcome=work.world.outcome(), note="صلح", by=work.by)
    work.follow("CaseClosed")
    work.follow("CaseClosed")
    task.refresh_from_db()
    done.refresh_from_db()
    assert (task.state, done.state) == ("given_up", "done")
    entry = Entry.objects.get(event="TaskGivenUp")
    assert (entry.actor_kind, entry.why) == ("system", "file closed")
    assert refusal(work.set) == "case_is_open"


def test_a_file_that_was_opened_again_at_once_keeps_them(work: Work) -> None:
    task = work.set()
    close_case(case=work.case.pk, outcome=work.world.outcome(), note="صلح", by=work.by)
    reopen_case(case=work.case.pk, why="اشتباه", by=work.world.chief)
    work.follow("CaseClosed")
    task.refresh_from_db()
    assert task.state == "to_do"


def test_a_file_that_moved_brings_them_along_without_an_officer(work: Work) -> None:
    world, task = work.world, work.set()
    there = world.at(world.there)
    refer_case(case=work.case.pk, to=world.there.pk, why="محل وقوع", by=work.by)
    accept_referral(case=work.case.pk, by=there)
    work.follow("ReferralAccepted")
    work.follow("ReferralAccepted")
    task.refresh_from_db()
    assert (task.state, task.officer) == ("to_do", None)
    assert Entry.objects.filter(event="TaskCameAlong").count() == 1
    assert queries.unassigned_tasks(there, world.there) == [task]
    assert queries.my_tasks(work.by) == []
    assert queries.unassigned_tasks(work.by, world.there) == []
    actions.hand_over_task(task=task.pk, officer=id_of(there), by=there)
    assert queries.my_tasks(there) == [task]


def test_who_no_longer_sees_the_file_does_not_see_their_task(work: Work) -> None:
    patrol = work.world.at(work.world.here, Role.PATROL_OFFICER)
    put_in_charge(case=work.case.pk, officer=id_of(patrol), by=work.by)
    task = work.set(officer=id_of(patrol))
    assert queries.my_tasks(patrol) == [task]
    put_in_charge(case=work.case.pk, officer=id_of(work.by), by=work.by)
    assert queries.my_tasks(patrol) == []
    assert queries.tasks_of(work.by, work.case) == [task]
