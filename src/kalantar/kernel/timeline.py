"""The timeline: what happened, who did it, in which role, when and why. Written once, never edited."""

from collections.abc import Callable, Mapping, Sequence
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
type Subject = tuple[str, UUID]  # kind and id


class Entries(list[UUID]):
    """The entries of one action. ``reasons``: the ids of the reasons they share, by their words."""

    def __init__(self) -> None:
        super().__init__()
        self.reasons: dict[str, UUID] = {}


# the entries of the action that is running; None outside of one
recorded: ContextVar[Entries | None] = ContextVar("recorded", default=None)

timeline_is_append_only = constraint(
    "timeline_is_append_only",
    en="What is on the timeline is never changed or removed.",
    fa="آنچه در روند ثبت شده است هرگز تغییر نمی‌کند و پاک نمی‌شود.",
    do_en="Record what is right as a new entry.",
    do_fa="اصلاح را به‌صورت ثبت تازه بنویسید.",
)
reason_is_only_erased = constraint(
    "reason_is_only_erased",
    en="The words of a reason are never changed or removed; they can only be erased, once.",
    fa="متن دلیل هرگز تغییر نمی‌کند و برداشته نمی‌شود؛ تنها یک بار می‌توان آن را پاک کرد.",
    do_en="Record what is right as a new entry.",
    do_fa="اصلاح را به‌صورت ثبت تازه بنویسید.",
)
reason_has_words_until_erased = constraint(
    "reason_has_words_until_erased",
    en="A reason has words until it is erased, and none afterwards.",
    fa="دلیل تا پاک نشده متن دارد و پس از آن هیچ متنی از آن نمی‌ماند.",
    do_en="Write the reason, or leave it out.",
    do_fa="دلیل را بنویسید یا آن را وارد نکنید.",
)


@dataclass(frozen=True)
class Event:
    """What can happen. Subclasses are frozen dataclasses of ids and plain values, never names.

    ``sentence`` has a place ``{field}`` for each field it says; ids are said by the label of their
    kind (the field's name, or ``kinds[field]``). ``readers``: the roles who may read it.
    ``kept``: how long; None is as long as its subjects. ``quiet``: it changes nothing that a live
    screen shows, so none is woken. ``reasons``: the codes people choose its reason from, where there is
    a list; other words are said as they were written.
    """

    sentence: ClassVar[Sentence]
    readers: ClassVar[Sequence[str]]
    kept: ClassVar[timedelta | None] = None
    quiet: ClassVar[bool] = False
    kinds: ClassVar[dict[str, str]] = {}
    reasons: ClassVar[Mapping[str, Sentence]] = {}

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
                              reason_id, request, operation, facts)
    VALUES (%s, %s, %s, clock_timestamp(), %s, %s, %s, %s, %s, %s, %s, %s::jsonb)
    RETURNING id
), subjects AS (
    INSERT INTO kernel_entry_subject (kind, subject, entry_id)
    SELECT DISTINCT about.kind, about.subject, entry.id
    FROM entry, unnest(%s::text[], %s::uuid[]) AS about(kind, subject)
)
SELECT pg_notify(%s, %s) WHERE NOT %s
"""
# Where a reason was given; the later entries of the act find its row written, and share it.
_INSERT_BECAUSE = _INSERT.replace(
    "WITH entry AS",
    "WITH reason AS (INSERT INTO kernel_reason (id, text) VALUES (%s, %s)"
    " ON CONFLICT (id) DO NOTHING), entry AS",
)


def record(
    event: Event,
    *,
    about: Sequence[Model | Subject],
    by: Actor,
    areas: Sequence[UUID] = (),
    happened_at: datetime | None = None,
    roles: Sequence[str] = (),
) -> UUID:
    """Write one entry, its subjects, its notice and its reactions' jobs, in the action's transaction.

    ``areas``: the area it belongs to and all around it, innermost last; live boards listen to them.
    ``roles``: the roles the actor could have done this in, to say which one it was.
    ``about``: rows, or subjects of an earlier entry as it has them.
    """
    entries = recorded.get()
    if entries is None:
        raise RuntimeError("only an action records")
    entry = uuid7()
    name = type(event).__name__
    kinds, ids = zip(*map(_subject, about), strict=True)
    reason = reason_of(by)
    facts = _ENCODER.encode(event.facts())
    heard = notice.of_entry(name, kinds, ids, areas)
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT_BECAUSE if reason else _INSERT,
            [
                *((reason, by.why.strip()) if reason else ()),
                entry, name, happened_at or by.now(), by.kind.value, by.id,
                by.role(roles or event.readers), areas[-1] if areas else None,
                reason, by.request, by.operation, facts,
                list(kinds), list(ids), notice.CHANNEL, heard, event.quiet,
            ],
        )  # fmt: skip
    for reaction in REACTIONS.get(name, ()):
        jobs.enqueue(reaction, entry)
    entries.append(entry)
    return entry


def reason_of(by: Actor) -> UUID | None:
    """The id of the actor's reason, the same for the same words throughout the running action.

    Its row is written with the first entry recorded ``by`` an actor who gives it.
    """
    entries, words = recorded.get(), by.why.strip()
    if entries is None or not words:
        return None
    return entries.reasons.setdefault(words, uuid7())


def _subject(item: Model | Subject) -> Subject:
    return item if isinstance(item, tuple) else (str(item._meta.model_name), item.pk)


def reacts_to(event: type[Event]) -> Callable[[Reaction], Reaction]:
    """Run the function, in the worker, for each recorded ``event``: it gets the entry's id."""

    def named(reaction: Reaction) -> Reaction:
        jobs.register(reaction)
        REACTIONS.setdefault(event.__name__, []).append(reaction)
        return reaction

    return named
