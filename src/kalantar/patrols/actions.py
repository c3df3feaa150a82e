"""What can be done with a unit. Sending it to incidents is dispatch's."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Model, QuerySet

from kalantar.catalogue.models import UnavailableReason
from kalantar.catalogue.rules import catalogue_row_is_offered
from kalantar.kernel import notice
from kalantar.kernel.action import action, find, intake, lock, part, thing_exists
from kalantar.kernel.actor import Actor
from kalantar.kernel.keeping import may_forget
from kalantar.kernel.lifecycle import Step
from kalantar.kernel.text import normalise
from kalantar.kernel.timeline import Event, record
from kalantar.patrols import events
from kalantar.patrols.lifecycle import UNIT
from kalantar.patrols.models import CrewMember, Shift, Unit, UnitPosition, UnitStatus
from kalantar.patrols.positions import Batch, Carrier, Received, Report, columns, judge, notice_keys
from kalantar.patrols.queries import carriers_of
from kalantar.patrols.rules import (
    crew_has_an_officer,
    hidden_track_is_a_day_old,
    hidden_track_is_read_for_a_purpose,
    may_add_unit,
    may_change_unit,
    may_crew_unit,
    may_open_position_history,
    may_report_positions,
    may_set_unit_status,
    officer_is_in_the_crew,
    officer_leaves_after_joining,
    officers_patrol_the_area,
    older_positions_are_kept,
    plain_clothes_end_off_duty,
    positions_are_kept_their_time,
    shift_is_due_after_it_begins,
    unit_change_changes_something,
    unit_has_a_call_sign,
    unit_is_in_service,
    unit_is_not_on_an_incident,
    unit_is_off_duty,
    unit_is_on_duty,
    unit_offers_what_exists,
)
from kalantar.people.models import User
from kalantar.places.models import Jurisdiction

UNITS = Unit.objects.select_related("jurisdiction")


@action
def add_unit(
    *,
    jurisdiction: UUID,
    call_sign: str,
    kind: str,
    plain_clothes: bool = False,
    capabilities: Sequence[str] = (),
    radio_identity: str = "",
    by: Actor,
) -> Unit:
    """A new unit of a station (or wider area), off duty."""
    home = may_add_unit.allow(by, _one(Jurisdiction.objects.living(), jurisdiction))
    unit_has_a_call_sign.require(call_sign)
    unit_offers_what_exists.require(kind, capabilities)
    unit = Unit.objects.create(
        jurisdiction=home,
        call_sign=normalise(call_sign),
        kind=kind,
        plain_clothes=plain_clothes,
        plain_clothes_times=[DateTimeTZRange(by.now(), None)] if plain_clothes else [],
        capabilities=sorted(set(capabilities)),
        radio_identity=normalise(radio_identity),
        status_since=by.now(),
    )
    _record(events.UnitAdded(unit.pk), unit, by)
    return unit


@action
def change_unit(
    *,
    unit: UUID,
    call_sign: str | None = None,
    kind: str | None = None,
    plain_clothes: bool | None = None,
    capabilities: Sequence[str] | None = None,
    radio_identity: str | None = None,
    by: Actor,
) -> Unit:
    """Change what is given; None leaves a value as it is."""
    row = may_change_unit.allow(by, lock(UNITS, unit))
    unit_is_in_service.require(row)
    unit_has_a_call_sign.require(row.call_sign if call_sign is None else call_sign)
    unit_offers_what_exists.require(kind or row.kind, capabilities or ())
    wanted: dict[str, Any] = {
        "call_sign": None if call_sign is None else normalise(call_sign),
        "kind": kind,
        "plain_clothes": plain_clothes,
        "capabilities": None if capabilities is None else sorted(set(capabilities)),
        "radio_identity": None if radio_identity is None else normalise(radio_identity),
    }
    changed = {
        field: [getattr(row, field), value]
        for field, value in wanted.items()
        if value is not None and value != getattr(row, field)
    }
    unit_change_changes_something.require(changed)
    plain_clothes_end_off_duty.require(row, plain_clothes)
    for field, (_, value) in changed.items():
        setattr(row, field, value)
    if "plain_clothes" in changed:
        row.mark_plain_clothes(by.now())
    row.save(update_fields=[*changed, "plain_clothes_times"])
    _record(events.UnitChanged(row.pk, changed), row, by)
    return row


@action
def retire_unit(*, unit: UUID, by: Actor) -> Unit:
    """Take a unit out of service; what it did stays, its call sign is free again."""
    row = may_change_unit.allow(by, lock(UNITS, unit))
    unit_is_in_service.require(row)
    unit_is_off_duty.require(row)
    row.retired_at = by.now()
    row.save(update_fields=["retired_at"])
    _record(events.UnitRetired(row.pk), row, by)
    return row


@action
def begin_shift(
    *, unit: UUID, officers: Sequence[UUID], due_at: datetime | None = None, by: Actor
) -> Shift:
    """Put a unit on duty with these officers in it."""
    row = may_crew_unit.allow(by, lock(UNITS, unit))
    now = by.now()
    unit_is_in_service.require(row)
    crew_has_an_officer.require(len(officers))
    officers_patrol_the_area.require(officers, row, now)
    shift_is_due_after_it_begins.require(now, due_at)
    advance_unit(row, "begin_shift", by=by)
    UnitPosition.objects.filter(unit=row).delete()
    shift = Shift.objects.create(unit=row, begun_at=now, due_at=due_at)
    people = list(dict.fromkeys(officers))
    CrewMember.objects.bulk_create(
        [CrewMember(shift=shift, officer_id=officer, period=(now, None)) for officer in people]
    )
    told = events.ShiftBegun(row.pk, shift.pk, people)
    _record(told, row, by, [shift, *User.objects.filter(pk__in=people)])
    return shift


@action
def end_shift(*, unit: UUID, by: Actor) -> Shift:
    """Take a unit off duty: its crew is free, and where it is is not kept any more."""
    row = may_set_unit_status.allow(by, lock(UNITS, unit))
    by = by.at(by.now())  # one moment: what tells of the end is still told as the crew's
    now = by.now()
    unit_is_not_on_an_incident.require(row)
    advance_unit(row, "end_shift", by=by)
    shift = row.shifts.get(ended_at=None)
    shift.ended_at = now
    shift.save(update_fields=["ended_at"])
    _close_crew(shift, now)
    UnitPosition.objects.filter(unit=row).delete()
    _record(events.ShiftEnded(row.pk, shift.pk), row, by, [shift])
    return shift


@action
def join_crew(*, unit: UUID, officer: UUID, by: Actor) -> CrewMember:
    """Put one more officer into a unit on duty."""
    row = may_crew_unit.allow(by, lock(UNITS, unit))
    person = _one(User.objects.active(), officer)
    officers_patrol_the_area.require([officer], row, by.now())
    member = CrewMember.objects.create(
        shift=_running_shift(row), officer=person, period=(by.now(), None)
    )
    _record(events.CrewJoined(row.pk, officer), row, by, [person])
    return member


@action
def leave_crew(*, unit: UUID, officer: UUID, by: Actor) -> CrewMember:
    """Take an officer out of a unit on duty; the last one ends the shift instead."""
    row = may_set_unit_status.allow(by, lock(UNITS, unit))
    crew = CrewMember.objects.filter(shift=_running_shift(row), period__upper_inf=True)
    member = crew.filter(officer=officer).select_related("officer").first()
    officer_is_in_the_crew.require(member)
    assert member is not None
    officer_leaves_after_joining.require(member.period.lower, by.now())
    crew_has_an_officer.require(crew.count() - 1)
    by = by.at(by.now())
    member.period = (member.period.lower, by.now())
    member.save(update_fields=["period"])
    _record(events.CrewLeft(row.pk, officer), row, by, [member.officer])
    return member


@action
def become_unavailable(*, unit: UUID, reason: UUID, by: Actor) -> Unit:
    """Say that a unit cannot be sent for a while, and why; or that the reason is another one now."""
    row = may_set_unit_status.allow(by, lock(UNITS, unit))
    unit_is_not_on_an_incident.require(row)
    why = _one(UnavailableReason.objects.all(), reason)
    advance_unit(row, "become_unavailable", by=by, reason=why)
    _record(events.UnitBecameUnavailable(row.pk, why.pk), row, by)
    return row


@action
def become_available(*, unit: UUID, by: Actor) -> Unit:
    """Say that a unit can be sent again."""
    row = may_set_unit_status.allow(by, lock(UNITS, unit))
    advance_unit(row, "become_available", by=by)
    _record(events.UnitBecameAvailable(row.pk), row, by)
    return row


@action
def open_position_history(*, unit: UUID, since: datetime, until: datetime, by: Actor) -> Unit:
    """Note that someone reads where a unit has been; ``queries.position_history`` then says it."""
    row = may_open_position_history.allow(by, _one(UNITS, unit))
    hidden_track_is_read_for_a_purpose.require(by, row, since, until)
    hidden_track_is_a_day_old.require(by, row, since, until)
    told = events.PositionHistoryOpened(row.pk, since.isoformat(), until.isoformat())
    _record(told, row, by)
    return row


@part
def advance_unit(
    unit: Unit, verb: str, *, by: Actor, reason: UnavailableReason | None = None
) -> Step:
    """Take one step of the lifecycle on a unit its caller has locked; the caller records.

    ``reason``: why it cannot be sent, for the verbs that lead to unavailable.
    Raises Refused where the verb does not lead on from the unit's status.
    """
    step = UNIT.advance(unit, verb)
    unit.unavailable_reason = reason if step.to == UnitStatus.UNAVAILABLE else None
    if unit.unavailable_reason is not None:
        catalogue_row_is_offered.require(unit.unavailable_reason)
    unit.status_since = by.now()
    unit.save(update_fields=["status", "status_since", "unavailable_reason"])
    return step


@intake
def report_positions(*, reports: Sequence[Report], by: Actor) -> Received:
    """Keep where units were measured. Three SQL statements, however many reports.

    A late report stands in the history and does not move the unit back. A bad one is refused by
    itself; a unit that is not the reporter's refuses the whole batch.
    """
    batch = may_report_positions.allow(by, Batch(reports, _held_carriers(reports, by)))
    now = by.now()
    sorted_out = judge(batch, now)
    kept, moved = _keep(batch, sorted_out.good, now) if sorted_out.good else (0, 0)
    return Received(kept, moved, tuple(sorted_out.refused))


_HOLD = "SELECT FROM patrols_unit WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE"


def _held_carriers(reports: Sequence[Report], by: Actor) -> dict[UUID, Carrier]:
    """The units with their shifts, of which none ends until the positions are kept: else where a
    unit is would stand there again just after its shift ended. In the order everyone locks units.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [list({report.unit for report in reports})])
    return carriers_of(reports, by)


