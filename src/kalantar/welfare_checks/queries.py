"""What screens ask about units that give no word; everything starts from what the reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kalantar.dispatch.models import Assignment
from kalantar.dispatch.sent import Sent, sent_as_seen
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import rows_after
from kalantar.kernel.sentence import Sentence
from kalantar.patrols.models import crewed_by
from kalantar.people.models import User
from kalantar.places.models import Jurisdiction
from kalantar.welfare_checks.events import STEPS
from kalantar.welfare_checks.lifecycle import CHECK
from kalantar.welfare_checks.models import CheckState, WelfareCheck
from kalantar.welfare_checks.rules import may_look_after, nobody_else_asks
from kalantar.welfare_checks.silence import heard_since, silent, with_last_word

PAGE = 50
SHOWN = 20  # in the room at once, the longest silent first


@dataclass(frozen=True, slots=True)
class Silent:
    """One unit that is to be asked how it is. ``check``: None until somebody or the service wrote it down.

    ``refusal``: why the reader cannot look after it; None where they can.
    """

    sent: Sent
    last_word_at: datetime
    due_at: datetime
    check: WelfareCheck | None
    refusal: Sentence | None

    @property
    def assignment(self) -> Assignment:
        return self.sent.assignment

    @property
    def state(self) -> Sentence:
        return CHECK.states[self.check.state if self.check else CheckState.DUE]

    @property
    def told(self) -> Sentence:
        """Who has been told so far."""
        return STEPS[self.check.step if self.check else 0]

    @property
    def step(self) -> int:
        return self.check.step if self.check else 0

    @property
    def owner(self) -> Sentence | None:
        return named(self.check.owner) if self.check else None

    @property
    def help_sent(self) -> bool:
        return self.check is not None and self.check.state == CheckState.HELP


def named(user: User | None) -> Sentence | None:
    if user is None:
        return None
    return Sentence(en=user.name_en or user.name_fa, fa=user.name_fa or user.name_en)


def silent_units(reader: Actor, city: UUID | None = None, *, limit: int = SHOWN) -> list[Silent]:
    """Whom somebody is to ask now, the longest silent first. Two queries, and one for plain clothes.

    Asked of the times themselves: it is true also while no job runs. One whose unit has given word
    since is not among them, though nobody has written that down yet; one that was called off is.
    """
    now = reader.now()
    checks = _open(reader, city).exclude(heard_since(now))
    written = list(checks.select_related("owner", *_OF_CHECK).order_by("due_at", "pk")[:limit])
    unwritten = _unwritten(reader, now, city).order_by("due_at", "pk")[:limit]
    rows: list[tuple[Assignment, WelfareCheck | None]] = [(one.assignment, one) for one in written]
    rows += [(one, None) for one in unwritten.select_related(*_OF_ASSIGNMENT)]
    rows.sort(key=lambda row: row[1].due_at if row[1] else row[0].due_at)  # type: ignore[attr-defined]
    return _seen(rows[:limit], reader)


def checks_to_raise(now: datetime, limit: int = 500) -> list[UUID]:
    """Assignments whose unit is silent too long and of which no check is written yet."""
    found = silent(now).exclude(Exists(_asked_already(now))).order_by("due_at")
    return list(found.values_list("pk", flat=True)[:limit])


def checks_to_settle(now: datetime, limit: int = 500) -> list[UUID]:
    """Open checks whose unit has given word by itself."""
    found = WelfareCheck.objects.open().filter(heard_since(now))
    return list(found.values_list("pk", flat=True)[:limit])


def checks_to_escalate(now: datetime) -> list[UUID]:
    """Open checks whose step has had its time."""
    opened = WelfareCheck.objects.open().exclude(state=CheckState.HELP)
    return [one.pk for one in opened if now >= one.next_step_at]


def asked_of_me(reader: Actor) -> Assignment | None:
    """The reader's own unit's assignment, where it is asked how it is: the phone's large button."""
    mine = Assignment.objects.filter(unit__in=crewed_by(reader))
    running = with_last_word(mine.filter(ended_at=None)).filter(due_at__lte=reader.now())
    found = running.first()
    if found is not None or reader.id is None:
        return found
    opened = _open_of_any(reader)
    return Assignment.objects.filter(pk__in=opened).order_by("-sent_at").first()


def past_checks(
    reader: Actor,
    since: datetime,
    until: datetime,
    *,
    city: UUID | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> list[WelfareCheck]:
    """Those that fell due in ``[since, until)``, the latest first."""
    every = _within(WelfareCheck.objects.visible_to(reader), city)
    found = every.filter(due_at__gte=since, due_at__lt=until)
    shown = found.select_related("owner", "settled_by", *_OF_CHECK)
    return rows_after(shown, "-due_at", after=after, among=every, limit=limit)


_OF_ASSIGNMENT = ("unit", "incident__type", "incident__jurisdiction")
_OF_CHECK = tuple(f"assignment__{one}" for one in _OF_ASSIGNMENT)


def _seen(rows: Sequence[tuple[Assignment, WelfareCheck | None]], reader: Actor) -> list[Silent]:
    sent = sent_as_seen([assignment for assignment, _ in rows], reader)
    return [_one(one, check, reader) for one, (_, check) in zip(sent, rows, strict=True)]


def _one(sent: Sent, check: WelfareCheck | None, reader: Actor) -> Silent:
    assignment, refusal = sent.assignment, None
    if not may_look_after(reader, assignment):
        refusal = may_look_after.said
    elif check is not None and not nobody_else_asks(check, reader):
        refusal = nobody_else_asks.said.format(who=named(check.owner))
    if check is not None:
        return Silent(sent, check.last_word_at, check.due_at, check, refusal)
    last, due = assignment.last_word, assignment.due_at  # type: ignore[attr-defined]
    return Silent(sent, last, due, None, refusal)


def _open(reader: Actor, city: UUID | None) -> QuerySet[WelfareCheck]:
    return _within(WelfareCheck.objects.visible_to(reader).open(), city)


def _within(checks: QuerySet[WelfareCheck], city: UUID | None) -> QuerySet[WelfareCheck]:
    if city is None:
        return checks
    return checks.filter(jurisdiction__in=Jurisdiction.objects.within([city]))


def _unwritten(reader: Actor, now: datetime, city: UUID | None) -> QuerySet[Any]:
    seen = Incident.objects.visible_to(reader).exclude(state="closed")
    if city is not None:
        seen = seen.filter(city=city)
    found = silent(now).exclude(Exists(_asked_already(now)))
    return found.filter(incident__in=seen.values("pk"))


def _asked_already(now: datetime) -> QuerySet[WelfareCheck]:
    """Of this silence, not of an earlier one whose end nobody has written down yet."""
    opened = WelfareCheck.objects.open().filter(assignment=OuterRef("pk"))
    return opened.exclude(heard_since(now))


def _open_of_any(reader: Actor) -> QuerySet[WelfareCheck, UUID]:
    """Also of a unit that was called off before anybody heard it."""
    opened = WelfareCheck.objects.open().exclude(heard_since(reader.now()))
    mine = Q(assignment__unit__in=crewed_by(reader))
    return opened.filter(mine).values_list("assignment", flat=True)
