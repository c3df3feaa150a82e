"""Operation ids and finished jobs are forgotten when they are old, by the hour, and nothing else is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from uuid_utils.compat import uuid7

from kalantar.kernel import actions, jobs, reactions
from kalantar.kernel.actor import Actor, ActorKind, system
from kalantar.kernel.keeping import little_by_little, may_forget
from kalantar.kernel.models import Entry, Operation
from kalantar.kernel.rules import Refused
from kalantar.kernel.tests.verbs import turn_stone

OPERATIONS = "kalantar.kernel.reactions.forget_old_operations"
HOURLY = {
    OPERATIONS,
    "kalantar.kernel.reactions.forget_old_jobs",
    "kalantar.people.reactions.forget_lapsed_sessions",
    "kalantar.people.reactions.forget_old_attempts",
    "kalantar.patrols.reactions.forget_old_positions",
}
MINUTELY = {
    "kalantar.kernel.jobs.take_up_again",
    "kalantar.welfare_checks.reactions.watch_over_units",
}
EVERY_MINUTE = "* * * * *"
BY = system()


def _operation(age: timedelta) -> Operation:
    done_at = datetime.now(UTC) - age
    return Operation.objects.create(id=uuid7(), fingerprint=b"", done_at=done_at)


def _job(status: str, *, ended: timedelta, begun: timedelta | None = None) -> int:
    """A job that reached ``status`` so long ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status)"
            " VALUES ('q', 't', %s) RETURNING id",
            [status],
        )
        (job,) = cursor.fetchone()
        cursor.execute("DELETE FROM procrastinate_events WHERE job_id = %s", [job])  # the trigger's
        cursor.executemany(
            "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, %s, %s)",
            [
                (job, type, datetime.now(UTC) - age)
                for type, age in (("started", begun or ended), (status, ended))
                if type not in {"todo", "doing"}
            ],
        )
    return int(job)


@pytest.fixture
def worker(transactional_db: None) -> Callable[[str], bool]:
    """Have the real worker do an hourly task, as when its minute has come: whether it succeeded.

    What succeeded is gone. Others may be there: the worker begins those whose minute it is.
    """

    def run(name: str) -> bool:
        job = app.configure_task(name, queueing_lock=None, lock=None).defer(timestamp=0)
        with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
            working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
        return not ProcrastinateJob.objects.filter(pk=job).exists()

    return run


@pytest.mark.parametrize("kind", list(ActorKind))
def test_may_forget_is_for_the_service_itself(kind: ActorKind) -> None:
    assert may_forget(Actor(kind=kind), None) is (kind is ActorKind.SYSTEM)


@pytest.mark.django_db
@pytest.mark.parametrize("forget", [actions.forget_operations, actions.forget_jobs])
def test_nobody_else_forgets_anything(forget: Any) -> None:
    with pytest.raises(Refused) as refused:
        forget(before=datetime.now(UTC), by=Actor(kind=ActorKind.PERSON, id=uuid7()))
    assert refused.value.rule is may_forget


@pytest.mark.django_db
def test_old_operation_ids_go_in_batches_and_younger_ones_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "BATCH", 2)
    for day in (31, 32, 40, 50, 400):
        _operation(timedelta(days=day))
    young = [_operation(timedelta(days=day)) for day in (0, 29)]
    before = datetime.now(UTC) - timedelta(days=30)
    forgotten = [actions.forget_operations(before=before, by=BY) for _ in range(4)]
    assert forgotten == [2, 2, 1, 0]
    assert set(Operation.objects.all()) == set(young)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_another_is_forgetting_is_left_to_it() -> None:
    _operation(timedelta(days=31))
    before = datetime.now(UTC) - timedelta(days=30)
    other = connection.copy()
    try:
        other.set_autocommit(False)
        other.cursor().execute("SELECT FROM kernel_operation FOR UPDATE")
        assert actions.forget_operations(before=before, by=BY) == 0
    finally:
        other.close()
    assert actions.forget_operations(before=before, by=BY) == 1


