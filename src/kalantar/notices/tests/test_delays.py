"""How far apart the two sides heard: of one event, over a period, and for whom it is there to read."""

from datetime import timedelta
from uuid import UUID

import pytest

from kalantar.kernel.actor import Actor
from kalantar.messaging.actions import opt_out
from kalantar.messaging.models import Message
from kalantar.notices import delays
from kalantar.notices.delays import Found, Report
from kalantar.notices.tests.world import COMPLAINS, Parties, last, react, told
from kalantar.orders.models import Order
from kalantar.people.roles import Role

MINUTE = timedelta(minutes=1)


def _handed_over(parties: Parties, entry: UUID, complainant_s: int, respondent_s: int) -> None:
    rows, now = told(entry), parties.world.clock()
    for party, seconds in (
        (parties.complainant, complainant_s),
        (parties.respondent, respondent_s),
    ):
        message = rows[party].message
        assert message
        at = now + timedelta(seconds=seconds)
        Message.objects.filter(pk=message.pk).update(
            state="delivered", submitted_at=at, ended_at=at + timedelta(seconds=seconds)
        )


def _told(parties: Parties, number: str, complainant_s: int = 0, respondent_s: int = 0) -> UUID:
    entry = parties.order(number=number)
    react(entry)
    _handed_over(parties, entry, complainant_s, respondent_s)
    return entry


def _found(parties: Parties, by: Actor | None = None, area: UUID | None = None) -> Found:
    now, world = parties.world.clock(), parties.world
    day = timedelta(days=1)
    return delays.differences(by or world.chief, [area or world.here.pk], now - day, now + day)


def test_of_one_event_the_difference_is_said_both_ways(parties: Parties) -> None:
    entry = _told(parties, "1", 4, 9)
    [one] = delays.delays(parties.world.chief, [entry])
    assert (one.entry, one.what, one.submitted_s, one.delivered_s) == (
        entry,
        "order_received",
        5,
        10,
    )
    assert not one.only_one_was_told
    assert one.complainant
    assert one.complainant.state == "delivered"
    [sooner] = delays.delays(parties.world.chief, [_told(parties, "2", 9, 4)])
    assert sooner.submitted_s == -5


def test_where_one_side_was_not_told_it_is_said_why(parties: Parties) -> None:
    opt_out(number=COMPLAINS, reason="stop", by=parties.world.desk)
    react(entry := parties.order())
    [one] = delays.delays(parties.world.chief, [entry])
    assert one.only_one_was_told
    assert one.submitted_s is None
    assert one.complainant
    assert one.complainant.why_not == "opted_out"
    assert one.respondent
    assert (one.respondent.why_not, one.respondent.state) == ("", "queued")


def test_of_an_order_it_is_how_both_heard_that_it_came(parties: Parties) -> None:
    react(parties.order())
    order, world = Order.objects.get(), parties.world
    said = delays.delay_of_order(world.desk, order.pk)
    assert said
    assert said.entry == last("OrderReceived")
    assert delays.delay_of_order(world.at(world.there), order.pk) is None


def test_the_report_counts_what_both_heard_of_and_how_far_apart(parties: Parties) -> None:
    entries = [_told(parties, str(at), 0, at) for at in (0, 10, 70)]
    entries.append(_told(parties, "9", 300, 0))  # the complainant later
    react(parties.order(number="waits"))  # nobody has heard yet
    found = _found(parties)
    said = delays.report(found, MINUTE)
    assert said == Report(4, 0, 2, timedelta(seconds=40), timedelta(seconds=300))
    assert delays.apart_by_more(found, MINUTE) == [entries[3], entries[2]]
    assert delays.apart_by_more(found, timedelta(0)) == [entries[3], entries[2], entries[1]]
    assert delays.report(found, timedelta(seconds=300)).over == 0


def test_what_one_side_alone_heard_is_counted_apart(parties: Parties) -> None:
    opt_out(number=COMPLAINS, reason="stop", by=parties.world.desk)
    react(entry := parties.order())
    message = told(entry)[parties.respondent].message
    assert message
    rows = Message.objects.filter(pk=message.pk)
    rows.update(state="submitted", submitted_at=parties.world.clock())
    assert delays.report(_found(parties), MINUTE) == Report(0, 1, 0, None, None)
    assert delays.apart_by_more(_found(parties), timedelta(0)) == []


def test_a_file_of_one_side_has_no_difference(parties: Parties) -> None:
    from kalantar.cases.actions import end_party

    end_party(
        case=parties.case.pk, party=parties.respondent.pk, why="اشتباه", by=parties.world.desk
    )
    react(entry := parties.order())
    message = told(entry)[parties.complainant].message
    assert message
    rows = Message.objects.filter(pk=message.pk)
    rows.update(state="submitted", submitted_at=parties.world.clock())
    assert delays.report(_found(parties), MINUTE).one == 0


def test_a_lawyer_who_hears_first_hears_for_the_side(parties: Parties) -> None:
    lawyer = parties.named("lawyer", parties.respondent, phone="09127778800")
    entry = _told(parties, "1", 0, 90)
    message = told(entry)[lawyer].message
    assert message
    rows = Message.objects.filter(pk=message.pk)
    rows.update(state="submitted", submitted_at=parties.world.clock() + timedelta(seconds=5))
    assert delays.report(_found(parties), MINUTE).worst == timedelta(seconds=5)
    [one] = delays.delays(parties.world.chief, [entry])
    assert one.submitted_s == 5


def test_the_widest_come_first_a_page_at_a_time(
    parties: Parties, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delays, "PAGE", 2)
    entries = [_told(parties, str(at), 0, 100 if at < 3 else at) for at in range(5)]
    ties = sorted(entries[:3])
    found, limit = _found(parties), timedelta(seconds=2)
    assert delays.apart_by_more(found, limit) == ties
    assert delays.apart_by_more(found, limit, after=ties[1]) == [ties[2], entries[4], entries[3]]
    assert delays.apart_by_more(found, limit, after=entries[4]) == [entries[3]]
    assert delays.apart_by_more(found, limit, after=last("CaseOpened")) == ties  # no place in it


def test_it_is_of_the_files_the_reader_may_see(parties: Parties) -> None:
    entry = _told(parties, "1", 0, 90)
    world = parties.world
    assert delays.report(_found(parties, area=world.there.pk), MINUTE).both == 0
    for reader, both in (
        (world.at(world.there), 0), (world.scene.person(Role.AUDITOR), 0),
        (world.scene.person(Role.AUDITOR).because("شکایت"), 1), (world.chief, 1),
    ):  # fmt: skip
        assert delays.report(_found(parties, reader), MINUTE).both == both
        assert len(delays.delays(reader, [entry])) == both
