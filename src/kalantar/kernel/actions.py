"""The kernel forgets what it kept only to do its own work, and seals anew what an older key sealed."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Model

from kalantar.kernel.action import upkeep
from kalantar.kernel.actor import Actor
from kalantar.kernel.keeping import BATCH, may_forget
from kalantar.kernel.sealing.fields import KeyedHashField, SealedField

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


@upkeep
def reseal(*, model: type[Model], ids: list[UUID], by: Actor) -> int:
    """Seal and hash these rows anew, with the key in use: nothing of what they say changes."""
    may_forget.require(by, None)
    columns = [
        field.attname
        for field in model._meta.local_fields
        if isinstance(field, SealedField | KeyedHashField)
    ]
    rows = model._base_manager.select_for_update(of=("self",)).filter(pk__in=ids)
    for row in rows.order_by("pk"):
        row.save(update_fields=columns)
    return len(ids)