@pytest.mark.django_db
def test_jobs_go_when_they_have_been_over_for_long() -> None:
    month, day = timedelta(days=31), timedelta(days=1)
    for status in ("succeeded", "failed", "cancelled", "aborted"):
        _job(status, ended=month)
    kept = [_job(status, ended=month) for status in ("todo", "doing")]
    kept += [_job("failed", ended=day, begun=month), _job("succeeded", ended=day)]
    before = datetime.now(UTC) - timedelta(days=30)
    assert actions.forget_jobs(before=before, by=BY) == 4
    assert actions.forget_jobs(before=before, by=BY) == 0
    assert list(ProcrastinateJob.objects.order_by("id").values_list("id", flat=True)) == kept


def test_an_hour_forgets_until_nothing_is_left_or_its_time_is_over() -> None:
    left, endless = iter([3, 3, 1, 0]), iter([3, 3])
    assert not little_by_little(lambda: next(left))
    assert list(left) == []
    assert little_by_little(lambda: next(endless), most_s=-1)
    assert list(endless) == [3]


def test_every_hourly_task_has_a_minute_of_its_own() -> None:
    periodic = app.periodic_registry.periodic_tasks
    every = {name: task.cron for (name, _), task in periodic.items()}
    hourly = {name: cron for name, cron in every.items() if cron != EVERY_MINUTE}
    assert set(hourly) >= HOURLY
    assert set(every) - set(hourly) >= MINUTELY
    assert len(set(hourly.values())) == len(hourly)
    assert all(cron.endswith(" * * * *") for cron in hourly.values())


def test_the_worker_forgets_by_the_hour_and_its_own_job_too(worker: Callable[[str], bool]) -> None:
    _operation(settings.KEEP_OPERATIONS + timedelta(hours=1))
    turn_stone(times=1, by=system().repeating(uuid7()))
    young = set(Operation.objects.filter(done_at__gt=datetime.now(UTC) - settings.KEEP_OPERATIONS))
    assert worker("kalantar.kernel.reactions.forget_old_operations")
    assert set(Operation.objects.all()) == young
    assert len(young) == 2  # the stone, and the id under which it was turned


def test_who_is_behind_goes_on_until_nothing_is_left(
    worker: Callable[[str], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        _operation(settings.KEEP_OPERATIONS + timedelta(hours=1))
    monkeypatch.setattr(actions, "BATCH", 1)
    monkeypatch.setattr(reactions, "little_by_little", partial(little_by_little, most_s=-1))
    asked = ProcrastinateJob.objects.filter(task_name=OPERATIONS)
    assert worker(OPERATIONS)  # forgets one, and asks for itself again
    for _ in range(4):
        if asked.exists():
            assert worker("kalantar.kernel.reactions.forget_old_jobs")  # and what waits beside it
    assert not asked.exists()
    assert not Operation.objects.exists()


def test_a_worker_that_was_killed_meanwhile_keeps_no_other_from_it(
    worker: Callable[[str], bool],
) -> None:
    killed = app.configure_task(OPERATIONS).defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [killed])
    _operation(settings.KEEP_OPERATIONS + timedelta(hours=1))
    app.configure_task(OPERATIONS).defer(timestamp=1)
    assert worker("kalantar.kernel.reactions.forget_old_jobs")  # and what waits beside it
    assert not Operation.objects.exists()


@pytest.mark.parametrize("name", sorted(HOURLY | MINUTELY))
def test_the_worker_carries_out_every_task_of_the_clock(
    worker: Callable[[str], bool], name: str
) -> None:
    assert worker(name)


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_was_doing_is_done_by_another(worker: Callable[[str], bool]) -> None:
    heard: list[UUID] = []

    def hear(entry: UUID) -> None:
        heard.append(entry)

    jobs.register(hear)
    entry = uuid7()
    jobs.enqueue(hear, entry)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - interval '1 minute') RETURNING id"
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE task_name = %s",
            [cursor.fetchone()[0], jobs.name_of(hear)],
        )
    assert worker("kalantar.kernel.jobs.take_up_again")
    assert worker("kalantar.kernel.jobs.take_up_again")  # none is done by two
    assert heard == [entry]
