"""The rules of receptions, each by its name, and who may what."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kalantar.kernel.actor import Actor, ActorKind, Grant
from kalantar.people.roles import Role
from kalantar.persons.models import Need
from kalantar.reception.actions import (
    add_service,
    begin_serving,
    book_appointment,
    call_next,
    call_off_slot,
    call_visitor,
    cancel_appointment,
    change_desk,
    change_places,
    issue_hall_screen,
    mark_saved,
    open_slots,
    refer_visitor,
    register_visit,
    retire_service,
    revoke_hall_screen,
    serve,
    set_up_desk,
    take_desk_away,
)
from kalantar.reception.models import Slot, Visit
from kalantar.reception.queries import ahead_of, saved_visits
from kalantar.reception.rules import (
    MOST_AT_ONCE,
    MOST_SLOTS,
    may_keep_reception,
    may_read_visit_figures,
    may_receive_visitors,
    may_see_visitors,
    may_serve_visitor,
    may_take_times_back,
    visitor_goes_ahead,
)
from kalantar.reception.tests.hall import Hall, refused_by
from tests.plugins.actors import HandClock

DESK = {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}


def broken_by(deed: Callable[[], object]) -> str:
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        deed()
    diagnosis: Any = broken.value.__cause__
    return str(diagnosis.diag.constraint_name)


def _set(visit: Visit, **values: object) -> Callable[[], object]:
    return lambda: Visit.objects.filter(pk=visit.pk).update(**values)


@pytest.mark.parametrize("role", Role)
def test_may_receive_visitors(hall: Hall, role: Role) -> None:
    elsewhere = hall.scene.person(role, hall.scene.stations[1])
    for by, may in ((hall.scene.person(role), role in DESK), (elsewhere, False)):
        assert may_receive_visitors(by, hall.station) is may


@pytest.mark.parametrize("role", Role)
def test_may_serve_visitor(hall: Hall, role: Role) -> None:
    visit = hall.comes()
    for at in (visit, hall.first):
        assert may_serve_visitor(hall.scene.person(role), at) is (role in DESK)
        assert not may_serve_visitor(hall.scene.person(role, hall.scene.stations[1]), at)


@pytest.mark.parametrize("role", Role)
def test_may_read_visit_figures(hall: Hall, role: Role) -> None:
    may = role in {Role.STATION_CHIEF, Role.COMMANDER}
    reader, elsewhere = (
        hall.scene.person(role, area) for area in (hall.station, hall.scene.stations[1])
    )
    assert may_read_visit_figures(reader, hall.station) is may
    assert not may_read_visit_figures(elsewhere, hall.station)
    if not may:
        now = hall.by.now()
        asked: dict[str, Any] = {"reader": reader, "station": hall.station}
        assert refused_by(saved_visits, **asked, since=now, until=now) == "may_read_visit_figures"


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("why", ["", "Complaint 7"])
def test_may_see_visitors(hall: Hall, role: Role, why: str) -> None:
    hall.comes()
    may = role in DESK or (role is Role.AUDITOR and why != "")
    reader = hall.scene.person(role).because(why)
    assert may_see_visitors(reader, hall.station) is may
    assert Visit.objects.visible_to(reader).exists() is may
    elsewhere = hall.scene.person(role, hall.scene.stations[1]).because(why)
    assert not may_see_visitors(elsewhere, hall.station)
    assert not Visit.objects.visible_to(elsewhere).exists()


@pytest.mark.parametrize("role", Role)
def test_may_keep_reception(hall: Hall, role: Role) -> None:
    may = role in {Role.STATION_CHIEF, Role.COMMANDER, Role.ADMINISTRATOR}
    assert may_keep_reception(hall.scene.person(role), hall.first) is may
    assert not may_keep_reception(hall.scene.person(role, hall.scene.stations[1]), hall.first)


def test_may_receive_visitors_is_no_programs(hall: Hall) -> None:
    grants = frozenset({Grant(Role.STATION_CHIEF, hall.scene.city.pk)})
    program = Actor(kind=ActorKind.PROGRAM, id=hall.by.id, grants=grants, clock=hall.scene.clock)
    assert not may_receive_visitors(program, hall.station)
    assert not may_keep_reception(program, hall.first)
    assert not may_see_visitors(program.because("x"), hall.station)
    assert not Visit.objects.visible_to(program.because("x")).exists()


def test_visitors_come_to_a_station(hall: Hall) -> None:
    city, commander = hall.scene.city.pk, hall.scene.person(Role.COMMANDER)
    asked: dict[str, Any] = {"station": city, "by": commander}
    assert refused_by(register_visit, service=hall.complaint.pk, **asked) == (
        "visitors_come_to_a_station"
    )
    assert refused_by(set_up_desk, number=9, **asked) == "visitors_come_to_a_station"


@pytest.mark.parametrize("need", Need)
def test_visitor_goes_ahead(hall: Hall, need: Need) -> None:
    ahead = need is not Need.INTERPRETER
    assert visitor_goes_ahead([need]) is ahead
    visit = hall.comes(needs=[need])
    assert visit.came_at - visit.turn_at == timedelta(minutes=30 if ahead else 0)


def test_somebody_is_waiting(hall: Hall, clock: HandClock) -> None:
    assert refused_by(call_next, desk=hall.first.pk, by=hall.by) == "somebody_is_waiting"
    hall.comes()
    assert refused_by(call_next, desk=hall.second.pk, by=hall.by) == "somebody_is_waiting"
    clock.forward(days=1)  # who came yesterday waits no more
    assert refused_by(call_next, desk=hall.first.pk, by=hall.by) == "somebody_is_waiting"


def test_desk_is_there(hall: Hall) -> None:
    take_desk_away(desk=hall.first.pk, by=hall.chief)
    hall.comes()
    assert refused_by(call_next, desk=hall.first.pk, by=hall.by) == "desk_is_there"
    changed: dict[str, Any] = {"desk": hall.first.pk, "by": hall.chief}
    assert refused_by(change_desk, services=[], **changed) == "desk_is_there"
    assert set_up_desk(station=hall.station.pk, number=1, by=hall.chief).number == 1


def test_desk_is_free(hall: Hall) -> None:
    visit = hall.comes()
    call_next(desk=hall.first.pk, by=hall.by)
    assert refused_by(take_desk_away, desk=hall.first.pk, by=hall.chief) == "desk_is_free"
    begin_serving(visit=visit.pk, by=hall.by)
    serve(visit=visit.pk, by=hall.by)
    take_desk_away(desk=hall.first.pk, by=hall.chief)


def test_desk_is_of_the_station(hall: Hall) -> None:
    other = hall.scene.stations[1]
    desk = set_up_desk(station=other.pk, number=1, by=hall.scene.person(Role.COMMANDER))
    asked: dict[str, Any] = {"visit": hall.comes().pk, "desk": desk.pk, "by": hall.by}
    assert refused_by(call_visitor, **asked) == "desk_is_of_the_station"


def test_desk_serves_what_is_offered(hall: Hall) -> None:
    retire_service(service=hall.theft.pk, by=_administrator(hall))
    asked: dict[str, Any] = {"desk": hall.first.pk, "by": hall.chief}
    change_desk(services=[hall.complaint.pk], **asked)
    assert refused_by(change_desk, services=[hall.theft.pk], **asked) == (
        "desk_serves_what_is_offered"
    )


def test_referral_goes_elsewhere(hall: Hall) -> None:
    visit = hall.comes()
    call_next(desk=hall.first.pk, by=hall.by)
    asked: dict[str, Any] = {"visit": visit.pk, "to": hall.station.pk, "by": hall.by}
    assert refused_by(refer_visitor, **asked) == "referral_goes_elsewhere"


def test_saved_reason_is_known(hall: Hall) -> None:
    asked: dict[str, Any] = {"visit": hall.comes().pk, "reason": "rain", "by": hall.by}
    assert refused_by(mark_saved, **asked) == "saved_reason_is_known"


def test_slot_is_to_come(hall: Hall, clock: HandClock) -> None:
    slot, person = hall.slot(in_minutes=5), hall.somebody()
    assert refused_by(hall.slot, in_minutes=-5) == "slot_is_to_come"
    clock.forward(minutes=5)
    asked: dict[str, Any] = {"slot": slot.pk, "person": person.pk, "by": hall.by}
    assert refused_by(book_appointment, **asked) == "slot_is_to_come"


def test_slots_are_not_too_many(hall: Hall) -> None:
    now = hall.by.now()
    asked: dict[str, Any] = {
        "station": hall.station.pk, "service": hall.complaint.pk, "minutes": 5, "capacity": 1,
        "by": hall.chief,
    }  # fmt: skip
    many = [now + timedelta(minutes=5 * (n + 1)) for n in range(MOST_SLOTS + 1)]
    for starts in ([], many):
        assert refused_by(open_slots, starts=starts, **asked) == "slots_are_not_too_many"
    assert refused_by(open_slots, starts=[*many[:2], now], **asked) == "slot_is_to_come"
    assert not Slot.objects.exists()
    open_slots(starts=many[:-1], **asked)
    assert Slot.objects.count() == MOST_SLOTS
    by = {**asked, "by": hall.by}
    assert refused_by(open_slots, starts=many[-1:], **by) == "may_keep_reception"


def test_slot_receives_somebody(hall: Hall) -> None:
    for capacity in (-1, 0, MOST_AT_ONCE + 1):
        assert refused_by(hall.slot, capacity=capacity) == "slot_receives_somebody"
    assert hall.slot(capacity=MOST_AT_ONCE)


def test_appointment_stands(hall: Hall) -> None:
    person, slot = hall.somebody(), hall.slot()
    booked = book_appointment(slot=slot.pk, person=person.pk, by=hall.by)
    cancel_appointment(appointment=booked.pk, by=hall.by)
    slot.refresh_from_db()
    assert slot.booked == 0
    again: dict[str, Any] = {"person": person.pk, "appointment": booked.pk}
    assert refused_by(hall.comes, **again) == "appointment_stands"
    cancelled: dict[str, Any] = {"appointment": booked.pk, "by": hall.by}
    assert refused_by(cancel_appointment, **cancelled) == "appointment_stands"


def test_appointment_is_for_this_visit(hall: Hall) -> None:
    person, other = hall.somebody(), hall.somebody()
    booked = book_appointment(slot=hall.slot().pk, person=person.pk, by=hall.by).pk
    for wrong in (
        {"person": other.pk},
        {"person": None},
        {"person": person.pk, "service": hall.status},
    ):
        assert refused_by(hall.comes, appointment=booked, **wrong) == (
            "appointment_is_for_this_visit"
        )


def test_appointment_is_kept_once(hall: Hall) -> None:
    person = hall.somebody()
    booked = book_appointment(slot=hall.slot().pk, person=person.pk, by=hall.by)
    hall.comes(person=person.pk, appointment=booked.pk)
    again: dict[str, Any] = {"person": person.pk, "appointment": booked.pk}
    assert refused_by(hall.comes, **again) == "appointment_is_kept_once"


def test_person_has_one_place_in_a_slot(hall: Hall) -> None:
    asked: dict[str, Any] = {"slot": hall.slot(capacity=3).pk, "person": hall.somebody().pk}
    book_appointment(**asked, by=hall.by)
    assert refused_by(book_appointment, **asked, by=hall.by) == "person_has_one_place_in_a_slot"


def test_slot_is_not_overbooked(hall: Hall) -> None:
    slot = hall.slot(capacity=1).pk
    book_appointment(slot=slot, person=hall.somebody().pk, by=hall.by)
    asked: dict[str, Any] = {"slot": slot, "person": hall.somebody().pk, "by": hall.by}
    assert refused_by(book_appointment, **asked) == "slot_is_not_overbooked"


def test_slot_is_opened_once(hall: Hall) -> None:
    hall.slot()
    assert refused_by(hall.slot) == "slot_is_opened_once"


def test_slot_ends_after_it_begins(hall: Hall) -> None:
    ends = hall.by.now() + timedelta(minutes=60)
    assert refused_by(hall.slot, ends_at=ends) == "slot_ends_after_it_begins"


def _administrator(hall: Hall) -> Actor:
    return hall.scene.person(Role.ADMINISTRATOR)


def test_service_code_is_used_once(hall: Hall) -> None:
    asked: dict[str, Any] = {"code": hall.theft.code, "letter": "Q", "name_fa": "ث", "name_en": "Q"}
    assert refused_by(add_service, **asked, by=_administrator(hall)) == "service_code_is_used_once"


@pytest.mark.parametrize("letter", ["", "a", "AB", "۱"])
def test_service_has_a_letter(hall: Hall, letter: str) -> None:
    asked: dict[str, Any] = {"code": "new_one", "letter": letter, "name_fa": "ث", "name_en": "Q"}
    assert refused_by(add_service, **asked, by=_administrator(hall)) == "service_has_a_letter"


def test_a_retired_service_is_not_come_for(hall: Hall) -> None:
    by = _administrator(hall)
    assert refused_by(retire_service, service=hall.theft.pk, by=hall.by) == "may_edit_catalogue"
    retire_service(service=hall.theft.pk, by=by)
    assert refused_by(hall.comes, service=hall.theft) == "catalogue_row_is_offered"
    added = add_service(code="new_one", letter="Q", name_fa="تازه", name_en="New", by=by)
    assert hall.comes(added).ticket == "Q-1"


def test_desk_number_is_one_desks(hall: Hall) -> None:
    asked: dict[str, Any] = {"station": hall.station.pk, "number": 1, "by": hall.chief}
    assert refused_by(set_up_desk, **asked) == "desk_number_is_one_desks"


def test_desk_has_a_number(hall: Hall) -> None:
    asked: dict[str, Any] = {"station": hall.station.pk, "number": 0, "by": hall.chief}
    assert refused_by(set_up_desk, **asked) == "desk_has_a_number"


def test_ticket_is_given_once(hall: Hall) -> None:
    _, second = hall.comes(), hall.comes()
    assert broken_by(_set(second, number=1)) == "ticket_is_given_once"


def test_desk_serves_one_visitor(hall: Hall) -> None:
    _, second = hall.comes(), hall.comes()
    call_next(desk=hall.first.pk, by=hall.by)
    assert refused_by(call_next, desk=hall.first.pk, by=hall.by) == "desk_serves_one_visitor"
    asked: dict[str, Any] = {"visit": second.pk, "desk": hall.first.pk, "by": hall.by}
    assert refused_by(call_visitor, **asked) == "desk_serves_one_visitor"


def test_visit_state_has_its_times(hall: Hall) -> None:
    visit = hall.comes()
    for state in ("called", "serving", "served", "missed", "left"):
        assert broken_by(_set(visit, state=state)) == "visit_state_has_its_times"


def test_visit_times_run_forward(hall: Hall) -> None:
    visit, early = hall.comes(), hall.by.now() - timedelta(minutes=1)
    called = {"state": "called", "desk": hall.first.pk, "called_at": early}
    assert broken_by(_set(visit, **called)) == "visit_times_run_forward"
    before: dict[str, Any] = {"desk": hall.first.pk, "by": hall.by.at(early)}
    assert refused_by(call_next, **before) == "visit_times_run_forward"


def test_referral_says_where_to(hall: Hall) -> None:
    visit = hall.comes()
    assert broken_by(_set(visit, referred_to=hall.scene.city.pk)) == "referral_says_where_to"


@pytest.mark.parametrize("role", Role)
def test_may_take_times_back(hall: Hall, role: Role) -> None:
    slot = hall.slot()
    here, there = hall.station, hall.scene.stations[1]
    assert may_take_times_back(hall.scene.person(role, here), slot) == (role in DESK)
    assert not may_take_times_back(hall.scene.person(role, there), slot)
    by = hall.scene.person(Role.DISPATCHER, here)
    assert refused_by(change_places, slot=slot.pk, capacity=2, by=by) == "may_take_times_back"
    assert refused_by(call_off_slot, slot=slot.pk, reason="duty", by=by) == "may_take_times_back"


def test_booked_places_stay(hall: Hall) -> None:
    slot = hall.slot(capacity=4)
    for name in ("زهرا", "مریم"):
        book_appointment(slot=slot.pk, person=hall.somebody(name).pk, by=hall.by)
    for capacity in (1, 0, -1, MOST_AT_ONCE + 1):
        asked: dict[str, Any] = {"slot": slot.pk, "capacity": capacity, "by": hall.by}
        assert refused_by(change_places, **asked) == "booked_places_stay"
    assert change_places(slot=slot.pk, capacity=2, by=hall.by).capacity == 2
    last: dict[str, Any] = {"slot": slot.pk, "person": hall.somebody("نرگس").pk, "by": hall.by}
    assert refused_by(book_appointment, **last) == "slot_is_not_overbooked"
    change_places(slot=slot.pk, capacity=3, by=hall.by)
    assert book_appointment(**last)


def test_calling_off_says_why(hall: Hall) -> None:
    slot = hall.slot()
    for reason in ("", "بارانی بود"):
        asked: dict[str, Any] = {"slot": slot.pk, "reason": reason, "by": hall.by}
        assert refused_by(call_off_slot, **asked) == "calling_off_says_why"


def test_hall_token_is_one_screens(hall: Hall) -> None:
    asked: dict[str, Any] = {"station": hall.station.pk, "digest": "ab", "by": hall.chief}
    issue_hall_screen(**asked)
    assert refused_by(issue_hall_screen, **asked) == "hall_token_is_one_screens"


def test_hall_screen_is_in_use(hall: Hall) -> None:
    screen = issue_hall_screen(station=hall.station.pk, digest="ab", by=hall.chief)
    assert refused_by(revoke_hall_screen, screen=screen.pk, by=hall.by) == "may_keep_reception"
    revoke_hall_screen(screen=screen.pk, by=hall.chief)
    said = refused_by(revoke_hall_screen, screen=screen.pk, by=hall.chief)
    assert said == "hall_screen_is_in_use"


def test_ahead_are_those_a_desk_of_theirs_calls_first(hall: Hall) -> None:
    """The first desk serves everything, so all who came before are ahead."""
    hall.comes()
    status, last = hall.comes(hall.status), hall.comes()
    now = hall.by.now()
    assert [ahead_of(hall.by, one, now) for one in (status, last)] == [1, 2]
    change_desk(desk=hall.first.pk, services=[hall.complaint.pk], by=hall.chief)
    assert [ahead_of(hall.by, one, now) for one in (status, last)] == [0, 1]
