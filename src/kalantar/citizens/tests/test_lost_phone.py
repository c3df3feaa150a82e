"""At the desk somebody has another phone: what was open with the old one ends, and nobody is put at risk."""

from typing import Any

import pytest
from django.db import IntegrityError

from kalantar.cases.actions import close_case, keep_case_confidential
from kalantar.cases.models import Party
from kalantar.cases.tests.world import refusal
from kalantar.citizens.actions import confirm_phone, replace_phone, send_phone_code_again
from kalantar.citizens.models import Access
from kalantar.citizens.queries import access_held
from kalantar.citizens.tests.portal import Portal, another, last_code
from kalantar.kernel.models import Entry
from kalantar.messaging.actions import withhold_file
from kalantar.messaging.models import Message, WithheldFile
from kalantar.notices.tests.world import react, told
from kalantar.people.roles import Role
from kalantar.persons.actions import send_phone_code
from kalantar.persons.models import Person
from kalantar.persons.rules import phone_waits_for_its_code
from kalantar.safe_numbers.queries import phone_of

NEW = "09127776655"


def _replace(portal: Portal, **more: Any) -> Any:
    asked: dict[str, Any] = {
        "case": portal.case.pk, "party": portal.party.pk, "phone": NEW, "shown": "national_card",
        "why": "گوشی را گم کرده است", "by": portal.parties.world.desk,
    }  # fmt: skip
    return replace_phone(**asked | more)


def _told() -> dict[str, str]:
    told = Message.objects.filter(event__in=["phone_taken_off", "phone_put_down"])
    return {row.event: row.number for row in told}


def _code() -> str:
    return last_code("phone_code")


def _confirm(portal: Portal, code: str, **more: Any) -> Any:
    asked: dict[str, Any] = {
        "case": portal.case.pk, "party": portal.party.pk, "by": portal.parties.world.desk,
    }  # fmt: skip
    return confirm_phone(code=code, **asked | more)


def test_what_was_open_with_the_old_phone_ends_at_once(portal: Portal) -> None:
    held, first = portal.held(), portal.token
    asked, second = portal.ask(), portal.token
    code = last_code()
    _replace(portal)
    assert access_held(held.pk, first, portal.clock()) is None
    assert portal.take(asked, code, token=second).state == "given_up"
    assert set(Access.objects.values_list("state", flat=True)) == {"given_up"}
    assert portal.ask(phone=NEW).party is None, "it waits for its code"
    _confirm(portal, _code())
    assert portal.held(phone=NEW).party == portal.party
    assert Entry.objects.filter(event="AccessGivenUp").count() == 2


def test_a_code_of_the_desk_to_the_old_phone_is_worth_nothing(portal: Portal) -> None:
    desk = portal.parties.world.desk
    send_phone_code(person=portal.party.person_id, by=desk)
    code = _code()
    _replace(portal)
    assert _confirm(portal, code).used_at is None
    assert Person.objects.get(pk=portal.party.person_id).phone_waits_since


def test_both_numbers_are_told_and_nothing_is_named(portal: Portal) -> None:
    _replace(portal)
    assert _told() == {"phone_taken_off": "+989121112233"}
    _confirm(portal, _code())
    assert _told() == {"phone_taken_off": "+989121112233", "phone_put_down": "+989127776655"}
    for message in Message.objects.filter(event__startswith="phone_"):
        assert portal.case.number not in message.text
        assert message.about == portal.party.person_id
    entry = Entry.objects.get(event="PhoneReplaced")
    assert (entry.why, entry.facts["shown"], entry.facts["told"]) == (
        "گوشی را گم کرده است", "national_card", 1,
    )  # fmt: skip
    assert NEW[1:] not in str(entry.facts)


