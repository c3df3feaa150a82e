"""An action is one verb: one transaction, done once however often it is repeated, always recorded."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model, QuerySet

from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Operation
from kalantar.kernel.ready import by_id
from kalantar.kernel.rules import Refused, constraints_speak, input_rule
from kalantar.kernel.sealing.hashing import hashes, newest_hash
from kalantar.kernel.timeline import Entries, recorded

OPERATION = (
    "operation"  # what was asked is known again by its keyed hash: it may hold a phone number
)
ACTIONS: dict[str, Callable[..., Any]] = {}
INTAKES: dict[str, Callable[..., Any]] = {}
UPKEEP: dict[str, Callable[..., int]] = {}

operation_means_one_thing = input_rule(
    "operation_means_one_thing",
    en="This operation id was already used for something else.",
    fa="این شناسهٔ عملیات پیش‌تر برای کار دیگری به کار رفته است.",
    do_en="Send the request again with a new operation id.",
    do_fa="درخواست را با شناسهٔ تازه بفرستید.",
)
repeated_in_the_same_role = input_rule(
    "repeated_in_the_same_role",
    en="This was done already; what came of it is not shown, because your role there has ended since.",
    fa="این کار پیش‌تر انجام شده است؛ نتیجه‌اش نشان داده نمی‌شود، زیرا نقش شما در آنجا از آن پس پایان یافته است.",
    do_en="There is nothing to send again.",
    do_fa="نیازی به ارسال دوباره نیست.",
)
thing_exists = input_rule(
    "thing_exists",
    en="There is no such record, or you may not see it.",
    fa="چنین موردی نیست یا اجازهٔ دیدن آن را ندارید.",
    do_en="Check the number, or ask someone responsible for that area.",
    do_fa="شماره را دوباره ببینید یا از مسئول آن محدوده بپرسید.",
)


class Minted(str):
    """What the service made for one request, another each time, such as the hash of a new password.

    Nobody asked for it, so a repeat of what was asked is known without it.
    """


class RecordedNothing(Exception):
    """An action that ended without an entry on the timeline: a mistake in the code."""


def action[**P, R: Model | None](verb: Callable[P, R]) -> Callable[P, R]:
    """Make a function an action. It is called with keywords only, among them ``by: Actor``.

    Opens the one transaction (an action called by an action joins it), says a broken constraint in
    its rule's words, and insists on an entry. Raises Refused; then nothing was changed.

    When ``by.operation`` was already done, nothing is judged or done again: the first result is
    returned. A phone repeats what it had no answer to, perhaps when its shift is over, and must
    hear that it was done, not that it may not do it. But a result is a row, and who is given it
    reads it as it is now. So it goes only to the same actor, asking for the same, who still has
    every role and scope it was done with; who has lost one is told that it was done, and no more.
    Refused too where the row is gone since.
    """

    @wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if recorded.get() is not None:
            return verb(*args, **kwargs)
        by = cast(Actor, kwargs["by"])
        with constraints_speak(), transaction.atomic(), _recording() as entries:
            if by.operation and not _begin(by, name, kwargs):
                return cast(R, _first_result(by, name, kwargs))
            result = verb(*args, **kwargs)
            if not entries:
                raise RecordedNothing(name)
            if by.operation:
                _finish(by.operation, result)
            return result

    name = f"{verb.__module__}.{verb.__name__}"
    ACTIONS[name] = run
    return run


def part[**P, R](change: Callable[P, R]) -> Callable[P, R]:
    """Mark a writing function that is only part of an action, which judges, locks and records."""

    @wraps(change)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if recorded.get() is None:
            raise RuntimeError(f"{change.__name__} is only part of an action")
        return change(*args, **kwargs)

    return run


def intake[**P, R](measure: Callable[P, R]) -> Callable[P, R]:
    """Make a function an intake: what devices measure, kept in one transaction without an entry.

    A position every few seconds is a measurement, not an act; its own table is its record.
    """

    @wraps(measure)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with constraints_speak(), transaction.atomic():
            return measure(*args, **kwargs)

    INTAKES[f"{measure.__module__}.{measure.__name__}"] = run
    return run


def upkeep[**P](forget: Callable[P, int]) -> Callable[P, int]:
    """Make a function upkeep: it deletes one batch of what the service kept only to do its own work
    (an operation id, a lapsed session), in one transaction without an entry; how many rows.

    Of that nothing was on the timeline and nobody can ask for it. What says something about somebody
    is forgotten by an action, which records it.
    """

    @wraps(forget)
    def run(*args: P.args, **kwargs: P.kwargs) -> int:
        with transaction.atomic():
            return forget(*args, **kwargs)

    UPKEEP[f"{forget.__module__}.{forget.__name__}"] = run
    return run


def lock[M: Model](rows: QuerySet[M], id: UUID) -> M:
    """The row, locked until the action ends (its joined rows are not); Refused when it is not there.

    While this waited for the lock, whoever had it may have made the row point to another joined row.
    PostgreSQL then looks at the new row with the old joined one and finds nothing (EvalPlanQual):
    asked again, the row is there as it is now.
    """
    return _there(by_id(rows, id, lock=True) or by_id(rows, id, lock=True))


def find[M: Model](rows: QuerySet[M], id: UUID) -> M:
    """The row, not locked: for what everyone uses at once, such as an area or a catalogue's row."""
    return _there(by_id(rows, id, lock=False))


