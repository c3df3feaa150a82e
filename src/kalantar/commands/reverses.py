"""The lawful reverses of acts: each is given the entries of the act, and does what leads exactly back."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from kalantar.commands.events import TAKEN_BACK
from kalantar.commands.rules import act_is_still_so, unit_has_not_set_out
from kalantar.dispatch import actions as dispatch
from kalantar.dispatch import events as sent
from kalantar.dispatch.models import Assignment
from kalantar.incidents import actions as incidents
from kalantar.incidents import events as of_incident
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry, EntrySubject
from kalantar.kernel.timeline import Event
from kalantar.patrols import actions as patrols
from kalantar.patrols import events as of_unit

AT_ONCE = timedelta(seconds=1)  # the rows and entries of one act are no further apart


def call_off(act: Sequence[Entry], by: Actor) -> None:
    """All units of that decision; refused where one of them has set out already."""
    decision = UUID(_of(act, sent.UnitSent)["dispatch"])
    going = list(Assignment.objects.filter(dispatch=decision, ended_at=None))
    act_is_still_so.require(bool(going))
    unit_has_not_set_out.require([one.state for one in going])
    for one in going:
        dispatch.call_off(assignment=one.pk, why=TAKEN_BACK, by=by)


def reopen(act: Sequence[Entry], by: Actor) -> None:
    """The same closing: one that was opened and closed again since is another's."""
    entry = next(one for one in act if one.event == of_incident.IncidentClosed.__name__)
    closed = Incident.objects.get(pk=entry.facts["incident"])
    at = closed.closed_at
    act_is_still_so.require(at is not None and abs(at - entry.happened_at) < AT_ONCE)
    incidents.reopen_incident(incident=closed.pk, why=TAKEN_BACK, by=by)


def priority_before(act: Sequence[Entry], by: Actor) -> None:
    facts = _of(act, of_incident.PriorityChanged)
    now = Incident.objects.get(pk=facts["incident"])
    act_is_still_so.require(now.priority == facts["after"])
    incidents.change_priority(incident=now.pk, priority=facts["before"], why=TAKEN_BACK, by=by)


def type_before(act: Sequence[Entry], by: Actor) -> None:
    """And the priority, where it rose with the type."""
    facts = _of(act, of_incident.TypeChanged)
    now, before = Incident.objects.get(pk=facts["incident"]), UUID(facts["before"])
    act_is_still_so.require(str(now.type_id) == facts["after"])
    incidents.change_type(incident=now.pk, type=before, why=TAKEN_BACK, by=by)
    if any(one.event == of_incident.PriorityChanged.__name__ for one in act):
        priority_before(act, by)


def part(act: Sequence[Entry], by: Actor) -> None:
    facts = _of(act, of_incident.CallJoined)
    incidents.part_call(incident=UUID(facts["incident"]), call=UUID(facts["call"]), by=by)


def join(act: Sequence[Entry], by: Actor) -> None:
    facts = _of(act, of_incident.CallParted)
    incidents.join_call(incident=UUID(facts["incident"]), call=UUID(facts["call"]), by=by)


def available(act: Sequence[Entry], by: Actor) -> None:
    """It was available before: another reason given to one that was not is not taken back so."""
    entry = next(one for one in act if one.event == of_unit.UnitBecameUnavailable.__name__)
    unit = UUID(entry.facts["unit"])
    before = Entry.objects.filter(
        pk__in=EntrySubject.objects.filter(kind="unit", subject=unit, entry__lt=entry.pk)
        .order_by("-entry")
        .values("entry")[:1]
    ).first()
    act_is_still_so.require(before is None or before.event != entry.event)
    patrols.become_available(unit=unit, by=by)


def end_shift(act: Sequence[Entry], by: Actor) -> None:
    patrols.end_shift(unit=UUID(_of(act, of_unit.ShiftBegun)["unit"]), by=by)


def leave(act: Sequence[Entry], by: Actor) -> None:
    facts = _of(act, of_unit.CrewJoined)
    patrols.leave_crew(unit=UUID(facts["unit"]), officer=UUID(facts["officer"]), by=by)


def rejoin(act: Sequence[Entry], by: Actor) -> None:
    facts = _of(act, of_unit.CrewLeft)
    patrols.join_crew(unit=UUID(facts["unit"]), officer=UUID(facts["officer"]), by=by)


def _of(act: Sequence[Entry], event: type[Event]) -> dict[str, Any]:
    """The facts of the entry of that kind."""
    facts: dict[str, Any] = next(one.facts for one in act if one.event == event.__name__)
    return facts