@pytest.mark.parametrize("withheld", [True, False])
def test_who_must_not_be_found_out_is_told_at_the_desk_alone(
    portal: Portal, withheld: bool
) -> None:
    """Whoever has the old phone learns nothing, whichever of their files it is."""
    desk = portal.parties.world.desk
    other = portal.parties.world.case(complainant=portal.party.person_id)
    if withheld:
        withhold_file(
            about=("case", other.pk), reason=WithheldFile.Reason.DOMESTIC,
            area=other.jurisdiction_id, by=desk,
        )  # fmt: skip
    else:
        keep_case_confidential(case=other.pk, why="امنیت", by=desk)
    _replace(portal)
    _confirm(portal, _code())
    assert _told() == {}
    assert Entry.objects.get(event="PhoneReplaced").facts["told"] == 0


def test_until_its_code_comes_back_the_new_phone_is_used_for_nothing(portal: Portal) -> None:
    _replace(portal)
    party = Party.objects.select_related("person__merged_into").get(pk=portal.party.pk)
    assert phone_of(party, {}) == ""
    assert phone_of(party, {party.pk: "+989350000000"}) == "+989350000000"
    entry = portal.parties.order()
    react(entry)
    assert told(entry)[party].why_not == "no_phone"
    assert _confirm(portal, another(_code())).used_at is None
    assert _confirm(portal, _code()).used_at
    assert phone_of(Party.objects.get(pk=party.pk), {}) == "+989127776655"
    assert Entry.objects.filter(event="PhoneConfirmed", subjects__subject=portal.case.pk).exists()


def test_who_has_no_reception_is_sent_the_code_again(portal: Portal) -> None:
    world = portal.parties.world
    asked: dict[str, Any] = {"case": portal.case.pk, "party": portal.party.pk, "by": world.desk}
    assert refusal(send_phone_code_again, **asked) == "phone_waits_for_its_code"
    _replace(portal)
    assert refusal(send_phone_code_again, **asked) == "phone_code_was_not_just_sent"
    first = _code()
    world.clock.forward(minutes=11)
    assert refusal(_confirm, portal=portal, code=first) == "phone_code_is_waited_for"
    send_phone_code_again(**asked)
    assert _confirm(portal, _code()).used_at
    assert refusal(_confirm, portal=portal, code="123456") == "phone_waits_for_its_code"


def test_where_no_code_can_be_sent_the_phone_waits_all_the_same(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kalantar.persons.actions.SENDERS", [])
    _replace(portal)
    assert Person.objects.get(pk=portal.party.person_id).phone_waits_since


def test_phone_waits_for_its_code(portal: Portal) -> None:
    assert not phone_waits_for_its_code(Person())
    assert phone_waits_for_its_code(Person(phone_waits_since=portal.clock()))


def test_phone_that_waits_is_there(portal: Portal) -> None:
    with pytest.raises(IntegrityError, match="phone_that_waits_is_there"):
        Person.objects.filter(pk=portal.party.person_id).update(
            phone_hash=b"", phone_waits_since=portal.clock()
        )


def test_it_is_done_for_a_closed_file_too(portal: Portal) -> None:
    world = portal.parties.world
    close_case(case=portal.case.pk, outcome=world.outcome(), note="x", by=world.desk)
    _replace(portal)
    assert Person.objects.get(pk=portal.party.person_id).phone == "+989127776655"


@pytest.mark.parametrize("shown", ["", "a friend"])
def test_identity_was_shown(portal: Portal, shown: str) -> None:
    assert refusal(_replace, portal=portal, shown=shown) == "identity_was_shown"


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"why": " "}, "reason_is_given"),
        ({"phone": ""}, "phone_number_is_understood"),
        ({"phone": "09121112233"}, "correction_changes_something"),
    ],
)
def test_what_else_is_refused(portal: Portal, more: dict[str, str], rule: str) -> None:
    held = portal.held()
    assert refusal(_replace, portal=portal, **more) == rule
    assert access_held(held.pk, portal.token, portal.clock())


def test_another_station_changes_nothing(portal: Portal) -> None:
    world = portal.parties.world
    for by in (world.at(world.there), world.at(world.here, Role.AUDITOR), portal.citizen):
        assert refusal(_replace, portal=portal, by=by) == "may_handle_case"
    other = world.case()
    assert refusal(_replace, portal=portal, case=other.pk) == "it_is_of_this_case"
