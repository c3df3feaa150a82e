"""A time that was offered is taken back: closed, or called off for those who booked it."""

from kalantar.kernel.models import Entry
from kalantar.reception.actions import (
    book_appointment,
    call_off_slot,
    cancel_appointment,
    change_places,
)
from kalantar.reception.models import Appointment, Slot
from kalantar.reception.queries import appointments_of, booked_at, free_slots
from kalantar.reception.tests.hall import Hall, at_once, refused_by
from tests.plugins.actors import HandClock


def _free(hall: Hall) -> list[Slot]:
    return free_slots(hall.by, hall.station, hall.complaint.pk, hall.by.now())


def test_a_time_nobody_booked_is_closed_and_opened_again(hall: Hall) -> None:
    slot = hall.slot(capacity=2)
    change_places(slot=slot.pk, capacity=0, by=hall.by)
    assert _free(hall) == []
    change_places(slot=slot.pk, capacity=1, by=hall.by)
    assert _free(hall) == [slot]
    places = Entry.objects.filter(event="SlotPlacesChanged").values_list("facts__places", flat=True)
    assert list(places) == [0, 1]


def test_who_booked_a_time_that_is_called_off_has_it_no_more(hall: Hall) -> None:
    slot = hall.slot(capacity=3)
    zahra, maryam = hall.somebody("زهرا"), hall.somebody("مریم")
    given_up = book_appointment(slot=slot.pk, person=maryam.pk, by=hall.by)
    cancel_appointment(appointment=given_up.pk, by=hall.by)
    booked = book_appointment(slot=slot.pk, person=zahra.pk, by=hall.by)
    row = call_off_slot(slot=slot.pk, reason="absent", by=hall.by)
    assert (row.booked, row.capacity, _free(hall)) == (0, 0, [])
    booked.refresh_from_db()
    assert (booked.cancelled_at, booked.called_off) == (hall.by.now(), "absent")
    assert appointments_of(hall.by, zahra, hall.by.now()) == []
    assert booked_at(row) == [booked]  # who gave it up is nobody's matter any more
    entry = Entry.objects.get(event="AppointmentCalledOff")
    assert entry.facts["reason"] == "absent"
    assert {one.subject for one in entry.subjects.all()} == {booked.pk, zahra.pk}
    assert Entry.objects.get(event="SlotCalledOff").facts["people"] == 1
    gone = refused_by(cancel_appointment, appointment=booked.pk, by=hall.by)
    assert gone == "appointment_stands"


def test_who_came_already_keeps_their_turn(hall: Hall) -> None:
    slot, who = hall.slot(capacity=2), hall.somebody()
    kept = book_appointment(slot=slot.pk, person=who.pk, by=hall.by)
    hall.comes(person=who.pk, appointment=kept.pk)
    row = call_off_slot(slot=slot.pk, reason="duty", by=hall.by)
    assert (row.booked, row.capacity) == (1, 1)
    kept.refresh_from_db()
    assert kept.cancelled_at is None


def test_a_time_that_has_begun_is_not_taken_back(hall: Hall, clock: HandClock) -> None:
    slot = hall.slot(60)
    clock.forward(minutes=60)
    assert refused_by(change_places, slot=slot.pk, capacity=2, by=hall.by) == "slot_is_to_come"
    assert refused_by(call_off_slot, slot=slot.pk, reason="duty", by=hall.by) == "slot_is_to_come"


def test_called_off_while_it_is_booked_and_given_up_at_once(committed_hall: Hall) -> None:
    """Nobody is left with a place in a time that is closed, and nobody waits for another for ever."""
    hall, by = committed_hall, committed_hall.by
    slot, zahra, maryam = hall.slot(capacity=3), hall.somebody("زهرا"), hall.somebody("مریم")
    first = book_appointment(slot=slot.pk, person=zahra.pk, by=by)
    results = at_once(
        lambda: call_off_slot(slot=slot.pk, reason="fault", by=by),
        lambda: cancel_appointment(appointment=first.pk, by=by),
        lambda: book_appointment(slot=slot.pk, person=maryam.pk, by=by),
    )
    assert not [one for one in results if isinstance(one, Exception)]
    standing = Appointment.objects.filter(slot=slot, cancelled_at=None).count()
    row = Slot.objects.get(pk=slot.pk)
    assert (standing, row.booked, row.capacity) == (0, 0, 0)
