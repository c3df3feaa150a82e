"""The kernel forgets what it kept only to do its own work: operation ids and jobs that are over."""

from datetime import datetime

from django.db import connection

from kalantar.kernel.action import upkeep
from kalantar.kernel.actor import Actor
from kalantar.kernel.keeping import BATCH, may_forget

_OPERATIONS = """
DELETE FROM kernel_operation WHERE id IN (
    SELECT id FROM kernel_operation WHERE done_at < %s
    ORDER BY done_at LIMIT %s FOR UPDATE SKIP LOCKED)
"""
_JOBS = """
DELETE FROM procrastinate_jobs WHERE id IN (
    SELECT id FROM procrastinate_jobs job
    WHERE status IN ('succeeded', 'failed', 'cancelled', 'aborted') AND NOT EXISTS (
        SELECT FROM procrastinate_events event WHERE event.job_id = job.id AND event.at >= %s)
    ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
"""


@upkeep
def forget_operations(*, before: datetime, by: Actor) -> int:
    """Forget some of the operation ids used before then: a repeat of them would be done again."""
    may_forget.require(by, None)
    return _forget(_OPERATIONS, before)


@upkeep
def forget_jobs(*, before: datetime, by: Actor) -> int:
    """Forget some of the jobs that were over before then, with what the worker noted of them."""
    may_forget.require(by, None)
    return _forget(_JOBS, before)


def _forget(statement: str, before: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, [before, BATCH])
        return int(cursor.rowcount)
