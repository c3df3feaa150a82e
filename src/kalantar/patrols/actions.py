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
from kalantar.kernel.action import action, find, intake, lock, part, thing_exists, upkeep
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.keeping import may_forget
from kalantar.kernel.lifecycle import Step
from kalantar.kernel.text import normalise
from kalantar.kernel.timeline import Event, record
from kalantar.patrols import events
from kalantar.patrols.history import BEFORE, copied, days_to_make, making, parts
from kalantar.patrols.lifecycle import UNIT
from kalantar.patrols.models import CrewMember, Shift, Unit, UnitPosition, UnitStatus
from kalantar.patrols.positions import (
    Batch,
    Judged,
    Received,
    Report,
    columns,
    judge,
    notice_keys,
)
from kalantar.patrols.queries import carriers_of, known_before
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
    """Keep where units were measured: a few SQL statements and one COPY, however many reports.

    A late report, or one the unit cannot have come to so fast, stands in the history and moves
    nobody. A bad one is refused by itself; a unit that is not the reporter's refuses the whole batch.
    """
    batch = may_report_positions.allow(by, _held(reports, by))
    now = by.now()
    judged = judge(batch, now)
    if judged.kept:
        _keep(judged, now)
    if judged.moved:
        _move(batch, judged.moved, now)
    return Received(
        len(judged.kept), len(judged.moved), tuple(judged.repeated), tuple(judged.refused)
    )


def _held(reports: Sequence[Report], by: Actor) -> Batch:
    """The reports with their units, of which no shift ends, and no other report comes in, until they
    are kept: else where a unit is would stand there again just after its shift ended."""
    if not reports:
        return Batch(reports, {})
    lasts = _hold({report.unit for report in reports})
    return Batch(reports, carriers_of(reports, by, lasts), known_before(reports))


# A unit is held by where it last was; one that is nowhere by itself. In the order everyone locks in.
_HOLD_UNITS = """
SELECT id FROM patrols_unit unit WHERE id = ANY(%s)
    AND NOT EXISTS (SELECT FROM patrols_unitposition WHERE unit_id = unit.id)
ORDER BY id FOR NO KEY UPDATE OF unit
"""
_HOLD_LASTS = """
SELECT unit_id, place[0], place[1], measured_at, accuracy_m FROM patrols_unitposition
WHERE unit_id = ANY(%s) ORDER BY unit_id FOR UPDATE
"""


def _hold(units: set[UUID]) -> dict[UUID, Report]:
    """Where the units were. Asked again of one whose shift ended between the two questions."""
    held: set[UUID] = set()
    with connection.cursor() as cursor:
        for _ in range(2):
            cursor.execute(_HOLD_UNITS, [list(units - held)])
            held |= {unit for (unit,) in cursor.fetchall()}
            cursor.execute(_HOLD_LASTS, [list(units)])
            lasts = {
                unit: Report(unit, Point(lon, lat), measured_at, accuracy_m)
                for unit, lon, lat, measured_at, accuracy_m in cursor.fetchall()
            }
            held |= lasts.keys()
            if held == units:
                break
    return lasts


COPY = """
COPY patrols_positionreport (unit_id, place, accuracy_m, measured_at, received_at, mark)
FROM STDIN (FORMAT BINARY)
"""


def _keep(judged: Judged, now: datetime) -> None:
    with connection.cursor() as cursor, cursor.copy(COPY) as history:
        history.write(copied(judged.kept, now))


_MOVE = """
WITH sent AS (
    SELECT * FROM unnest(%s::uuid[], %s::float8[], %s::float8[], %s::float8[], %s::timestamptz[])
        AS sent(unit_id, lon, lat, accuracy_m, measured_at)
), moved AS (
    INSERT INTO patrols_unitposition (unit_id, place, accuracy_m, measured_at, received_at)
    SELECT unit_id, point(lon, lat), accuracy_m, measured_at, %s FROM sent ORDER BY unit_id
    ON CONFLICT (unit_id) DO UPDATE SET
        place = excluded.place, accuracy_m = excluded.accuracy_m,
        measured_at = excluded.measured_at, received_at = excluded.received_at
)
SELECT count(pg_notify(%s, said)) FROM unnest(%s::text[]) said
"""


def _move(batch: Batch, moved: dict[UUID, Report], now: datetime) -> None:
    """Where the units are now, and the notice to the boards of their areas."""
    told = notice.of_keys("PositionsReported", notice_keys(batch, list(moved)))
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [*columns(list(moved.values())), now, notice.CHANNEL, told])


AT_ONCE = 250_000  # some seconds, in which nothing is locked but what is forgotten
# Oldest first, unit by unit: the key of the history begins with the unit and goes on with the time.
# Deleted where they stand: a locked row stays there, and no plan can come to read the others.
_FORGET = """
WITH forgotten AS (
    DELETE FROM patrols_positionreport_before WHERE ctid = ANY(ARRAY(
        SELECT old.ctid FROM (
            SELECT id FROM patrols_unit WHERE id >= %s ORDER BY id
        ) unit CROSS JOIN LATERAL (
            SELECT ctid FROM patrols_positionreport_before
            WHERE unit_id = unit.id AND measured_at < %s
            ORDER BY measured_at LIMIT %s FOR UPDATE SKIP LOCKED
        ) old LIMIT %s
    )) RETURNING unit_id
)
SELECT count(*), max(unit_id::text) FROM forgotten
"""


@action
def forget_positions(*, before: datetime, after: UUID | None = None, by: Actor) -> Unit:
    """Forget some of the positions measured before then, which have been kept long enough, in the part
    of the history that is older than its days; the last unit of which something was forgotten. The
    next batch goes on there (``after``): what an earlier one has emptied would else be looked through
    again each time.

    A batch is an act of its own: what is gone stands on the timeline, whatever stops the next one.
    Refused where nothing older is kept.
    """
    may_forget.require(by, None)
    positions_are_kept_their_time.require(before, by.now())
    older_positions_are_kept.require(any(part.table == BEFORE for part in parts()))
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [after or UUID(int=0), before, AT_ONCE, AT_ONCE])
        count, last = cursor.fetchone() or (0, None)
    older_positions_are_kept.require(count)
    outermost = Jurisdiction.objects.filter(parent=None)
    forgotten = events.PositionsForgotten(count, before.isoformat())
    record(forgotten, about=list(outermost), by=by)
    return find(UNITS, UUID(last))


QUICKLY = "SET LOCAL lock_timeout = '2s'"  # rather again in an hour than everybody waiting behind


@action
def forget_day(*, until: datetime, by: Actor) -> None:
    """Forget the oldest part of the history, which ends then and has been kept long enough, with one
    stroke: the table is dropped, no row is looked at. Recorded as one act."""
    may_forget.require(by, None)
    positions_are_kept_their_time.require(until, by.now())
    oldest = [part.table for part in parts()[:1] if part.until == until]
    older_positions_are_kept.require(len(oldest))
    with connection.cursor() as cursor:
        cursor.execute(QUICKLY)
        cursor.execute(f"DROP TABLE {oldest[0]}")
    outermost = Jurisdiction.objects.filter(parent=None)
    record(events.DayForgotten(until.isoformat()), about=list(outermost), by=by)


@upkeep
def make_days(*, by: Actor) -> int:
    """Make the history's parts for the days to come, where they are not made yet; how many."""
    may_forget.require(by, None)
    with connection.cursor() as cursor:
        cursor.execute(QUICKLY)
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('patrols: make_days'))")
        days = list(days_to_make(by.now()))
        for statement in (one for day in days for one in making(day)):
            cursor.execute(statement)
    return len(days)


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
