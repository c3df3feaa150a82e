"""A time at the station, and what to bring."""

from datetime import timedelta
from typing import Any

import pytest

from kalantar.case_catalogue.actions import change_case_category
from kalantar.cases.actions import keep_case_confidential
from kalantar.cases.tests.world import refusal
from kalantar.citizens.actions import book_time, give_up_time
from kalantar.citizens.models import Access
from kalantar.citizens.queries import times_free, times_of, to_bring
from kalantar.citizens.rules import (
    one_time_is_booked,
    time_is_at_the_files_station,
    time_is_their_own,
)
from kalantar.citizens.tests.portal import Portal
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.messaging.actions import opt_out
from kalantar.messaging.models import Message
from kalantar.notices.tests.world import COMPLAINS, RESPONDS, last, react
from kalantar.places.models import Jurisdiction
from kalantar.reception.actions import call_off_slot, install_services, open_slot
from kalantar.reception.models import Service, Slot
from kalantar.reception.tests.hall import at_once


def _slot(portal: Portal, by: Actor, at: Jurisdiction | None = None, hours: int = 24) -> Slot:
    if not Service.objects.filter(code="case_status").exists():
        install_services(by=by)
    starts = portal.clock() + timedelta(hours=hours)
    return open_slot(
        station=(at or portal.case.jurisdiction).pk, capacity=1, starts_at=starts,
        service=Service.objects.get(code="case_status").pk,
        ends_at=starts + timedelta(minutes=30), by=by,
    )  # fmt: skip


@pytest.fixture
def held(portal: Portal) -> Access:
    return portal.held()


def test_a_time_is_booked_and_given_up(portal: Portal, held: Access, as_system: Actor) -> None:
    slot = _slot(portal, as_system)
    assert times_free(held, portal.clock()) == [slot]
    booked = book_time(access=held.pk, slot=slot.pk, by=portal.citizen)
    assert (times_of(held, portal.clock()), times_free(held, portal.clock())) == ([booked], [])
    give_up_time(access=held.pk, appointment=booked.pk, by=portal.citizen)
    assert (times_of(held, portal.clock()), times_free(held, portal.clock())) == ([], [slot])
    kinds = Entry.objects.filter(event__in=["TimeBooked", "TimeGivenUp"]).values_list("actor_kind")
    assert set(kinds) == {("citizen",)}


def test_one_time_is_booked(portal: Portal, held: Access, as_system: Actor) -> None:
    first, second = _slot(portal, as_system), _slot(portal, as_system, hours=25)
    book_time(access=held.pk, slot=first.pk, by=portal.citizen)
    said = refusal(book_time, access=held.pk, slot=second.pk, by=portal.citizen)
    assert said == "one_time_is_booked"
    assert one_time_is_booked(0)


def test_time_is_at_the_files_station(portal: Portal, held: Access, as_system: Actor) -> None:
    there = _slot(portal, as_system, portal.parties.world.there)
    assert not time_is_at_the_files_station(there, portal.case)
    said = refusal(book_time, access=held.pk, slot=there.pk, by=portal.citizen)
    assert said == "time_is_at_the_files_station"
    assert times_free(held, portal.clock()) == []


def test_time_is_their_own(portal: Portal, held: Access, as_system: Actor) -> None:
    slot = _slot(portal, as_system)
    booked = book_time(access=held.pk, slot=slot.pk, by=portal.citizen)
    other = portal.held(phone=RESPONDS)
    by = portal.of(portal.parties.respondent)
    said = refusal(give_up_time, access=other.pk, appointment=booked.pk, by=by)
    assert said == "time_is_their_own"
    assert time_is_their_own(booked, {portal.party.person_id})


def test_documents_to_bring_are_the_categorys(portal: Portal, as_system: Actor) -> None:
    category = portal.case.category
    assert to_bring(portal.case).fa == "کارت ملی و اگر دارید رسید پرونده"
    change_case_category(case_category=category.pk, bring_fa="کارت  ملي", by=as_system)
    category.refresh_from_db()
    said = to_bring(portal.case)
    assert (said.fa, said.en) == ("کارت ملی", "کارت ملی")


@pytest.mark.django_db(transaction=True)
def test_the_last_place_goes_to_one_of_two(busy: Portal, as_system: Actor) -> None:
    slot = _slot(busy, as_system)
    one, other = busy.held(), busy.held(phone=RESPONDS)
    by: Any = busy.of(busy.parties.respondent)
    said = at_once(
        lambda: book_time(access=one.pk, slot=slot.pk, by=busy.citizen),
        lambda: book_time(access=other.pk, slot=slot.pk, by=by),
    )
    assert said.count("slot_is_not_overbooked") == 1


def _called_off(portal: Portal, held: Access, by: Actor, hours: int = 24) -> None:
    slot = _slot(portal, by, hours=hours)
    book_time(access=held.pk, slot=slot.pk, by=portal.citizen)
    call_off_slot(slot=slot.pk, reason="absent", by=portal.parties.world.desk)


def _off() -> list[Message]:
    react(last("AppointmentCalledOff"))
    return list(Message.objects.filter(event="appointment_called_off"))


def test_whose_time_is_called_off_is_told_once_when_it_was_and_why(
    portal: Portal, held: Access, as_system: Actor
) -> None:
    _called_off(portal, held, as_system)
    assert times_of(held, portal.clock()) == []
    _off()
    [sent] = _off()
    assert sent.about != portal.case.pk
    assert "مسئول مربوط حضور ندارد" in sent.text
    assert portal.case.jurisdiction.name_fa in sent.text
    for unsaid in ("کریمی", "نوری", portal.case.number):
        assert unsaid not in sent.text
    assert sent.expires_at <= portal.clock() + timedelta(days=2)


def test_before_a_time_of_this_morning_no_message_waits(
    portal: Portal, held: Access, as_system: Actor
) -> None:
    _called_off(portal, held, as_system, hours=11)
    [sent] = _off()
    assert sent.not_before == portal.clock()


def test_whom_a_message_would_betray_gets_none(
    portal: Portal, held: Access, as_system: Actor
) -> None:
    _called_off(portal, held, as_system)
    keep_case_confidential(case=portal.case.pk, why="خطر", by=portal.parties.world.desk)
    assert _off() == []


def test_who_wants_no_messages_gets_none_of_a_time_either(
    portal: Portal, held: Access, as_system: Actor
) -> None:
    _called_off(portal, held, as_system)
    opt_out(number=COMPLAINS, reason="stop", by=portal.parties.world.desk)
    assert {one.state for one in _off()} == {"suppressed"}


def test_of_a_time_that_is_over_nobody_is_told(
    portal: Portal, held: Access, as_system: Actor
) -> None:
    _called_off(portal, held, as_system, hours=1)
    portal.parties.world.clock.forward(hours=2)
    assert _off() == []