_KEEP = """
WITH sent AS (
    SELECT * FROM unnest(%s::uuid[], %s::float8[], %s::float8[], %s::float8[], %s::timestamptz[],
                         %s::bool[]) AS sent(unit_id, lon, lat, accuracy_m, measured_at, running)
), kept AS (
    INSERT INTO patrols_positionreport (unit_id, place, accuracy_m, measured_at, received_at)
    SELECT DISTINCT ON (unit_id, measured_at)
           unit_id, point(lon, lat), accuracy_m, measured_at, %s
    FROM sent ORDER BY unit_id, measured_at
    ON CONFLICT DO NOTHING RETURNING 1
), moved AS (
    INSERT INTO patrols_unitposition AS last (unit_id, place, accuracy_m, measured_at, received_at)
    SELECT DISTINCT ON (unit_id) unit_id, point(lon, lat), accuracy_m, measured_at, %s
    FROM sent WHERE running ORDER BY unit_id, measured_at DESC
    ON CONFLICT (unit_id) DO UPDATE SET
        place = excluded.place, accuracy_m = excluded.accuracy_m,
        measured_at = excluded.measured_at, received_at = excluded.received_at
    WHERE last.measured_at < excluded.measured_at RETURNING 1
), counted AS (
    SELECT (SELECT count(*) FROM kept) AS kept, (SELECT count(*) FROM moved) AS moved
)
SELECT kept, moved, (SELECT count(pg_notify(%s, said)) FROM unnest(%s::text[]) said WHERE moved > 0)
FROM counted
"""


