"""The timeline: what happened, who did it, in which role, when and why. Written once, never edited."""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model
from uuid_utils.compat import uuid7

from kalantar.kernel import jobs, notice
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import constraint
from kalantar.kernel.sentence import Sentence

EVENTS: dict[str, type["Event"]] = {}
REACTIONS: dict[str, list["Reaction"]] = {}
type Reaction = Callable[[UUID], None]

# the entries of the action that is running; None outside of one
recorded: ContextVar[list[UUID] | None] = ContextVar("recorded", default=None)

timeline_is_append_only = constraint(
    "timeline_is_append_only",
    en="What is on the timeline is never changed or removed.",
    fa="آنچه در روند ثبت شده است هرگز تغییر نمی‌کند و پاک نمی‌شود.",
    do_en="Record what is right as a new entry.",
    do_fa="اصلاح را به‌صورت ثبت تازه بنویسید.",
)


@dataclass(frozen=True)
class Event:
    """What can happen. Subclasses are frozen dataclasses of ids and plain values, never names.

    ``sentence`` has a place ``{field}`` for each field it says; ids are said by the label of their
    kind (the field's name, or ``kinds[field]``). ``readers``: the roles who may read it.
    ``kept``: how long; None is as long as its subjects. ``quiet``: it changes nothing that a live
    screen shows, so none is woken.
    """

    sentence: ClassVar[Sentence]
    readers: ClassVar[Sequence[str]]
    kept: ClassVar[timedelta | None] = None
    quiet: ClassVar[bool] = False
    kinds: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.__name__ in EVENTS:
            raise ValueError(f"two events are named {cls.__name__}")
        EVENTS[cls.__name__] = cls

    def facts(self) -> dict[str, Any]:
        return {item.name: getattr(self, item.name) for item in fields(self)}

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        """How plain values are said: override where a value is a code with a label."""
        return {}


_ENCODER = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":"))
_INSERT = """
WITH entry AS (
    INSERT INTO kernel_entry (id, event, happened_at, recorded_at, actor_kind, actor, role, area,
                              why, request, operation, facts)
    VALUES (%s, %s, %s, clock_timestamp(), %s, %s, %s, %s, %s, %s, %s, %s::jsonb)
    RETURNING id
), subjects AS (
    INSERT INTO kernel_entry_subject (kind, subject, entry_id)
    SELECT DISTINCT about.kind, about.subject, entry.id
    FROM entry, unnest(%s::text[], %s::uuid[]) AS about(kind, subject)
)
SELECT pg_notify(%s, %s) WHERE NOT %s
"""


def record(
    event: Event,
    *,
    about: Sequence[Model],
    by: Actor,
    areas: Sequence[UUID] = (),
    happened_at: datetime | None = None,
    roles: Sequence[str] = (),
) -> UUID:
    """Write one entry, its subjects, its notice and its reactions' jobs, in the action's transaction.

    ``areas``: the area it belongs to and all around it, innermost last; live boards listen to them.
    ``roles``: the roles the actor could have done this in, to say which one it was.
    """
    entries = recorded.get()
    if entries is None:
        raise RuntimeError("only an action records")
    entry = uuid7()
    name = type(event).__name__
    kinds, ids = zip(*((type(item)._meta.model_name, item.pk) for item in about), strict=True)
    facts = _ENCODER.encode(event.facts())
    heard = notice.of_entry(name, kinds, ids, areas)
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                entry, name, happened_at or by.now(), by.kind.value, by.id,
                by.role(roles or event.readers), areas[-1] if areas else None,
                by.why, by.request, by.operation, facts,
                list(kinds), list(ids), notice.CHANNEL, heard, event.quiet,
            ],
        )  # fmt: skip
    for reaction in REACTIONS.get(name, ()):
        jobs.enqueue(reaction, entry)
    entries.append(entry)
    return entry


def reacts_to(event: type[Event]) -> Callable[[Reaction], Reaction]:
    """Run the function, in the worker, for each recorded ``event``: it gets the entry's id."""

    def named(reaction: Reaction) -> Reaction:
        jobs.register(reaction)
        REACTIONS.setdefault(event.__name__, []).append(reaction)
        return reaction

    return named
