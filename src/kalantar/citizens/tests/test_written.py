"""What parties write by message and no word explains is read by their station, and nobody's by an administrator."""

from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from kalantar.cases.tests.world import refusal
from kalantar.citizens.actions import (
    put_written_aside,
    settle_nobodys,
    take_as_question,
    take_as_wrong_number,
)
from kalantar.citizens.models import CitizenQuestion
from kalantar.citizens.queries import asked_about
from kalantar.citizens.tests.portal import Portal
from kalantar.citizens.written import written_by_nobody, written_on, written_to
from kalantar.incoming_messages.actions import receive_message
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.models import Entry
from kalantar.messaging.queries import opt_out_of
from kalantar.notices.tests.world import COMPLAINS
from kalantar.people.roles import Role
from kalantar.persons.actions import merge_persons
from kalantar.safe_numbers.actions import name_safe_number

NOBODYS, SAFE = "09351112299", "09351112288"


def write(portal: Portal, text: str = "چه مدارکی بیاورم؟", number: str = COMPLAINS) -> Any:
    service = system(portal.clock)
    return receive_message(number=number, text=text, route="r", by=service)


def listed(portal: Portal, by: Actor | None = None, station: Any = None) -> list[tuple[UUID, UUID]]:
    world = portal.parties.world
    found = written_to(by or world.desk, station or world.here)
    return [(one.pk, one.file) for one in found.order_by("-came_at")]  # type: ignore[attr-defined]


def test_the_station_of_the_file_has_it_to_read(portal: Portal) -> None:
    world, came = portal.parties.world, write(portal)
    write(portal, "لغو")  # a word: done at once, and nobody's to read
    assert listed(portal) == [(came.pk, portal.case.pk)]
    assert list(written_on(portal.case)) == [came]
    assert listed(portal, world.at(world.there), world.there) == []
    assert listed(portal, world.at(world.here, Role.CALL_TAKER)) == []
    assert not written_by_nobody(world.at(world.here, Role.ADMINISTRATOR)).exists()


def test_by_a_safe_number_and_under_a_merged_record_too(portal: Portal) -> None:
    world = portal.parties.world
    name_safe_number(
        case=portal.case.pk, party=portal.party.pk, number=SAFE, why="x", by=world.desk
    )
    safe = write(portal, number=SAFE)
    again = world.person(phone=NOBODYS)
    merge_persons(person=portal.party.person_id, into=again.pk, why="x", by=world.desk)
    merged = write(portal, number=NOBODYS)
    assert {one for one, _ in listed(portal)} == {safe.pk, merged.pk}
    assert set(written_on(portal.case)) == {safe, merged}


def test_a_question_stands_where_the_citizens_questions_do(portal: Portal) -> None:
    world, came = portal.parties.world, write(portal)
    asked = take_as_question(case=portal.case.pk, incoming=came.pk, by=world.desk)
    assert (asked.text, asked.party, asked.asked_at) == (came.text, portal.party, came.came_at)
    assert asked_about(portal.case) == [asked]
    assert listed(portal) == []
    entry = Entry.objects.get(event="MessageSettled")
    assert (entry.facts["settled"], entry.actor) == ("question", world.desk.id)
    assert came.text not in str(entry.facts)


def test_a_wrong_number_in_other_words_is_as_the_word(portal: Portal) -> None:
    world, came = portal.parties.world, write(portal, "این شماره مال ایشان نیست")
    take_as_wrong_number(case=portal.case.pk, incoming=came.pk, by=world.desk)
    opted_out = opt_out_of(COMPLAINS)
    assert opted_out
    assert opted_out.reason == "wrong_number"
    settled = Entry.objects.filter(event="MessageSettled", subjects__subject=portal.case.pk)
    assert settled.get().facts["settled"] == "wrong_number"
    assert listed(portal) == []


def test_put_aside_with_a_reason(portal: Portal) -> None:
    world, came = portal.parties.world, write(portal)
    asked: dict[str, Any] = {"case": portal.case.pk, "incoming": came.pk, "by": world.desk}
    assert refusal(put_written_aside, **asked, why=" ") == "reason_is_given"
    put_written_aside(**asked, why="تشکر کرده است")
    assert Entry.objects.get(event="MessageSettled").why == "تشکر کرده است"
    assert refusal(put_written_aside, **asked, why="x") == "incoming_is_of_this_file"


@pytest.mark.parametrize("act", [take_as_question, take_as_wrong_number])
def test_incoming_is_of_this_file(portal: Portal, act: Any) -> None:
    world, other = portal.parties.world, write(portal, number=NOBODYS)
    for incoming in (other.pk, uuid7()):
        said = refusal(act, case=portal.case.pk, incoming=incoming, by=world.desk)
        assert said == "incoming_is_of_this_file"
    mine = write(portal)
    for by in (world.at(world.there), world.at(world.here, Role.AUDITOR), portal.citizen):
        assert refusal(act, case=portal.case.pk, incoming=mine.pk, by=by) == "may_handle_case"


def test_who_wrote_reads_answers(portal: Portal) -> None:
    """Whoever named a safe number has no other page, and the phone they registered may be in other hands."""
    world = portal.parties.world
    name_safe_number(
        case=portal.case.pk, party=portal.party.pk, number=SAFE, why="x", by=world.desk
    )
    came = write(portal)
    said = refusal(take_as_question, case=portal.case.pk, incoming=came.pk, by=world.desk)
    assert said == "who_wrote_reads_answers"
    assert not CitizenQuestion.objects.exists()


def test_what_is_nobodys_is_an_administrators(portal: Portal) -> None:
    world = portal.parties.world
    came, more = write(portal, number=NOBODYS), write(portal, "الو؟", number=NOBODYS)
    assert listed(portal) == []
    admin = world.at(world.here, Role.ADMINISTRATOR)
    assert set(written_by_nobody(admin)) == {came, more}
    assert not written_by_nobody(world.desk).exists()
    settle_nobodys(incoming=came.pk, settled="wrong_number", by=admin)
    said = refusal(settle_nobodys, incoming=more.pk, settled="nothing", by=admin)
    assert said == "reason_is_given"
    settle_nobodys(incoming=more.pk, settled="nothing", why="تبلیغ", by=admin)
    assert not written_by_nobody(admin).exists()
    assert opt_out_of(NOBODYS)


def test_may_read_nobodys_messages(portal: Portal) -> None:
    world, came = portal.parties.world, write(portal, number=NOBODYS)
    for by in (world.desk, world.chief, portal.citizen):
        said = refusal(settle_nobodys, incoming=came.pk, settled="nothing", why="x", by=by)
        assert said == "may_read_nobodys_messages"


def test_what_was_erased_is_nobodys_to_read(portal: Portal) -> None:
    """Nor that of who has no phone: an empty number is no number."""
    world = portal.parties.world
    world.case(complainant=world.person().pk)
    write(portal)
    IncomingMessage.objects.update(number="", number_hash=b"", text="")
    assert listed(portal) == []
    assert not written_by_nobody(world.at(world.here, Role.ADMINISTRATOR)).exists()
