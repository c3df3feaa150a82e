"""The buttons of an incident and of an assignment: what can be done now, and else why not."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.dispatch.models import Assignment
from kalantar.dispatch.rules import attends, may_attend, may_dispatch, may_withdraw
from kalantar.incidents.lifecycle import INCIDENT
from kalantar.incidents.models import Incident
from kalantar.incidents.rules import (
    incident_is_not_erased,
    incident_is_open,
    may_handle_incident,
    may_reopen_incident,
    may_write_note,
    no_unit_is_on_incident,
)
from kalantar.kernel.actor import Actor
from kalantar.kernel.lifecycle import Lifecycle
from kalantar.kernel.rules import Permission
from kalantar.kernel.sentence import Sentence

NEVER_OWN = ("call_off", "divert")  # said by who sends, not by the crew
CHANGES = {
    "change_priority": Sentence(en="Change priority", fa="تغییر اولویت"),
    "change_type": Sentence(en="Change type", fa="تغییر نوع"),
    "correct_place": Sentence(en="Correct place", fa="اصلاح محل"),
    "answer_questions": Sentence(en="Answers", fa="پاسخ پرسش‌ها"),
    "join_call": Sentence(en="Join a call", fa="پیوستن تماس"),
}


@dataclass(frozen=True, slots=True)
class Verb:
    """One button. ``refusal``: why it is greyed and what to do instead, None when it can be pressed."""

    name: str
    label: Sentence
    refusal: Sentence | None

    @property
    def possible(self) -> bool:
        return self.refusal is None


def verbs_of_incident(incident: Incident, reader: Actor) -> list[Verb]:
    """In the order in which they are mostly needed. No query."""
    opened = None if incident_is_open(incident) else incident_is_open.said
    erased = None if incident_is_not_erased(incident) else incident_is_not_erased.said
    handles = _unless(may_handle_incident, reader, incident)
    sends = _unless(may_dispatch, reader, incident)
    unit_there = no_unit_is_on_incident.said if incident.units_on_it else None
    reopens = _unless(may_reopen_incident, reader, incident)
    writes = _unless(may_write_note, reader, incident)
    return [
        Verb("send", Sentence(en="Send", fa="اعزام"), sends or opened),
        *(Verb(name, label, handles or opened) for name, label in CHANGES.items()),
        Verb("add_note", Sentence(en="Write a note", fa="یادداشت"), writes or erased),
        Verb(
            "close",
            _label(INCIDENT, "close"),
            handles or _wrong_state(INCIDENT, incident.state, "close") or unit_there,
        ),
        Verb(
            "reopen",
            _label(INCIDENT, "reopen"),
            reopens or _wrong_state(INCIDENT, incident.state, "reopen") or erased,
        ),
    ]


def verbs_of_assignment(
    assignment: Assignment, reader: Actor, *, own: Collection[UUID] | None = None
) -> list[Verb]:
    """Every verb of the lifecycle. ``own``: the units whose crew the reader is in now; None: asked
    here, in one query, where the reader does not send in the area.
    """
    if own is None:
        may = may_attend(reader, assignment)
    else:
        may = attends(reader, assignment, lambda: assignment.unit_id in own)
    not_attending = None if may else may_attend.said
    withdraws = _unless(may_withdraw, reader, assignment)
    return [
        Verb(
            step.verb,
            step.label,
            (withdraws if step.verb in NEVER_OWN else not_attending)
            or _wrong_state(ASSIGNMENT, assignment.state, step.verb),
        )
        for step in ASSIGNMENT.steps
    ]


def _unless[T](may: Permission[T], reader: Actor, subject: T) -> Sentence | None:
    return None if may(reader, subject) else may.said


def _label(lifecycle: Lifecycle, verb: str) -> Sentence:
    return next(step.label for step in lifecycle.steps if step.verb == verb)


def _wrong_state(lifecycle: Lifecycle, state: str, verb: str) -> Sentence | None:
    if lifecycle.step(verb, state) is not None:
        return None
    label = _label(lifecycle, verb)
    return lifecycle.rule.said.format(verb=label, state=lifecycle.states[state])
