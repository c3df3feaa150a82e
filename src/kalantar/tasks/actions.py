"""What can be done with a task. Where the file itself must be open its row is locked, then the task's."""

from datetime import datetime
from uuid import UUID

from kalantar.cases.models import Case
from kalantar.cases.rules import case_is_not_disposed, case_is_open, may_handle_case
from kalantar.incidents.rules import reason_is_given
from kalantar.kernel.action import action, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import normalise
from kalantar.kernel.timeline import Event, record
from kalantar.people.models import User
from kalantar.persons.traces import Traces, erased_in
from kalantar.tasks import events
from kalantar.tasks.lifecycle import TASK
from kalantar.tasks.models import Task
from kalantar.tasks.queries import task_officers
from kalantar.tasks.rules import (
    file_of_tasks_is_closed,
    some_task_is_left,
    task_goes_to_somebody_else,
    task_is_due_later,
    task_officer_works_on_the_file,
    task_says_what_came_of_it,
    task_says_what_to_do,
)

CASES = Case.objects.select_related("jurisdiction")
TASKS = Task.objects.select_related("case__jurisdiction")


@action
def set_task(*, case: UUID, what: str, officer: UUID, due_at: datetime, by: Actor) -> Task:
    """Something is to be done on the file by ``due_at``. The file is locked: it is not closed meanwhile."""
    row = may_handle_case.allow(by, lock(CASES, case))
    case_is_open.require(row)
    task_says_what_to_do.require(what)
    task_is_due_later.require(due_at, by.now())
    does = _officer(row, officer, by)
    assert by.id is not None
    made = Task.objects.create(
        case=row, what=normalise(what), officer=does, set_by_id=by.id, set_at=by.now(),
        due_at=due_at,
    )  # fmt: skip
    _record(events.TaskSet(case, made.pk, officer, due_at), made, by)
    return made


@action
def finish_task(*, task: UUID, note: str, by: Actor) -> Task:
    """It was done; ``note`` says what came of it."""
    may_handle_case.require(by, (row := lock(TASKS, task)).case)
    case_is_not_disposed.require(row.case)
    task_says_what_came_of_it.require(note)
    TASK.advance(row, "finish")
    row.note, row.ended_at = normalise(note), by.now()
    row.save(update_fields=["state", "note", "ended_at"])
    _record(events.TaskDone(row.case_id, task), row, by)
    return row


@action
def give_up_task(*, task: UUID, why: str, by: Actor) -> Task:
    """It will not be done, and need not be; the row stays, with the reason on the timeline."""
    may_handle_case.require(by, (row := lock(TASKS, task)).case)
    case_is_not_disposed.require(row.case)
    reason_is_given.require(why)
    _give_up(row, by.because(why))
    return row


@action
def move_deadline(*, task: UUID, due_at: datetime, why: str, by: Actor) -> Task:
    may_handle_case.require(by, (row := lock(TASKS, task)).case)
    case_is_open.require(row.case)
    reason_is_given.require(why)
    task_is_due_later.require(due_at, by.now())
    TASK.advance(row, "move_deadline")
    row.due_at = due_at
    row.save(update_fields=["due_at"])
    _record(events.TaskDeadlineMoved(row.case_id, task, due_at), row, by.because(why))
    return row


@action
def hand_over_task(*, task: UUID, officer: UUID, by: Actor) -> Task:
    """Another officer does it from now on."""
    may_handle_case.require(by, (row := lock(TASKS, task)).case)
    case_is_open.require(row.case)
    TASK.advance(row, "hand_over")
    does = _officer(row.case, officer, by)
    task_goes_to_somebody_else.require(row, does)
    row.officer = does
    row.save(update_fields=["officer"])
    _record(events.TaskHandedOver(row.case_id, task, officer), row, by)
    return row


@action
def give_up_tasks_of(*, case: UUID, by: Actor) -> None:
    """The file was closed: what was still to do on it will not be done."""
    row = may_handle_case.allow(by, lock(CASES, case))
    file_of_tasks_is_closed.require(row)
    left = list(TASKS.filter(case=row).to_do().select_for_update(of=("self",)).order_by("pk"))
    some_task_is_left.require(len(left))
    for task in left:
        _give_up(task, by)


@action
def bring_tasks_along(*, case: UUID, by: Actor) -> None:
    """The file is another station's: who had its tasks to do does not see it any more, unless they
    work there too."""
    row = may_handle_case.allow(by, lock(CASES, case))
    here = set(task_officers(row, by.now()).values_list("pk", flat=True))
    left = TASKS.filter(case=row, officer__isnull=False).exclude(officer__in=here).to_do()
    moved = list(left.select_for_update(of=("self",)).order_by("pk"))
    some_task_is_left.require(len(moved))
    for task in moved:
        task.officer = None
        task.save(update_fields=["officer"])
        _record(events.TaskCameAlong(case, task.pk), task, by)


@part
def erase_tasks(case: UUID) -> int:
    """That there was something to do, whose it was and when it was over is left. The file is locked."""
    return Task.objects.filter(case=case).update(what="", note="")


@part
def erase_in_tasks(case: UUID, traces: Traces) -> None:
    """The name and numbers of somebody in what was to do and what came of it."""
    for row in Task.objects.select_for_update(of=("self",)).filter(case=case).order_by("pk"):
        row.what, row.note = erased_in(row.what, traces), erased_in(row.note, traces)
        row.save(update_fields=["what", "note"])


def _officer(case: Case, officer: UUID, by: Actor) -> User:
    found = task_officers(case, by.now()).filter(pk=officer).first()
    task_officer_works_on_the_file.require(found)
    assert found is not None
    return found


@part
def _give_up(task: Task, by: Actor) -> None:
    TASK.advance(task, "give_up")
    task.ended_at = by.now()
    task.save(update_fields=["state", "ended_at"])
    _record(events.TaskGivenUp(task.case_id, task.pk), task, by)


def _record(event: Event, task: Task, by: Actor) -> None:
    record(event, about=[task.case, task], by=by, areas=task.case.jurisdiction.ancestors)
