"""Visitors come, are called in their turn, and are served; and what is told of it."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kalantar.kernel.actor import system
from kalantar.kernel.models import Entry
from kalantar.kernel.story import told
from kalantar.people.roles import Role
from kalantar.persons.actions import merge_persons
from kalantar.persons.models import Person
from kalantar.reception.actions import (
    begin_serving,
    book_appointment,
    call_next,
    call_visitor,
    install_services,
    mark_saved,
    miss,
    queue_again,
    recall,
    receive_visitor,
    refer_visitor,
    register_visit,
    retire_service,
    serve,
)
from kalantar.reception.models import Service, Visit
from kalantar.reception.queries import (
    VisitFigures,
    appointments_of,
    called_now,
    desk_seen,
    desks_of,
    earlier_visits,
    free_slots,
    missed_visits,
    saved_by_station,
    saved_visits,
    services,
    standard_services_are_installed,
    stations_of,
    visit_at,
    visit_seen,
    waiting_times,
    waiting_visits,
    who_came,
)
from kalantar.reception.tests.hall import Hall, a_hall, at_once, refused_by
from tests.plugins.actors import HandClock


def test_a_visitor_is_called_served_and_told_of_without_a_name(
    hall: Hall, clock: HandClock
) -> None:
    person = hall.somebody("زهرا", family_fa="رضایی", phone="09121112233")
    visit = hall.comes(person=person.pk, purpose="کیفش گم شده")
    clock.forward(minutes=5)
    assert call_next(desk=hall.first.pk, by=hall.by).pk == visit.pk
    recall(visit=visit.pk, by=hall.by)
    begin_serving(visit=visit.pk, by=hall.by)
    clock.forward(minutes=7)
    serve(visit=visit.pk, by=hall.by)
    assert [line.sentence.en for line in reversed(told(visit.pk, hall.by))] == [
        "Ticket A-1: came for “complaint”.", "A-1 was called to desk 1 after 300 s.",
        "A-1 was called again, for the 2. time.", "A-1 is being served at desk 1.",
        "A-1 was served, in 420 s.",
    ]  # fmt: skip
    facts = str(list(Entry.objects.values_list("facts", flat=True)))
    assert not any(word in facts for word in ("زهرا", "رضایی", "کیف", "912111"))


def test_who_was_not_known_is_registered_with_the_ticket_or_not_at_all(hall: Hall) -> None:
    asked: dict[str, Any] = {
        "station": hall.station.pk,
        "service": hall.complaint.pk,
        "by": hall.by,
    }
    visit = receive_visitor(who={"given_fa": "زهرا"}, needs=["sight"], **asked)
    assert visit.person is not None
    assert (visit.person.given_fa, visit.person.needs) == ("زهرا", ["sight"])
    retire_service(service=hall.complaint.pk, by=hall.scene.person(Role.ADMINISTRATOR))
    assert refused_by(receive_visitor, who={"given_fa": "مریم"}, **asked) == (
        "catalogue_row_is_offered"
    )
    assert Person.objects.count() == 1


def test_a_desk_is_seen_by_who_receives_there(hall: Hall) -> None:
    seen = desk_seen(hall.by, hall.first.pk)
    assert seen == hall.first
    elsewhere = hall.scene.person(Role.DESK_OFFICER, hall.scene.stations[1])
    assert desk_seen(elsewhere, hall.first.pk) is None
    assert desk_seen(hall.scene.person(Role.PATROL_OFFICER), hall.first.pk) is None
    assert list(desks_of(hall.station.pk)) == [hall.first, hall.second]


@pytest.mark.parametrize("more", [{}, {"language": "ar", "needs": ["interpreter", "guardian"]}])
def test_who_has_no_phone_no_papers_and_no_name_is_served_too(
    hall: Hall, more: dict[str, Any]
) -> None:
    visit = hall.comes(**more)
    assert who_came(visit, hall.by).en == "gave no name"
    assert call_next(desk=hall.first.pk, by=hall.by).pk == visit.pk


def test_numbers_are_counted_by_letter_station_and_day(hall: Hall, clock: HandClock) -> None:
    tickets = [hall.comes(service).ticket for service in (hall.complaint, hall.theft, hall.status)]
    assert tickets == ["A-1", "A-2", "B-1"]
    other = hall.scene.stations[1]
    by = hall.scene.person(Role.DESK_OFFICER, other)
    there = register_visit(station=other.pk, service=hall.complaint.pk, by=by)
    assert there.ticket == "A-1"
    clock.forward(hours=11.9)  # just before midnight in Tehran
    assert hall.comes().ticket == "A-3"
    clock.forward(minutes=10)
    assert hall.comes().ticket == "A-1"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(came=st.lists(st.tuples(st.sampled_from("ABZ"), st.integers(0, 30)), max_size=12))
def test_tickets_have_no_gap_and_no_double(
    db: None, clock: HandClock, came: list[tuple[str, int]]
) -> None:
    hall = a_hall(clock)
    last = Service.objects.create(
        code=f"z_{hall.status.code[-6:]}", letter="Z", name_en="z", name_fa="ز"
    )
    offered = {"A": hall.theft, "B": hall.status, "Z": last}
    for letter, hours in came:
        clock.forward(hours=hours)
        hall.comes(offered[letter])
    given_out: dict[tuple[object, str], list[int]] = {}
    for visit in Visit.objects.filter(station=hall.station).order_by("came_at", "pk"):
        given_out.setdefault((visit.day, visit.letter), []).append(visit.number)
    for numbers in given_out.values():
        assert numbers == list(range(1, len(numbers) + 1))


def test_a_registration_that_is_refused_leaves_no_gap(hall: Hall) -> None:
    """It is refused after its number was taken."""
    person = hall.somebody().pk
    booked = book_appointment(slot=hall.slot().pk, person=person, by=hall.by)
    kept: dict[str, Any] = {"person": person, "appointment": booked.pk}
    assert hall.comes(**kept).number == 1
    assert refused_by(hall.comes, **kept) == "appointment_is_kept_once"
    assert hall.comes().number == 2


def test_the_turn_is_who_came_first_and_who_cannot_wait_half_an_hour_before(
    hall: Hall, clock: HandClock
) -> None:
    first = hall.comes()
    clock.forward(minutes=20)
    second = hall.comes()
    clock.forward(minutes=15)
    on_wheels = hall.comes(needs=["wheelchair"])
    foreign = hall.comes(needs=["interpreter"], language="ar")
    order = [visit.pk for visit in waiting_visits(hall.by, hall.station.pk, clock())]
    assert order == [first.pk, on_wheels.pk, second.pk, foreign.pk]


def test_an_appointment_has_its_hour(hall: Hall, clock: HandClock) -> None:
    person, slot = hall.somebody(), hall.slot(in_minutes=30)
    booked = book_appointment(slot=slot.pk, person=person.pk, by=hall.by)
    assert [one.pk for one in appointments_of(hall.by, person, clock())] == [booked.pk]
    clock.forward(minutes=35)
    walked_in = hall.comes()
    clock.forward(minutes=5)
    kept = hall.comes(person=person.pk, appointment=booked.pk)
    assert appointments_of(hall.by, person, clock()) == []
    order = [visit.pk for visit in waiting_visits(hall.by, hall.station.pk, clock())]
    assert order == [kept.pk, walked_in.pk]


def test_who_comes_after_the_appointment_is_over_waits_like_everybody(
    hall: Hall, clock: HandClock
) -> None:
    person, slot = hall.somebody(), hall.slot(in_minutes=10)
    booked = book_appointment(slot=slot.pk, person=person.pk, by=hall.by)
    walked_in = hall.comes()
    clock.forward(minutes=31)
    late = hall.comes(person=person.pk, appointment=booked.pk)
    order = [visit.pk for visit in waiting_visits(hall.by, hall.station.pk, clock())]
    assert order == [walked_in.pk, late.pk]


def test_a_desk_takes_whom_it_serves(hall: Hall, clock: HandClock) -> None:
    hall.comes()
    clock.forward(minutes=1)
    status = hall.comes(hall.status)
    now = clock()
    mine = waiting_visits(hall.by, hall.station.pk, now, desk=hall.second)
    assert [visit.pk for visit in mine] == [status.pk]
    assert call_next(desk=hall.second.pk, by=hall.by).pk == status.pk
    at = visit_at(hall.by, hall.second)
    assert at is not None
    assert at.pk == status.pk


def test_who_was_not_there_stands_where_they_stood(hall: Hall, clock: HandClock) -> None:
    first = hall.comes()
    clock.forward(minutes=1)
    second = hall.comes()
    call_next(desk=hall.first.pk, by=hall.by)
    miss(visit=first.pk, by=hall.by)
    assert [one.pk for one in missed_visits(hall.by, hall.station.pk, clock())] == [first.pk]
    queue_again(visit=first.pk, by=hall.by)
    order = [visit.pk for visit in waiting_visits(hall.by, hall.station.pk, clock())]
    assert order == [first.pk, second.pk]
    assert call_next(desk=hall.first.pk, by=hall.by).called == 2


def test_the_screen_shows_the_numbers_called_last(hall: Hall, clock: HandClock) -> None:
    one, other = hall.comes(), hall.comes(hall.status)
    call_next(desk=hall.first.pk, by=hall.by)
    begin_serving(visit=one.pk, by=hall.by)
    clock.forward(minutes=4)
    call_visitor(visit=other.pk, desk=hall.second.pk, by=hall.by)
    shown = [visit.ticket for visit in called_now(hall.by, hall.station.pk, clock())]
    assert shown == ["B-1", "A-1"]
    clock.forward(minutes=7)
    shown = [visit.ticket for visit in called_now(hall.by, hall.station.pk, clock())]
    assert shown == ["B-1"]  # still called; the other has been served for long


def test_waiting_times_of_today(hall: Hall, clock: HandClock) -> None:
    for minutes in (1, 2, 3, 4, 20):
        visit = hall.comes()
        clock.forward(minutes=minutes)
        call_next(desk=hall.first.pk, by=hall.by)
        begin_serving(visit=visit.pk, by=hall.by)
        serve(visit=visit.pk, by=hall.by)
    hall.comes()
    clock.forward(minutes=6)
    times = waiting_times(hall.by, hall.station, clock())
    assert (times.came, times.waiting, times.called) == (6, 1, 5)
    assert (times.median_s, times.longest_s) == (180, 360)
    assert times.p90_s == pytest.approx(60 * (4 + 0.6 * 16))
    clock.forward(days=1)
    tomorrow = waiting_times(hall.by, hall.station, clock())
    assert (tomorrow.came, tomorrow.median_s) == (0, None)


def test_a_returning_visitor_is_recognised(hall: Hall, clock: HandClock) -> None:
    person, again = hall.somebody(), hall.somebody()
    before = hall.comes(hall.status, person=person.pk)
    mark_saved(visit=before.pk, reason="status", by=hall.by)
    clock.forward(days=1)
    now = hall.comes(person=again.pk)
    merge_persons(person=again.pk, into=person.pk, why="Same card", by=hall.by)
    seen = earlier_visits(hall.by, person)
    assert [visit.pk for visit in seen] == [now.pk, before.pk]
    again.refresh_from_db()
    rest = earlier_visits(hall.by, again, after=seen[0].pk)
    assert [(visit.pk, visit.saved) for visit in rest] == [(before.pk, "status")]
    since = clock() - timedelta(days=2)
    counted = saved_visits(hall.chief, hall.station, since, clock() + timedelta(minutes=1))
    assert counted == {
        hall.status.pk: VisitFigures(1, {"status": 1}),
        hall.complaint.pk: VisitFigures(1, {}),
    }
    both = saved_by_station(hall.chief, [hall.station.pk], since, clock() + timedelta(minutes=1))
    assert both == {hall.station.pk: VisitFigures(2, {"status": 1})}
    assert both[hall.station.pk].could_be_saved == 1
    assert saved_by_station(hall.by, [hall.station.pk], since, clock() + timedelta(minutes=1)) == {}
    assert saved_visits(hall.chief, hall.station, since, since + timedelta(hours=1)) == {}


def test_a_list_of_those_who_wait_goes_on_after_the_last_one_had(
    hall: Hall, clock: HandClock
) -> None:
    came = []
    for _ in range(4):
        clock.forward(minutes=1)
        came.append(hall.comes().pk)
    page = waiting_visits(hall.by, hall.station.pk, clock(), limit=2)
    call_next(desk=hall.first.pk, by=hall.by)
    rest = waiting_visits(hall.by, hall.station.pk, clock(), after=page[-1].pk, limit=2)
    assert [visit.pk for visit in (*page, *rest)] == came


def test_a_reader_sees_only_their_stations_visitors(hall: Hall, clock: HandClock) -> None:
    person = hall.somebody(family_fa="رضایی")
    visit, station = hall.comes(person=person.pk), hall.station.pk
    call_next(desk=hall.first.pk, by=hall.by)
    refer_visitor(visit=visit.pk, to=hall.scene.city.pk, by=hall.by)
    waits = hall.comes(person=person.pk)
    elsewhere = hall.scene.person(Role.DESK_OFFICER, hall.scene.stations[1])
    auditor = hall.scene.person(Role.AUDITOR)
    for reader in (elsewhere, auditor, hall.scene.person(Role.DISPATCHER)):
        assert visit_seen(reader, waits.pk) is None
        assert waiting_visits(reader, station, clock()) == []
        assert called_now(reader, station, clock()) == []
        assert earlier_visits(reader, person) == []
    seen = visit_seen(auditor.because("Complaint 7"), waits.pk)
    assert seen is not None
    assert who_came(seen, hall.by).fa == "زهرا رضایی"
    assert who_came(seen, elsewhere).en == "somebody"
    assert list(stations_of(hall.by)) == [hall.station]
    assert set(stations_of(hall.scene.person(Role.COMMANDER))) == set(hall.scene.stations)


def test_free_times_are_those_with_a_place(hall: Hall, clock: HandClock) -> None:
    full, free = hall.slot(in_minutes=10), hall.slot(in_minutes=40)
    book_appointment(slot=full.pk, person=hall.somebody().pk, by=hall.by)
    found = free_slots(hall.by, hall.station, hall.complaint.pk, clock())
    assert [slot.pk for slot in found] == [free.pk]


def test_the_standard_services_are_installed_once(hall: Hall) -> None:
    assert not standard_services_are_installed()
    for _ in range(2):
        install_services(by=system(hall.scene.clock))
    assert standard_services_are_installed()
    offered = list(services().exclude(code__endswith=hall.status.code[-6:]))
    assert (len(offered), offered[0].code) == (12, "complaint")


@pytest.mark.django_db(transaction=True)
def test_two_desks_that_call_at_once_get_one_ticket_between_them(committed_hall: Hall) -> None:
    hall = committed_hall
    visit = hall.comes(hall.status)
    desks = (hall.first, hall.second)
    came_to = at_once(*(lambda d=desk: call_next(desk=d.pk, by=hall.by) for desk in desks))
    won = [one for one in came_to if isinstance(one, Visit)]
    assert [one.pk for one in won] == [visit.pk], came_to
    assert [one for one in came_to if one not in won] == ["somebody_is_waiting"]


@pytest.mark.django_db(transaction=True)
def test_two_desks_that_call_at_once_take_two_tickets(committed_hall: Hall) -> None:
    hall = committed_hall
    waiting = {hall.comes(hall.status).pk for _ in range(2)}
    desks = (hall.first, hall.second)
    came_to = at_once(*(lambda d=desk: call_next(desk=d.pk, by=hall.by) for desk in desks))
    assert {one.pk for one in came_to} == waiting


@pytest.mark.django_db(transaction=True)
def test_tickets_given_at_once_have_no_gap_and_no_double(committed_hall: Hall) -> None:
    came_to = at_once(*[committed_hall.comes] * 8)
    assert sorted(visit.number for visit in came_to) == list(range(1, 9)), came_to


@pytest.mark.django_db(transaction=True)
def test_the_last_place_goes_to_one_of_those_who_book_at_once(committed_hall: Hall) -> None:
    hall = committed_hall
    slot, people = hall.slot(capacity=2), [hall.somebody().pk for _ in range(5)]
    came_to = at_once(
        *(lambda p=one: book_appointment(slot=slot.pk, person=p, by=hall.by) for one in people)
    )
    refused = [one for one in came_to if one == "slot_is_not_overbooked"]
    assert (len(refused), len(came_to)) == (3, 5), came_to
    slot.refresh_from_db()
    assert slot.booked == slot.appointments.count() == 2
