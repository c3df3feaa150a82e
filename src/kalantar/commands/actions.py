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
    may_write_for_unit,
    may_write_what_is_heard,
    message_is_of_the_own_unit,
    unit_is_on_an_incident,
    verb_is_said_by_message,
)
from kalantar.commands.undoing import BY_EVENT
from kalantar.dispatch import actions as dispatch
from kalantar.dispatch.models import Assignment
from kalantar.incoming_messages.actions import settle_incoming
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.kernel.action import action, find, lock
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry, EntrySubject
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event, Subject, record
from kalantar.kernel.turns import one_at_a_time
from kalantar.patrols import actions as patrols
from kalantar.patrols.models import Unit
from kalantar.places.models import Jurisdiction

ASSIGNMENTS = Assignment.objects.select_related("incident__jurisdiction", "unit")
UNITS = Unit.objects.select_related("jurisdiction")
INCOMING = IncomingMessage.objects.all()
AVAILABLE, FREE_OF = "unit_available", "clear"  # “free” of a unit on an incident: it is done there
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
def do_as_written(
    *, incoming: UUID, unit: UUID, verb: str, sign: str = "", note: str = "", by: Actor
) -> IncomingMessage:
    """What a crew wrote of itself by text message; ``by``: the officer whose number it came from, in the
    moment it came. Only of the assignment the unit was on then; nobody has to read the message any more."""
    wrote = may_write_for_unit.allow(by, find(UNITS, unit))
    came = lock(INCOMING, incoming)
    message_is_of_the_own_unit.require(sign, wrote)
    verb_is_said_by_message.require(verb)
    on_it = ASSIGNMENTS.filter(unit=unit, ended_at=None, sent_at__lte=by.now()).first()
    if on_it is None and verb != AVAILABLE:
        raise unit_is_on_an_incident.refuse(unit=wrote.call_sign)
    about = [wrote, came, *([on_it.incident] if on_it else [])]
    areas = (on_it.incident if on_it else wrote).jurisdiction.ancestors
    said = events.UnitWrote(on_it.incident_id if on_it else None, unit, incoming, verb)
    record(said, about=about, by=by, areas=areas)
    if on_it is None:
        patrols.become_available(unit=unit, by=by)
    else:
        more = {"note": note} if note else {}
        SAID[FREE_OF if verb == AVAILABLE else verb](assignment=on_it.pk, **more, by=by)
    settle_incoming(came, IncomingMessage.Settled.PATROL, by)
    return came


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
