"""What can be done at a reception. Times are the actor's clock."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.utils import timezone

from kalantar.catalogue.rules import (
    catalogue_row_is_offered,
    code_is_plain,
    may_edit_catalogue,
    row_is_said_in_both_languages,
)
from kalantar.kernel.action import action, find, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import normalise
from kalantar.kernel.timeline import Event, record
from kalantar.persons.actions import register_person
from kalantar.persons.models import Person
from kalantar.persons.rules import (
    language_and_needs_are_known,
    may_see_person,
    person_is_not_erased,
    person_stands,
)
from kalantar.places.models import Jurisdiction
from kalantar.reception import events
from kalantar.reception.lifecycle import VISIT
from kalantar.reception.models import (
    AT_A_DESK,
    Appointment,
    Desk,
    HallScreen,
    Service,
    Slot,
    Visit,
    VisitState,
)
from kalantar.reception.rules import (
    appointment_is_for_this_visit,
    appointment_stands,
    booked_places_stay,
    calling_off_says_why,
    desk_is_free,
    desk_is_of_the_station,
    desk_is_there,
    desk_serves_what_is_offered,
    hall_screen_is_in_use,
    may_keep_reception,
    may_receive_visitors,
    may_serve_visitor,
    may_take_times_back,
    referral_goes_elsewhere,
    saved_reason_is_known,
    slot_is_to_come,
    slot_receives_somebody,
    slots_are_not_too_many,
    somebody_is_waiting,
    turn_of,
    visitors_come_to_a_station,
)
from kalantar.reception.standard import standard_services

AREAS, SERVICES = Jurisdiction.objects.living(), Service.objects.all()
PERSONS = Person.objects.select_related("area")
DESKS = Desk.objects.select_related("station")
VISITS = Visit.objects.select_related("station")
SCREENS = HallScreen.objects.select_related("station")
SLOTS = Slot.objects.select_related("station")
APPOINTMENTS = Appointment.objects.select_related("slot__station", "person__area")


@action
def install_services(*, by: Actor) -> None:
    """Add the standard services there are not yet. What is there, changed or retired, stays."""
    standard = may_edit_catalogue.allow(by, standard_services())
    with connection.cursor() as cursor:  # two servers started together: the second waits here
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('kalantar.install_services'))")
    there = set(Service.objects.values_list("code", flat=True))
    missing = [Service(**row) for row in standard if row["code"] not in there]
    Service.objects.bulk_create(missing)
    rows = Service.objects.filter(code__in=[row["code"] for row in standard])
    record(events.ServicesInstalled(len(missing)), about=list(rows), by=by)


@action
def add_service(
    *, code: str, letter: str, name_fa: str, name_en: str, order: int = 0, by: Actor
) -> Service:
    row: Service = may_edit_catalogue.allow(by, Service(code=code, letter=letter, order=order))
    code_is_plain.require(code)
    row_is_said_in_both_languages.require(name_fa, name_en)
    row.name_fa, row.name_en = normalise(name_fa), normalise(name_en)
    row.save(force_insert=True)
    record(events.ServiceAdded(row.pk), about=[row], by=by)
    return row


@action
def retire_service(*, service: UUID, by: Actor) -> Service:
    """Stop offering it; visits that came for it keep it."""
    row: Service = may_edit_catalogue.allow(by, lock(SERVICES, service))
    catalogue_row_is_offered.require(row)
    row.retired_at = by.now()
    row.save(update_fields=["retired_at"])
    record(events.ServiceRetired(row.pk), about=[row], by=by)
    return row


@action
def set_up_desk(*, station: UUID, number: int, services: Collection[UUID] = (), by: Actor) -> Desk:
    """A desk of the station. ``services``: those it serves; none means all."""
    desk: Desk = may_keep_reception.allow(by, Desk(station=find(AREAS, station), number=number))
    visitors_come_to_a_station.require(desk.station)
    _offered(services)
    desk.services = sorted(set(services))
    desk.save(force_insert=True)
    record(events.DeskSetUp(desk.pk), about=[desk], by=by, areas=[desk.station_id])
    return desk


@action
def change_desk(*, desk: UUID, services: Collection[UUID], by: Actor) -> Desk:
    """It serves these from now on; none means all."""
    row: Desk = may_keep_reception.allow(by, lock(DESKS, desk))
    desk_is_there.require(row)
    _offered(services)
    row.services = sorted(set(services))
    row.save(update_fields=["services"])
    record(events.DeskChanged(row.pk), about=[row], by=by, areas=[row.station_id])
    return row


@action
def take_desk_away(*, desk: UUID, by: Actor) -> Desk:
    row: Desk = may_keep_reception.allow(by, lock(DESKS, desk))
    desk_is_there.require(row)
    desk_is_free.require(Visit.objects.filter(desk=row, state__in=AT_A_DESK).count())
    row.retired_at = by.now()
    row.save(update_fields=["retired_at"])
    record(events.DeskTakenAway(row.pk), about=[row], by=by, areas=[row.station_id])
    return row


@action
def issue_hall_screen(*, station: UUID, digest: str, by: Actor) -> HallScreen:
    """An address for a screen in the hall, which shows numbers and desks to whoever has it and needs nobody
    to sign in. ``digest``: of its token (``people.tokens``)."""
    row: HallScreen = may_keep_reception.allow(by, HallScreen(station=find(AREAS, station)))
    row.digest, row.issued_at = digest, by.now()
    visitors_come_to_a_station.require(row.station)
    row.save(force_insert=True)
    record(events.HallScreenIssued(row.pk), about=[row], by=by, areas=[row.station_id])
    return row


@action
def revoke_hall_screen(*, screen: UUID, by: Actor) -> HallScreen:
    """From now on its address shows nothing."""
    row: HallScreen = may_keep_reception.allow(by, lock(SCREENS, screen))
    hall_screen_is_in_use.require(row)
    row.revoked_at = by.now()
    row.save(update_fields=["revoked_at"])
    record(events.HallScreenRevoked(row.pk), about=[row], by=by, areas=[row.station_id])
    return row


@action
def register_visit(
    *,
    station: UUID,
    service: UUID,
    person: UUID | None = None,
    appointment: UUID | None = None,
    purpose: str = "",
    language: str = "fa",
    needs: Collection[str] = (),
    by: Actor,
) -> Visit:
    """Somebody came, and is given a ticket. ``person``: who, where they said so; ``appointment``: theirs."""
    here = may_receive_visitors.allow(by, find(AREAS, station))
    visitors_come_to_a_station.require(here)
    language_and_needs_are_known.require(language, needs)
    wanted, now = find(SERVICES, service), by.now()
    catalogue_row_is_offered.require(wanted)
    visit = Visit(station=here, service=wanted, letter=wanted.letter, came_at=now)
    visit.purpose, visit.language, visit.needs = normalise(purpose), language, sorted(set(needs))
    if person is not None:
        visit.person = may_see_person.allow(by, find(PERSONS, person))
        person_is_not_erased.require(visit.person)
    slot = None
    if appointment is not None:
        kept = lock(APPOINTMENTS, appointment)
        appointment_stands.require(kept)
        appointment_is_for_this_visit.require(kept, visit)
        visit.appointment, slot = kept, kept.slot
    visit.turn_at, visit.day = turn_of(now, visit.needs, slot), timezone.localdate(now)
    visit.number = _next_number(here.pk, visit.day, visit.letter)
    visit.save(force_insert=True)
    _record(events.VisitorCame(visit.pk, wanted.pk), visit, by)
    return visit


@action
def receive_visitor(
    *,
    station: UUID,
    service: UUID,
    who: Mapping[str, Any],
    purpose: str = "",
    language: str = "fa",
    needs: Collection[str] = (),
    by: Actor,
) -> Visit:
    """Somebody who was not known yet: registered (``who``: as ``register_person`` takes it) and given a
    ticket in one act, so that there is never the one without the other."""
    here = may_receive_visitors.allow(by, find(AREAS, station))
    said: dict[str, Any] = {"language": language, "needs": needs, "by": by}
    person = register_person(area=here.pk, **who, **said)
    return register_visit(
        station=here.pk, service=service, person=person.pk, purpose=purpose, **said
    )


@action
def call_next(*, desk: UUID, by: Actor) -> Visit:
    """The next ticket this desk serves, which nobody else is just taking, is called to it."""
    at: Desk = may_serve_visitor.allow(by, lock(DESKS, desk))
    waiting = VISITS.select_for_update(of=("self",), skip_locked=True).filter(
        station=at.station_id, state=VisitState.WAITING, day=timezone.localdate(by.now())
    )
    if at.services:
        waiting = waiting.filter(service__in=at.services)
    found = waiting.order_by("turn_at", "pk").first()
    if found is None:
        raise somebody_is_waiting.refuse()
    return _call(found, at, by)


@action
def call_visitor(*, visit: UUID, desk: UUID, by: Actor) -> Visit:
    """This one, out of turn: whoever calls says so with the ticket."""
    wanted: Visit = may_serve_visitor.allow(by, lock(VISITS, visit))
    at = lock(DESKS, desk)
    desk_is_of_the_station.require(at, wanted)
    return _call(wanted, at, by)


@action
def recall(*, visit: UUID, by: Actor) -> Visit:
    """Nobody came: the number is called once more."""
    row: Visit = may_serve_visitor.allow(by, lock(VISITS, visit))
    VISIT.advance(row, "recall")
    row.called += 1
    row.save(update_fields=["called"])
    _record(events.VisitorRecalled(row.pk, row.called), row, by)
    return row


@action
def begin_serving(*, visit: UUID, by: Actor) -> Visit:
    row: Visit = may_serve_visitor.allow(by, lock(VISITS, visit))
    VISIT.advance(row, "begin_serving")
    assert row.desk_id is not None
    row.begun_at = by.now()
    row.save(update_fields=["state", "begun_at"])
    _record(events.ServingBegan(row.pk, row.desk_id), row, by)
    return row


@action
def serve(*, visit: UUID, by: Actor) -> Visit:
    """What they came for is done."""
    row: Visit = may_serve_visitor.allow(by, lock(VISITS, visit))
    VISIT.advance(row, "serve")
    row.ended_at = by.now()
    row.save(update_fields=["state", "ended_at"])
    _record(events.VisitorServed(row.pk, _seconds(row.begun_at, row.ended_at)), row, by)
    return row


@action
def refer_visitor(*, visit: UUID, to: UUID, by: Actor) -> Visit:
    """The matter belongs elsewhere; the visitor is told where."""
    row: Visit = may_serve_visitor.allow(by, lock(VISITS, visit))
    there = find(AREAS, to)
    VISIT.advance(row, "refer_visitor")
    referral_goes_elsewhere.require(row, there)
    row.referred_to, row.ended_at = there, by.now()
    row.save(update_fields=["state", "referred_to", "ended_at"])
    _record(events.VisitorReferred(row.pk, there.pk), row, by)
    return row


@action
def leave_queue(*, visit: UUID, by: Actor) -> Visit:
    """They went before they were served."""
    row: Visit = may_serve_visitor.allow(by, lock(VISITS, visit))
    VISIT.advance(row, "leave_queue")
    row.ended_at = by.now()
    row.save(update_fields=["state", "ended_at"])
    _record(events.VisitorLeft(row.pk), row, by)
    return row


@action
def miss(*, visit: UUID, by: Actor) -> Visit:
    """Called and not there; the desk is free for the next one."""
    row: Visit = may_serve_visitor.allow(by, lock(VISITS, visit))
    VISIT.advance(row, "miss")
    row.ended_at = by.now()
    row.save(update_fields=["state", "ended_at"])
    _record(events.VisitorMissed(row.pk), row, by)
    return row


@action
def queue_again(*, visit: UUID, by: Actor) -> Visit:
    """They are back, with the same ticket, where they stood."""
    row: Visit = may_serve_visitor.allow(by, lock(VISITS, visit))
    VISIT.advance(row, "queue_again")
    row.desk = row.called_at = row.begun_at = row.ended_at = None
    row.save(update_fields=["state", "desk", "called_at", "begun_at", "ended_at"])
    _record(events.VisitorQueuedAgain(row.pk), row, by)
    return row


@action
def mark_saved(*, visit: UUID, reason: str, by: Actor) -> Visit:
    """They would not have had to come, and why."""
    row: Visit = may_serve_visitor.allow(by, lock(VISITS, visit))
    saved_reason_is_known.require(reason)
    row.saved = reason
    row.save(update_fields=["saved"])
    _record(events.VisitCouldHaveBeenSaved(row.pk, reason), row, by)
    return row


@action
def open_slot(
    *,
    station: UUID,
    service: UUID,
    starts_at: datetime,
    ends_at: datetime,
    capacity: int,
    by: Actor,
) -> Slot:
    """So many can be received for the service at that time."""
    slot: Slot = may_keep_reception.allow(by, Slot(station=find(AREAS, station), capacity=capacity))
    visitors_come_to_a_station.require(slot.station)
    wanted = find(SERVICES, service)
    catalogue_row_is_offered.require(wanted)
    slot.service, slot.starts_at, slot.ends_at = wanted, starts_at, ends_at
    slot_is_to_come.require(slot, by.now())
    slot_receives_somebody.require(capacity)
    slot.save(force_insert=True)
    _of_slot(events.SlotOpened(wanted.pk, capacity), slot, by)
    return slot


@action
def open_slots(
    *,
    station: UUID,
    service: UUID,
    starts: Collection[datetime],
    minutes: int,
    capacity: int,
    by: Actor,
) -> None:
    """Each of these times, so many ``minutes`` long, as ``open_slot`` opens one; all of them or none."""
    may_keep_reception.require(by, Slot(station=find(AREAS, station)))
    slots_are_not_too_many.require(len(starts))
    for begins in starts:
        ends = begins + timedelta(minutes=minutes)
        asked: dict[str, Any] = {"starts_at": begins, "ends_at": ends, "capacity": capacity}
        open_slot(station=station, service=service, **asked, by=by)


@action
def book_appointment(*, slot: UUID, person: UUID, by: Actor) -> Appointment:
    """A place in the slot. The last place goes to one of those who book it at once."""
    at: Slot = may_serve_visitor.allow(by, lock(SLOTS, slot))
    who = may_see_person.allow(by, find(PERSONS, person))
    person_stands.require(who)
    person_is_not_erased.require(who)
    slot_is_to_come.require(at, by.now())
    Slot.objects.filter(pk=at.pk).update(booked=F("booked") + 1)
    row = Appointment.objects.create(slot=at, person=who, booked_at=by.now())
    _of_appointment(events.AppointmentBooked(who.pk, at.service_id), row, by)
    return row


@action
def cancel_appointment(*, appointment: UUID, by: Actor) -> Appointment:
    """Its place is free again."""
    may_serve_visitor.require(by, row := find(APPOINTMENTS, appointment))
    lock(SLOTS, row.slot_id)  # before it, as who calls the time off does
    row = lock(APPOINTMENTS, appointment)
    appointment_stands.require(row)
    slot_is_to_come.require(row.slot, by.now())
    row.cancelled_at = by.now()
    row.save(update_fields=["cancelled_at"])
    Slot.objects.filter(pk=row.slot_id).update(booked=F("booked") - 1)
    _of_appointment(events.AppointmentCancelled(row.person_id, row.slot.service_id), row, by)
    return row


@action
def change_places(*, slot: UUID, capacity: int, by: Actor) -> Slot:
    """How many are received at that time: not fewer than booked it. None are left where that is as many."""
    row: Slot = may_take_times_back.allow(by, lock(SLOTS, slot))
    slot_is_to_come.require(row, by.now())
    booked_places_stay.require(capacity, row.booked)
    row.capacity = capacity
    row.save(update_fields=["capacity"])
    _of_slot(events.SlotPlacesChanged(row.service_id, capacity), row, by)
    return row


@action
def call_off_slot(*, slot: UUID, reason: str, by: Actor) -> Slot:
    """Nobody is received then: it is closed, and who booked it hears so. Who came already keeps their turn."""
    row: Slot = may_take_times_back.allow(by, lock(SLOTS, slot))
    slot_is_to_come.require(row, by.now())
    calling_off_says_why.require(reason)
    came = Visit.objects.filter(appointment__slot=row).values("appointment")
    standing = APPOINTMENTS.filter(slot=row, cancelled_at=None).exclude(pk__in=came)
    gone = list(standing.select_for_update(of=("self",)).order_by("pk"))
    for one in gone:
        one.cancelled_at, one.called_off = by.now(), reason
        one.save(update_fields=["cancelled_at", "called_off"])
        said = events.AppointmentCalledOff(one.pk, one.person_id, row.service_id, reason)
        _of_appointment(said, one, by)
    row.booked -= len(gone)
    row.capacity = row.booked
    row.save(update_fields=["booked", "capacity"])
    _of_slot(events.SlotCalledOff(row.service_id, reason, len(gone)), row, by)
    return row


@part
def erase_visits(persons: Collection[UUID]) -> int:
    """That somebody came, when and for which service is counted on; what they said is not kept."""
    rows = Visit.objects.filter(person__in=persons)
    return rows.update(purpose="", needs=[], language="fa")


def _call(visit: Visit, desk: Desk, by: Actor) -> Visit:
    desk_is_there.require(desk)
    VISIT.advance(visit, "call_visitor")
    visit.desk, visit.called_at, visit.called = desk, by.now(), visit.called + 1
    visit.save(update_fields=["state", "desk", "called_at", "called"])
    waited = _seconds(visit.came_at, visit.called_at)
    _record(events.VisitorCalled(visit.pk, desk.pk, waited), visit, by)
    return visit


def _next_number(station: UUID, day: date, letter: str) -> int:
    """Taken as late as possible: the serial's row is locked until the action ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO reception_ticketserial AS serial (station_id, day, letter, last)"
            " VALUES (%s, %s, %s, 1) ON CONFLICT (station_id, day, letter)"
            " DO UPDATE SET last = serial.last + 1 RETURNING last",
            [station, day, letter],
        )
        return int(cursor.fetchone()[0])


def _offered(services: Collection[UUID]) -> None:
    offered = Service.objects.filter(pk__in=set(services), retired_at=None).count()
    desk_serves_what_is_offered.require(len(set(services)), offered)


def _seconds(since: datetime | None, until: datetime) -> int:
    return round((until - (since or until)).total_seconds())


def _record(event: Event, visit: Visit, by: Actor) -> None:
    """Told to who listens to the station: the boards of the areas around it show no visitors."""
    persons = [("person", visit.person_id)] if visit.person_id else []
    record(event, about=[visit, *persons], by=by, areas=[visit.station_id])


def _of_slot(event: Event, slot: Slot, by: Actor) -> None:
    record(event, about=[slot], by=by, areas=[slot.station_id])


def _of_appointment(event: Event, row: Appointment, by: Actor) -> None:
    record(event, about=[row, ("person", row.person_id)], by=by, areas=[row.slot.station_id])
