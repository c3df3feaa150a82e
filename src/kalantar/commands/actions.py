"""What can be done with what was said: written down as heard, done as written, and taken back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from kalantar.commands import events
from kalantar.commands.queries import act_of
from kalantar.commands.rules import (
    act_can_be_taken_back,
    act_was_a_moment_ago,
    may_take_back,
    may_write_what_is_heard,
)
from kalantar.commands.undoing import BY_EVENT
from kalantar.dispatch import actions as dispatch
from kalantar.dispatch.models import Assignment
from kalantar.kernel.action import action, find
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry, EntrySubject
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event, Subject, record
from kalantar.kernel.turns import one_at_a_time
from kalantar.places.models import Jurisdiction

ASSIGNMENTS = Assignment.objects.select_related("incident__jurisdiction", "unit")
ENTRIES = Entry.objects.all()
AREAS = Jurisdiction.objects.all()


@action
def hear_unit(
    *, assignment: UUID, verb: str, note: str = "", reason: UUID | None = None, by: Actor
) -> Assignment:
    """What a crew said over the radio, as somebody in the room heard it; ``verb``: of ``SAID``."""
    heard = may_write_what_is_heard.allow(by, find(ASSIGNMENTS, assignment))
    by = by.at(by.now())
    _record(events.UnitHeard(heard.incident_id, heard.unit_id, verb), heard, by)
    more: dict[str, Any] = {"note": note} if note else {}
    more |= {"reason": reason} if reason else {}
    SAID[verb](assignment=assignment, **more, by=by)
    return heard


@action
def take_back(*, entry: UUID, by: Actor) -> Entry:
    """The lawful reverse of one's own act of a moment ago, which refers to it; refused where there is
    none, with the reason."""
    first = may_take_back.allow(by, find(ENTRIES, entry))
    one_at_a_time(entry.bytes)
    by = by.at(by.now())
    undoing = BY_EVENT.get(first.event)
    if undoing is None or undoing.back is None:
        why = undoing.why if undoing and undoing.why else Sentence(en="", fa="")
        called = undoing.called if undoing else Sentence(en=first.event, fa=first.event)
        raise act_can_be_taken_back.refuse(act=called, why=why)
    act_was_a_moment_ago.require(first, by.now())
    undoing.back(act_of(first), by)
    subjects: list[Subject] = list(
        EntrySubject.objects.filter(entry=first.pk).values_list("kind", "subject")
    )
    areas = find(AREAS, first.area).ancestors if first.area else ()
    happened = events.ActTakenBack(first.pk, first.event)
    record(happened, about=subjects, by=by.because(events.TAKEN_BACK), areas=areas)
    return first


SAID: dict[str, Callable[..., object]] = {
    "acknowledge": dispatch.acknowledge,
    "set_out": dispatch.set_out,
    "arrive": dispatch.arrive,
    "clear": dispatch.clear,
    "break_down": dispatch.break_down,
    "ask_backup": dispatch.call_backup,
    "need_no_backup": dispatch.withdraw_backup,
}


def _record(event: Event, assignment: Assignment, by: Actor) -> None:
    about = [assignment.incident, assignment.unit]
    record(event, about=about, by=by, areas=assignment.incident.jurisdiction.ancestors)