def _keep(batch: Batch, good: Sequence[Report], now: datetime) -> tuple[int, int]:
    """Write the reports: history, last positions (in the units' order, so that two batches never
    wait for each other in a circle) and the notice to the boards of their areas."""
    told = notice.of_keys("PositionsReported", notice_keys(batch, good))
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [*columns(batch, good), now, now, notice.CHANNEL, told])
        row = cursor.fetchone()
    return (row[0], row[1]) if row else (0, 0)


AT_ONCE = 250_000  # some seconds, in which nothing is locked but what is forgotten
# Oldest first, unit by unit: the key of the history begins with the unit and goes on with the time.
# Deleted where they stand: a locked row stays there, and no plan can come to read the others.
_FORGET = """
WITH forgotten AS (
    DELETE FROM patrols_positionreport WHERE ctid = ANY(ARRAY(
        SELECT old.ctid FROM (
            SELECT id FROM patrols_unit WHERE id >= %s ORDER BY id
        ) unit CROSS JOIN LATERAL (
            SELECT ctid FROM patrols_positionreport
            WHERE unit_id = unit.id AND measured_at < %s
            ORDER BY measured_at LIMIT %s FOR UPDATE SKIP LOCKED
        ) old LIMIT %s
    )) RETURNING unit_id
)
SELECT count(*), max(unit_id::text) FROM forgotten
"""


