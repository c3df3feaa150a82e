"""At the desk somebody has another phone: what was open with the old one ends, and nobody is put at risk."""

from typing import Any

import pytest

from kalantar.cases.actions import close_case, keep_case_confidential
from kalantar.cases.tests.world import refusal
from kalantar.citizens.actions import replace_phone
from kalantar.citizens.models import Access
from kalantar.citizens.queries import access_held
from kalantar.citizens.tests.portal import Portal, last_code
from kalantar.kernel.models import Entry
from kalantar.messaging.actions import withhold_file
from kalantar.messaging.models import Message, WithheldFile
from kalantar.people.roles import Role
from kalantar.persons.actions import send_phone_code, verify_phone
from kalantar.persons.models import Person

NEW = "09127776655"


def _replace(portal: Portal, **more: Any) -> Any:
    asked: dict[str, Any] = {
        "case": portal.case.pk, "party": portal.party.pk, "phone": NEW, "shown": "national_card",
        "why": "گوشی را گم کرده است", "by": portal.parties.world.desk,
    }  # fmt: skip
    return replace_phone(**asked | more)


def _told() -> dict[str, str]:
    return {row.event: row.number for row in Message.objects.filter(event__startswith="phone_")}


def test_what_was_open_with_the_old_phone_ends_at_once(portal: Portal) -> None:
    held, first = portal.held(), portal.token
    asked, second = portal.ask(), portal.token
    code = last_code()
    _replace(portal)
    assert access_held(held.pk, first, portal.clock()) is None
    assert portal.take(asked, code, token=second).state == "given_up"
    assert set(Access.objects.values_list("state", flat=True)) == {"given_up"}
    assert portal.held(phone=NEW).party == portal.party
    assert Entry.objects.filter(event="AccessGivenUp").count() == 2


def test_a_code_of_the_desk_to_the_old_phone_is_worth_nothing(portal: Portal) -> None:
    desk = portal.parties.world.desk
    send_phone_code(person=portal.party.person_id, by=desk)
    text = Message.objects.get(event="phone_code").text
    code = next(word.strip(".:") for word in text.split() if word.strip(".:").isdecimal())
    _replace(portal)
    said = refusal(verify_phone, person=portal.party.person_id, code=code, by=desk)
    assert said == "phone_code_is_of_this_phone"


def test_both_numbers_are_told_and_nothing_is_named(portal: Portal) -> None:
    _replace(portal)
    assert _told() == {"phone_taken_off": "+989121112233", "phone_put_down": "+989127776655"}
    for message in Message.objects.filter(event__startswith="phone_"):
        assert portal.case.number not in message.text
        assert message.about == portal.party.person_id
    entry = Entry.objects.get(event="PhoneReplaced")
    assert (entry.why, entry.facts["shown"], entry.facts["told"]) == (
        "گوشی را گم کرده است", "national_card", 2,
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
    assert _told() == {}
    assert Entry.objects.get(event="PhoneReplaced").facts["told"] == 0


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
