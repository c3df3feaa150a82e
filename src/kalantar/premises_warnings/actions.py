"""What can be done with warnings on places: entering, renewing, ending; and forgetting what is over."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from kalantar.incidents.models import Incident
from kalantar.kernel.action import action, lock
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.text import normalise, to_latin_digits
from kalantar.kernel.timeline import Event, record
from kalantar.places.models import Jurisdiction
from kalantar.places.queries import station_of
from kalantar.premises_warnings import events
from kalantar.premises_warnings.models import PremisesWarning
from kalantar.premises_warnings.queries import warnings_to_erase
from kalantar.premises_warnings.rules import (
    KEEPERS,
    basis_is_readable,
    may_forget,
    may_keep_warnings,
    place_is_of_a_station,
    some_warning_is_over,
    warning_change_says_why,
    warning_is_in_force,
    warning_is_of_the_lists,
    warning_names_nobody,
)

WARNINGS = PremisesWarning.objects.select_related("jurisdiction")
AT_ONCE = 500


@action
def enter_warning(
    *,
    place: Point,
    address: str,
    kind: str,
    note: str,
    basis: str,
    expires_at: datetime,
    incident: UUID | None = None,
    number: str = "",
    radius_m: int = 30,
    by: Actor,
) -> PremisesWarning:
    """``incident``: the basis, where it is one; ``number``: of the file or letter it rests on."""
    warning = may_keep_warnings.allow(by, PremisesWarning(jurisdiction=_station_at(place)))
    warning_is_of_the_lists.require(kind, basis)
    warning_names_nobody.require(note)
    warning.place, warning.radius_m, warning.kind = place, radius_m, kind
    warning.address, warning.note = to_latin_digits(normalise(address)), normalise(note)
    warning.basis, warning.basis_number = basis, to_latin_digits(normalise(number))
    warning.basis_incident = _basis(incident, by)
    warning.owner_id, warning.entered_at = by.id, by.now()  # type: ignore[assignment]
    warning.since, warning.expires_at = by.now(), expires_at
    warning.save(force_insert=True)
    told = events.WarningEntered(kind, basis, warning.last_day.isoformat())
    _record(told, warning, by)
    return warning


@action
def renew_warning(*, warning: UUID, expires_at: datetime, why: str, by: Actor) -> PremisesWarning:
    """It still holds, and who says so answers for it from now on; again at most a year."""
    row = may_keep_warnings.allow(by, lock(WARNINGS, warning))
    warning_is_in_force.require(row, by.now())
    warning_change_says_why.require(why)
    row.owner_id, row.since, row.expires_at = by.id, by.now(), expires_at  # type: ignore[assignment]
    row.save(update_fields=["owner", "since", "expires_at"])
    _record(events.WarningRenewed(row.last_day.isoformat()), row, by.because(why))
    return row


@action
def end_warning(*, warning: UUID, why: str, by: Actor) -> PremisesWarning:
    """It holds no more, and is shown to nobody from this moment."""
    row = may_keep_warnings.allow(by, lock(WARNINGS, warning))
    warning_is_in_force.require(row, by.now())
    warning_change_says_why.require(why)
    row.ended_at, row.ended_by_id = by.now(), by.id
    row.save(update_fields=["ended_at", "ended_by"])
    _record(events.WarningEnded(), row, by.because(why))
    return row


_ERASE = """
UPDATE premises_warnings_premiseswarning SET address = '', note = '', basis_number = '', erased_at = %s,
       place = point(round(place[0]::numeric, 2)::float8, round(place[1]::numeric, 2)::float8)
 WHERE id = ANY(%s)
"""


@action
def erase_warnings(*, before: datetime, by: Actor) -> None:
    """The words of some that were over before then; of the place the hundredth of a degree is left.
    Refused where none is."""
    may_forget.require(by, None)
    over = warnings_to_erase(before).order_by("pk").select_for_update(skip_locked=True)
    ids = [row.pk for row in over[:AT_ONCE]]
    some_warning_is_over.require(len(ids))
    with connection.cursor() as cursor:
        cursor.execute(_ERASE, [by.now(), ids])
    outermost = Jurisdiction.objects.filter(parent=None)
    record(events.WarningsErased(len(ids)), about=list(outermost), by=by)


def _station_at(place: Point) -> Jurisdiction:
    station = station_of(place) if place.on_earth else None
    place_is_of_a_station.require(station)
    assert station is not None
    return station


def _basis(incident: UUID | None, by: Actor) -> Incident | None:
    if incident is None:
        return None
    found = Incident.objects.visible_to(by).filter(pk=incident).first()
    basis_is_readable.require(found)
    return found


def _record(event: Event, warning: PremisesWarning, by: Actor) -> None:
    area = warning.jurisdiction
    record(event, about=[warning], by=by, areas=area.ancestors, roles=KEEPERS)