@action
def forget_positions(*, before: datetime, after: UUID | None = None, by: Actor) -> Unit:
    """Forget some of the positions measured before then, which have been kept long enough; the last
    unit of which something was forgotten. The next batch goes on there (``after``): what an earlier
    one has emptied would else be looked through again each time.

    A batch is an act of its own: what is gone stands on the timeline, whatever stops the next one.
    Refused where nothing older is kept.
    """
    may_forget.require(by, None)
    positions_are_kept_their_time.require(before, by.now())
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [after or UUID(int=0), before, AT_ONCE, AT_ONCE])
        count, last = cursor.fetchone() or (0, None)
    older_positions_are_kept.require(count)
    outermost = Jurisdiction.objects.filter(parent=None)
    forgotten = events.PositionsForgotten(count, before.isoformat())
    record(forgotten, about=list(outermost), by=by)
    return find(UNITS, UUID(last))


def _one[M: Model](rows: QuerySet[M], id: UUID) -> M:
    found = rows.filter(pk=id).first()
    if found is None:
        raise thing_exists.refuse()
    return found


def _running_shift(unit: Unit) -> Shift:
    unit_is_on_duty.require(unit)
    return unit.shifts.get(ended_at=None)


def _close_crew(shift: Shift, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE patrols_crewmember SET period = tstzrange(lower(period), greatest(lower(period), %s))"
            " WHERE shift_id = %s AND upper_inf(period)",
            [now, shift.pk],
        )


def _record(told: Event, unit: Unit, by: Actor, more: Iterable[Any] = ()) -> None:
    record(told, about=[unit, *more], by=by, areas=unit.jurisdiction.ancestors)