def done_before(by: Actor) -> bool:
    """Whether the operation ``by`` acts under was done already, by the same actor."""
    if by.operation is None:
        return False
    return Operation.objects.filter(pk=by.operation, actor=by.id).exists()


def _there[M: Model](found: M | None) -> M:
    if found is None:
        raise thing_exists.refuse()
    return found


@contextmanager
def _recording() -> Iterator[Entries]:
    entries = Entries()
    token = recorded.set(entries)
    try:
        yield entries
    finally:
        recorded.reset(token)


def _asked(by: Actor, name: str, kwargs: dict[str, Any]) -> str:
    asked = sorted(
        (key, str(value))
        for key, value in kwargs.items()
        if key != "by" and not isinstance(value, Minted)
    )
    return hashlib.sha256(repr((name, str(by.kind), str(by.id), asked)).encode()).hexdigest()


def _powers(by: Actor) -> set[str]:
    return {f"{grant.role} {grant.area}" for grant in by.grants} | set(by.scopes)


def _begin(by: Actor, name: str, kwargs: dict[str, Any]) -> bool:
    """Take the operation id. A racing repeat waits here until the first ends, then gets False."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_operation (id, actor, powers, fingerprint, result_model)"
            " VALUES (%s, %s, %s, %s, '') ON CONFLICT (id) DO NOTHING",
            [
                by.operation,
                by.id,
                sorted(_powers(by)),
                newest_hash(_asked(by, name, kwargs), OPERATION),
            ],
        )
        return bool(cursor.rowcount == 1)


def _finish(operation: UUID, result: Model | None) -> None:
    if result is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE kernel_operation SET result_model = %s, result_id = %s WHERE id = %s",
            [result._meta.label, result.pk, operation],
        )


def _first_result(by: Actor, name: str, kwargs: dict[str, Any]) -> Model | None:
    assert by.operation is not None
    done = Operation.objects.get(pk=by.operation)
    if bytes(done.fingerprint) not in hashes(_asked(by, name, kwargs), OPERATION):
        raise operation_means_one_thing.refuse()
    if not _powers(by).issuperset(done.powers):
        raise repeated_in_the_same_role.refuse()
    if not done.result_model:
        return None
    rows: QuerySet[Model] = apps.get_model(done.result_model)._default_manager.all()
    return _there(rows.filter(pk=done.result_id).first())


__all__ = [
    "ACTIONS",
    "INTAKES",
    "UPKEEP",
    "Minted",
    "RecordedNothing",
    "Refused",
    "action",
    "done_before",
    "find",
    "intake",
    "lock",
    "part",
    "upkeep",
]
