"""What can be done: incidents folded into one by a person's key, taken out again, said to be different."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from kalantar.catalogue.models import Disposition
from kalantar.incidents.actions import (
    INCIDENTS,
    close_incident,
    join_call,
    part_call,
    reopen_incident,
)
from kalantar.incidents.models import Incident, IncidentCall
from kalantar.incidents.rules import incident_is_open
from kalantar.kernel.action import action, find, lock
from kalantar.kernel.actor import Actor
from kalantar.kernel.ready import insert
from kalantar.kernel.timeline import record
from kalantar.places.models import Jurisdiction
from kalantar.surges import events
from kalantar.surges.expected import WEEKS
from kalantar.surges.models import Fold, SaidDifferent
from kalantar.surges.rules import (
    another_is_folded,
    duplicates_can_be_closed,
    fold_is_of_one_city,
    folded_incident_has_no_unit,
    incident_is_folded,
    may_count_expected,
    may_fold,
    may_unfold,
)

CITIES = Jurisdiction.objects.all()
DUPLICATE = "duplicate"  # the catalogue's


@action
def fold_incidents(*, into: UUID, others: Collection[UUID], by: Actor) -> Incident:
    """They are one event: every call is joined to ``into``, and the others are closed as duplicates.

    All of it at one moment, so that it can be taken out again exactly. Locked in the order of their ids.
    """
    rows = may_fold.allow(by, _locked({into, *others}))
    by = by.at(by.now())
    taking = next(row for row in rows if row.pk == into)
    folded = [row for row in rows if row.pk != into]
    another_is_folded.require(len(folded))
    fold_is_of_one_city.require(rows)
    ending = Disposition.objects.filter(code=DUPLICATE, retired_at=None).first()
    duplicates_can_be_closed.require(ending)
    assert ending
    incident_is_open.require(taking)
    for row in folded:
        incident_is_open.require(row)
        if not folded_incident_has_no_unit(row):
            raise folded_incident_has_no_unit.refuse(number=row.number)
        calls = _moved(row.pk, into, _joined(row.pk), by)
        close_incident(incident=row.pk, disposition=ending.pk, by=by)
        fold = Fold(incident=row, into=taking, folded_at=by.now(), folded_by_id=by.id)
        insert(fold)
        _record(events.IncidentFolded(row.pk, into, calls), row, taking, by)
    return taking


@action
def unfold_incident(*, incident: UUID, why: str, by: Actor) -> Incident:
    """It was another event after all: it is open again, with the calls that came along and are there still."""
    row = may_unfold.allow(by, find(INCIDENTS, incident))
    fold = Fold.objects.filter(incident=incident, undone_at=None).first()
    incident_is_folded.require(fold)
    assert fold
    locked = {one.pk: one for one in _locked({incident, fold.into_id})}
    fold = lock(Fold.objects.all(), fold.pk)
    incident_is_folded.require(None if fold.undone_at else fold)
    by = by.at(by.now())
    reopened = reopen_incident(incident=incident, why=why, by=by)
    came = IncidentCall.objects.filter(incident=incident, parted_at=fold.folded_at)
    calls = set(came.values_list("call", flat=True)) & set(_joined(fold.into_id))
    moved = _moved(fold.into_id, incident, sorted(calls), by)
    fold.undone_at = by.now()
    fold.save(update_fields=["undone_at"])
    happened = events.IncidentUnfolded(incident, fold.into_id, moved)
    _record(happened, row, locked[fold.into_id], by)
    return reopened


@action
def say_different(*, incidents: Collection[UUID], by: Actor) -> Incident:
    """They are looked at, and are events of their own: they are not offered any more."""
    rows = list(may_fold.allow(by, _locked(set(incidents))))
    another_is_folded.require(len(rows))
    for row in rows:
        SaidDifferent.objects.get_or_create(incident=row, defaults={"said_at": by.now()})
        areas = row.jurisdiction.ancestors
        record(events.IncidentSaidDifferent(row.pk), about=[row], by=by, areas=areas)
    return rows[0]


_COUNT = """
INSERT INTO surges_expected (area_id, hour, calls, weeks, counted_at)
SELECT told.jurisdiction_id,
       (extract(isodow FROM told.opened_at AT TIME ZONE %(zone)s)::int - 1) * 24
       + extract(hour FROM told.opened_at AT TIME ZONE %(zone)s)::int AS hour,
       sum(greatest(1, told.calls)), %(weeks)s, %(now)s
FROM (SELECT i.jurisdiction_id, i.opened_at,
             (SELECT count(*) FROM incidents_incidentcall c
              WHERE c.incident_id = i.id AND c.parted_at IS NULL) AS calls
      FROM incidents_incident i
      WHERE i.city_id = %(city)s AND i.opened_at >= %(since)s AND i.opened_at < %(now)s) told
GROUP BY 1, 2
ON CONFLICT (area_id, hour) DO UPDATE
SET calls = excluded.calls, weeks = excluded.weeks, counted_at = excluded.counted_at
"""
_NONE_CAME = """
DELETE FROM surges_expected e USING places_jurisdiction j
WHERE e.area_id = j.id AND %(city)s = ANY (j.ancestors) AND e.counted_at < %(now)s
"""


@action
def count_expected(*, city: UUID, by: Actor) -> Jurisdiction:
    """The calls of the last weeks by area and hour of the week, along the index of a city's incidents."""
    may_count_expected.require(by, None)
    area, now = find(CITIES, city), by.now()
    asked: dict[str, Any] = {
        "city": city, "now": now, "since": now - timedelta(weeks=WEEKS), "weeks": WEEKS,
        "zone": settings.TIME_ZONE,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, asked)
        hours = int(cursor.rowcount)
        cursor.execute(_NONE_CAME, asked)
    record(events.ExpectedCounted(city, hours), about=[area], by=by)
    return area


def _locked(ids: Collection[UUID]) -> list[Incident]:
    return [lock(INCIDENTS, id) for id in sorted(ids)]


def _joined(incident: UUID) -> list[UUID]:
    links = IncidentCall.objects.filter(incident=incident, parted_at=None)
    return list(links.order_by("call").values_list("call", flat=True))


def _moved(frm: UUID, to: UUID, calls: Collection[UUID], by: Actor) -> int:
    """Each call is one person; their order is that of their ids, in which others lock them too."""
    for call in calls:
        part_call(incident=frm, call=call, by=by)
        join_call(incident=to, call=call, by=by)
    return len(calls)


def _record(
    event: events.IncidentFolded | events.IncidentUnfolded, row: Incident, into: Incident, by: Actor
) -> None:
    record(event, about=[row, into], by=by, areas=into.jurisdiction.ancestors)
