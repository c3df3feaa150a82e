"""The story of a subject: its timeline in sentences of the reader's language, newest first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.labels import GONE, LABELLERS, NOTHING, Labels, say
from kalantar.kernel.models import Entry, EntrySubject
from kalantar.kernel.reasons import reason_said
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import say_date
from kalantar.kernel.timeline import EVENTS, Event
from kalantar.kernel.veils import Names, veiled

SYSTEM = Sentence(en="the system", fa="سامانه")
CITIZEN = Sentence(en="a citizen", fa="شهروند")
PROGRAM = Sentence(en="a program of {user}", fa="برنامه‌ای از سوی {user}")
ERASED = Sentence(
    en="This reason was erased by {who} on {day}. Legal basis: {why}",
    fa="این دلیل را {who} در {day} پاک کرده است. مبنای قانونی: {why}",
)
PAGE = 50
type Span = tuple[datetime | None, datetime | None]  # None: since ever, or for ever
ALWAYS: Sequence[Span] = ((None, None),)


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as a reader sees it. ``late``: written down more than a minute after it happened.

    ``why``: the words of the reason; empty without one; when they were erased, by which act.
    ``reason``: its id, one for all that one act wrote down.
    """

    id: UUID
    event: str
    happened_at: datetime
    recorded_at: datetime
    sentence: Sentence
    who: Sentence
    role: str
    why: str | Sentence
    reason: UUID | None = None

    @property
    def late(self) -> bool:
        return (self.recorded_at - self.happened_at).total_seconds() > 60


def told(
    subject: UUID,
    reader: Actor,
    *,
    before: UUID | None = None,
    without: Collection[str] = (),
    within: Sequence[Span] = ALWAYS,
    limit: int = PAGE,
    known: Labels = NOTHING,
) -> list[Told]:
    """The latest ``limit`` entries about ``subject`` that ``reader`` may read, before that entry.

    ``without``: events that are left out beside this subject; ``within``: those of these times only;
    ``known``: labels the page has already.

    The caller has judged that the reader may see the subject; the event's readers are judged here.
    """
    rows = Entry.objects.filter(subjects__subject=subject, event__in=_readable(reader))
    for since, until in within if without else ():
        rows = rows.exclude(_between(since, until), event__in=without)
    rows = rows.select_related("reason__erased_by__reason")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return tell(rows.order_by("-pk")[:limit], reader, known)


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one of several subjects, as it is told and with its facts, to find its page by."""

    subject: UUID
    facts: dict[str, Any]
    told: Told


def changes(
    subjects: Collection[UUID],
    reader: Actor,
    since: datetime,
    *,
    before: UUID | None = None,
    without: Collection[str] = (),
    limit: int = PAGE,
) -> list[Change]:
    """What others wrote down about ``subjects`` from that moment on, before that entry, the latest first.

    ``without``: events that are left out. The caller has judged that the reader may see the subjects.
    """
    readable = [name for name in _readable(reader) if name not in without]
    rows = EntrySubject.objects.filter(
        subject__in=subjects, entry__gte=first_id(since), entry__event__in=readable
    ).exclude(entry__actor=reader.id)
    if before is not None:
        rows = rows.filter(entry__lt=before)
    rows = rows.select_related("entry__reason__erased_by__reason").order_by("-entry", "subject")
    found = list(rows[:limit])
    lines = {
        line.id: line for line in tell({row.entry_id: row.entry for row in found}.values(), reader)
    }
    return [Change(row.subject, row.entry.facts, lines[row.entry_id]) for row in found]


def first_id(moment: datetime) -> UUID:
    """The smallest id an entry written at that moment can have: UUIDv7 begins with the time."""
    return UUID(int=max(0, int(moment.timestamp() * 1000)) << 80)


def tell(entries: Iterable[Entry], reader: Actor, known: Labels = NOTHING) -> list[Told]:
    """Entries as sentences, in their order; ids are looked up once per kind.

    They come with their reasons, as in ``told``, lest each be asked for by itself.
    """
    entries = list(entries)
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for entry in entries:
        for kind, id in _ids(EVENTS[entry.event], entry.facts).values():
            wanted[kind].add(id)
        erasure = entry.reason and entry.reason.erased_by
        wanted["user"] |= {
            act.actor for act in (entry, erasure) if act and act.actor and _is_users(act)
        }
    said = say(wanted, reader, known)
    veils = veiled([Names(entry, named_in(entry)) for entry in entries], reader)
    return [_told(entry, {**said, **veils.get(entry.pk, {})}) for entry in entries]


def named_in(entry: Entry) -> frozenset[tuple[str, UUID]]:
    """Whom and what its sentence names, each with its kind."""
    return frozenset(_ids(EVENTS[entry.event], entry.facts).values())


def _between(since: datetime | None, until: datetime | None) -> Q:
    """Both included; None is any."""
    after = Q(happened_at__gte=since) if since else Q()
    return after & Q(happened_at__lte=until) if until else after


def _readable(reader: Actor) -> list[str]:
    held = {grant.role for grant in reader.grants}
    everything = reader.kind is ActorKind.SYSTEM
    return [name for name, event in EVENTS.items() if everything or held & set(event.readers)]


def _ids(event: type[Event], facts: dict[str, Any]) -> dict[str, tuple[str, UUID]]:
    """The facts that are ids: field → (kind, id). A field is named by its kind, or says it in kinds."""
    found = {}
    for field, value in facts.items():
        kind = event.kinds.get(field, field)
        if kind in LABELLERS and value is not None:
            found[field] = (kind, UUID(value))
    return found


def _told(entry: Entry, said: dict[UUID, Sentence]) -> Told:
    event = EVENTS[entry.event]
    ids = {field: said[id] for field, (_, id) in _ids(event, entry.facts).items()}
    words = {**entry.facts, **ids, **event.words(entry.facts)}
    return Told(
        id=entry.id,
        event=entry.event,
        happened_at=entry.happened_at,
        recorded_at=entry.recorded_at,
        sentence=event.sentence.format(**words),
        who=_who(entry, said),
        role=entry.role,
        why=_why(entry, said),
        reason=entry.reason_id,
    )


def _why(entry: Entry, said: dict[UUID, Sentence]) -> str | Sentence:
    """The words, or by whom, when and on which legal basis they were erased."""
    erasure = entry.reason and entry.reason.erased_by
    if not erasure:
        by_itself = entry.actor_kind == ActorKind.SYSTEM
        listed = EVENTS[entry.event].reasons
        return reason_said(entry.why) if by_itself else listed.get(entry.why, entry.why)
    at = erasure.happened_at
    day = Sentence(en=say_date(at, "en"), fa=say_date(at, "fa"))
    return ERASED.format(day=day, who=_who(erasure, said), why=erasure.why or GONE)


def _is_users(entry: Entry) -> bool:
    """Whether it was done by a user, or a program of one."""
    return entry.actor_kind != ActorKind.CITIZEN


def _who(entry: Entry, said: dict[UUID, Sentence]) -> Sentence:
    """A program acts in somebody's roles, but it was not that person who did it. Which citizen it was,
    the entry's own sentence says, to who may know."""
    if entry.actor_kind == ActorKind.CITIZEN:
        return CITIZEN
    if entry.actor is None:
        return SYSTEM
    who = said[entry.actor]
    return PROGRAM.format(user=who) if entry.actor_kind == ActorKind.PROGRAM else who
