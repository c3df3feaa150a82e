"""What can be done with units and incidents: sending, following to the end, taking away.

Rows are locked in one order: incidents by id, then units by id, then assignments. Sending
overlapping sets of units at the same moment ends with one winner, never with a deadlock.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from kalantar.catalogue.models import UnavailableReason
from kalantar.dispatch import events
from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.dispatch.models import Assignment, AssignmentState, Dispatch
from kalantar.dispatch.recommendation import Recommendation, plain_areas, recommended
from kalantar.dispatch.rules import (
    a_unit_is_chosen,
    assignment_is_running,
    divert_goes_to_the_more_urgent,
    may_attend,
    may_dispatch,
    may_withdraw,
    override_says_why,
    unit_is_available,
    unit_on_one_active_incident,
    unit_serves_the_city,
)
from kalantar.dispatch.told_late import is_told_late, stages_told
from kalantar.incidents.actions import unit_left, units_came, write_note
from kalantar.incidents.models import Incident, Note
from kalantar.incidents.rules import incident_is_open
from kalantar.kernel.action import action, find, lock, thing_exists
from kalantar.kernel.actor import Actor
from kalantar.kernel.ready import insert
from kalantar.kernel.timeline import Event, reason_of, record
from kalantar.patrols.actions import advance_unit
from kalantar.patrols.events import UnitBecameUnavailable
from kalantar.patrols.models import Unit

INCIDENTS = Incident.objects.select_related("jurisdiction")
TYPED = Incident.objects.select_related("jurisdiction", "type")
BROKEN_DOWN = "broken_down"  # the catalogue's code, where the crew gives no other reason
UNITS = Unit.objects.select_related("jurisdiction")
ASSIGNMENTS = Assignment.objects.all()
WITH_INCIDENT = Assignment.objects.select_related("incident__jurisdiction")


@action
def send_units(
    *,
    incident: UUID,
    units: Sequence[UUID],
    shown: Recommendation | None = None,
    seal: str | None = None,
    why: str = "",
    by: Actor,
) -> Dispatch:
    """Send available units, all or none. ``shown``: the recommendation the decision was made on, or
    ``seal``: the same sealed, as a form brings it back; where neither is, it is made here and kept
    just the same. It is unsealed here so that a late repeat is answered with what was done.

    Sending a unit that is not recommended needs ``why``, also one whose place is not known.
    """
    target = may_dispatch.allow(by, lock(TYPED, incident))
    if seal is not None:
        shown = Recommendation.unsealed(seal, incident)
    incident_is_open.require(target)
    a_unit_is_chosen.require(units)
    chosen = _locked_units(units)
    if not all(map(unit_is_available, chosen)) and _are_on_an_incident(units):
        raise unit_on_one_active_incident.refuse()  # says more than that it is not available
    for unit in chosen:
        unit_serves_the_city.require(unit.jurisdiction, target)
        unit_is_available.require(unit)
    shown = shown or recommended(target, by.now(), plain=plain_areas(by))
    overridden = _overrides(shown, units, why)
    decision = _decide(target, shown, by.because(why), overridden=overridden)
    _assign(decision, target, chosen, shown, by.because(why))
    return decision


@action
def acknowledge(*, assignment: UUID, by: Actor) -> Assignment:
    """The crew has understood."""
    going = may_attend.allow(by, _locked(assignment))
    _advance(going, "acknowledge", by)
    facts = going.incident_id, going.unit_id, assignment
    _record(events.AssignmentAcknowledged(*facts), going, by)
    return going


@action
def set_out(*, assignment: UUID, by: Actor) -> Assignment:
    """The unit is en route; that is also an acknowledgement."""
    going = may_attend.allow(by, _locked(assignment))
    if _advance(going, "set_out", by):
        advance_unit(going.unit, "set_out", by=by)
    _record(events.UnitSetOut(going.incident_id, going.unit_id, assignment), going, by)
    return going


@action
def arrive(*, assignment: UUID, by: Actor) -> Assignment:
    """The unit is on scene; one button says that it had acknowledged and set out, too."""
    there = may_attend.allow(by, _locked(assignment))
    if _advance(there, "arrive", by):
        advance_unit(there.unit, "arrive", by=by)
    after = round((by.now() - there.sent_at).total_seconds())
    _record(events.UnitArrived(there.incident_id, there.unit_id, assignment, after), there, by)
    return there


@action
def clear(*, assignment: UUID, note: str = "", by: Actor) -> Assignment:
    """The unit is done there and available; the incident stays under way until it is closed."""
    done = may_attend.allow(by, _locked(assignment, with_incident=True))
    _end(done, "clear", by)
    advance_unit(done.unit, "clear", by=by)
    if note.strip():
        write_note(incident=done.incident, text=note, by=by)
    _record(events.UnitCleared(done.incident_id, done.unit_id, assignment), done, by)
    unit_left(incident=done.incident, undone=False, by=by)
    return done


@action
def report(*, assignment: UUID, text: str, by: Actor) -> Note:
    """What the crew sees there, as a note on the incident, wherever the unit is from."""
    seen = may_attend.allow(by, _locked(assignment, with_incident=True))
    return write_note(incident=seen.incident, text=text, by=by)


@action
def call_backup(*, assignment: UUID, by: Actor) -> Assignment:
    """The crew needs another unit there. It is asked for until one is sent; asked again, it stays as it is."""
    there = may_attend.allow(by, _locked(assignment, with_incident=True))
    assignment_is_running.require(there)
    there.backup_asked_at = there.backup_asked_at or by.now()
    there.save(update_fields=["backup_asked_at"])
    _record(events.BackupCalled(there.incident_id, there.unit_id, assignment), there, by)
    return there


@action
def withdraw_backup(*, assignment: UUID, by: Actor) -> Assignment:
    """None is needed any more, as the crew says, or the room for them."""
    there = may_attend.allow(by, _locked(assignment, with_incident=True))
    assignment_is_running.require(there)
    there.backup_asked_at = None
    there.save(update_fields=["backup_asked_at"])
    _record(events.BackupNotNeeded(there.incident_id, there.unit_id, assignment), there, by)
    return there


@action
def call_off(*, assignment: UUID, why: str = "", by: Actor) -> Assignment:
    """The unit is not needed any more and available; without another unit the incident waits."""
    off = may_withdraw.allow(by, _locked(assignment, with_incident=True))
    _end(off, "call_off", by)
    advance_unit(off.unit, "clear", by=by)
    off_because = by.because(why)
    _record(events.UnitCalledOff(off.incident_id, off.unit_id, assignment), off, off_because)
    unit_left(incident=off.incident, undone=_undone(off.incident), by=by)
    return off


@action
def break_down(
    *, assignment: UUID, reason: UUID | None = None, note: str = "", by: Actor
) -> Assignment:
    """The unit cannot go on and is unavailable; the incident may need another."""
    stuck = may_attend.allow(by, _locked(assignment, with_incident=True))
    _end(stuck, "break_down", by)
    reasons = UnavailableReason.objects.filter(
        **{"pk": reason} if reason else {"code": BROKEN_DOWN}
    )
    why = _first(reasons)
    advance_unit(stuck.unit, "break_down", by=by, reason=why)
    if note.strip():
        write_note(incident=stuck.incident, text=note, by=by)
    _record(events.UnitBrokeDown(stuck.incident_id, stuck.unit_id, assignment), stuck, by)
    _record(UnitBecameUnavailable(stuck.unit_id, why.pk), stuck, by)
    unit_left(incident=stuck.incident, undone=_undone(stuck.incident), by=by)
    return stuck


@action
def divert(*, assignment: UUID, to: UUID, why: str = "", by: Actor) -> Dispatch:
    """Send a unit that is on an incident to a more urgent one instead, or to one as urgent with ``why``.

    What is recommended there at that moment, the unit compared as if it were free, is kept. Where
    others are recommended all the same, the divert overrides that and needs ``why``, as sending does.
    """
    leaving = may_withdraw.allow(by, _locked(assignment, with_incident=True, and_incident=to))
    target = may_dispatch.allow(by, lock(TYPED, to))
    incident_is_open.require(target)
    divert_goes_to_the_more_urgent.require(leaving.incident, target, why)
    unit_serves_the_city.require(leaving.unit.jurisdiction, target)
    reason, unit = by.because(why), leaving.unit
    shown = recommended(target, by.now(), plain=plain_areas(by), diverted=unit.pk)
    overridden = _overrides(shown, [unit.pk], why)
    _end(leaving, "divert", by)
    diverted = events.UnitDiverted(leaving.incident_id, unit.pk, assignment, to)
    _record(diverted, leaving, reason)
    unit_left(incident=leaving.incident, undone=_undone(leaving.incident), by=by)
    decision = _decide(target, shown, reason, overridden=overridden)
    _assign(decision, target, [unit], shown, reason, verb="divert")
    return decision


def _advance(assignment: Assignment, verb: str, by: Actor) -> bool:
    """Go on to the stage, with those before it; whether it is new. One that the crew tells late, after
    others have gone on or it was ended, only gets its time."""
    late = is_told_late(assignment, verb, by.now())
    if not late:
        ASSIGNMENT.advance(assignment, verb)
    changed = stages_told(assignment, verb, by.now())
    assignment.save(update_fields=["state", *changed])
    return not late


def _overrides(shown: Recommendation, units: Sequence[UUID], why: str) -> bool:
    """Whether others are sent than recommended; refused where it is not said why."""
    others = not set(units) <= set(shown.units)
    if others and not why.strip():
        raise override_says_why.refuse()
    return others


def _decide(incident: Incident, shown: Recommendation, by: Actor, *, overridden: bool) -> Dispatch:
    """Keep the decision with all of what was recommended; say so when it differs."""
    kept = shown.as_json()
    decision = insert(
        Dispatch(
            incident=incident,
            sent_at=by.now(),
            sent_by_id=by.id,
            method=shown.method,
            note=shown.note,
            proposed=kept["proposed"],
            passed_over=kept["passed_over"],
            made_at=shown.made_at,
            needed=shown.needed,
            counted=kept["counted"],
            overridden=overridden,
            reason_id=reason_of(by),
        )
    )
    if overridden:
        record(
            events.RecommendationOverridden(incident.pk, decision.pk),
            about=[incident],
            by=by,
            areas=incident.jurisdiction.ancestors,
        )
    return decision


def _assign(
    decision: Dispatch,
    incident: Incident,
    units: list[Unit],
    shown: Recommendation,
    by: Actor,
    verb: str = "assign",
) -> None:
    expected = {row.unit: row.eta_s for row in shown.proposed}
    asking = Assignment.objects.filter(incident=incident, backup_asked_at__isnull=False)
    asking.update(backup_asked_at=None)  # their backup is on its way
    made = [
        insert(
            Assignment(
                dispatch=decision,
                incident=incident,
                unit=unit,
                expected_s=expected.get(unit.pk),
                sent_at=decision.sent_at,
            )
        )
        for unit in units
    ]
    units_came(incident=incident, units=len(made), by=by)
    for one in made:
        advance_unit(one.unit, verb, by=by)
        minutes = None if one.expected_s is None else max(1, -(-one.expected_s // 60))
        sent = events.UnitSent(incident.pk, one.unit_id, one.pk, decision.pk, minutes)
        _record(sent, one, by)


def _are_on_an_incident(units: Sequence[UUID]) -> bool:
    return Assignment.objects.filter(unit__in=units, ended_at=None).exists()


def _end(assignment: Assignment, verb: str, by: Actor) -> None:
    ASSIGNMENT.advance(assignment, verb)
    assignment.ended_at, assignment.backup_asked_at = by.now(), None
    assignment.save(update_fields=["state", "ended_at", "backup_asked_at"])


def _undone(incident: Incident) -> bool:
    """Whether no unit has finished there, so that the incident waits when the last one leaves.

    What was done before the incident was opened again was not enough, and does not count.
    """
    if incident.units_on_it > 1:
        return False
    since = incident.reopened_at or incident.opened_at
    done = incident.assignments.filter(state=AssignmentState.CLEARED, sent_at__gte=since)
    return not done.exists()


def _first(reasons: QuerySet[UnavailableReason]) -> UnavailableReason:
    found = reasons.first()
    if found is None:
        raise thing_exists.refuse()
    return found


def _locked_units(ids: Sequence[UUID]) -> list[Unit]:
    rows = UNITS.filter(pk__in=set(ids)).order_by("pk")
    units = list(rows.select_for_update(of=("self",)))
    if len(units) < len(set(ids)):
        raise thing_exists.refuse()
    return units


def _locked(
    id: UUID, *, with_incident: bool = False, and_incident: UUID | None = None
) -> Assignment:
    """The assignment and its unit locked; ``with_incident``: that, too, first.

    Needed also where only a row that points to the incident is added: PostgreSQL then locks it.
    """
    found = find(WITH_INCIDENT, id)
    incident = found.incident
    if and_incident is not None and and_incident != incident.pk:
        incident = _locked_incidents({incident.pk, and_incident})[incident.pk]
    elif with_incident:
        incident = lock(INCIDENTS, incident.pk)
    unit = lock(UNITS, found.unit_id)
    assignment = lock(ASSIGNMENTS, id)
    assignment.incident, assignment.unit = incident, unit
    return assignment


def _locked_incidents(ids: set[UUID]) -> dict[UUID, Incident]:
    rows: QuerySet[Incident] = INCIDENTS.filter(pk__in=ids).order_by("pk")
    found = {row.pk: row for row in rows.select_for_update(of=("self",))}
    if len(found) < len(ids):
        raise thing_exists.refuse()
    return found


def _record(event: Event, assignment: Assignment, by: Actor) -> None:
    incident = assignment.incident
    about = [incident, assignment.unit]
    record(event, about=about, by=by, areas=incident.jurisdiction.ancestors)
