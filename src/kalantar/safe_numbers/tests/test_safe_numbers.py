"""A party names a number that nobody else reads; each rule by its name."""

from dataclasses import dataclass
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from kalantar.case_catalogue.models import CaseCategory, WhyConfidential
from kalantar.cases.actions import end_party, name_party
from kalantar.cases.models import Case, Party
from kalantar.cases.tests.world import World, program, refusal
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused, constraints_speak
from kalantar.kernel.text import parse_phone
from kalantar.messaging.actions import release_file, withhold_file
from kalantar.people.roles import Role
from kalantar.safe_numbers.actions import give_up_safe_number, name_safe_number
from kalantar.safe_numbers.models import SafeNumber
from kalantar.safe_numbers.queries import (
    parties_of_safe_number,
    phone_of,
    safe_numbers_of,
    with_safe_number,
)

HOME, SISTERS, HIS = "09121112233", "09351112233", "09124445566"
WHY = "خودش حضوری گفت"


@dataclass
class File:
    """Of two who live in one house."""

    world: World
    case: Case
    she: Party
    he: Party

    def name(self, number: str = SISTERS, **more: Any) -> SafeNumber:
        asked: dict[str, Any] = {
            "case": self.case.pk, "party": self.she.pk, "number": number, "why": WHY,
            "by": self.world.desk,
        }  # fmt: skip
        return name_safe_number(**asked | more)

    def give_up(self, **more: Any) -> SafeNumber:
        asked: dict[str, Any] = {
            "case": self.case.pk, "party": self.she.pk, "why": WHY, "by": self.world.desk,
        }  # fmt: skip
        return give_up_safe_number(**asked | more)


@pytest.fixture
def file(world: World) -> File:
    case = world.case(complainant=world.person("کریمی", phone=HOME).pk)
    his = world.person("نوری", phone=HIS).pk
    he = name_party(case=case.pk, person=his, role="respondent", by=world.desk)
    return File(world, case, case.parties.get(role="complainant"), he)


def test_she_is_told_by_that_number_and_no_other(file: File) -> None:
    assert phone_of(file.she, safe_numbers_of(file.case)) == parse_phone(HOME)
    file.name("۰۹۳۵ ۱۱۱ ۲۲۳۳")
    safe = safe_numbers_of(file.case)
    assert safe == {file.she.pk: parse_phone(SISTERS)}
    assert phone_of(file.she, safe) == parse_phone(SISTERS)
    assert phone_of(file.he, safe) == parse_phone(HIS)
    assert [row.party_id for row in parties_of_safe_number(SISTERS)] == [file.she.pk]
    file.give_up()
    assert phone_of(file.she, safe_numbers_of(file.case)) == parse_phone(HOME)
    assert not parties_of_safe_number(SISTERS)


def test_another_takes_the_place_of_the_one_before(file: File) -> None:
    first, second = file.name(), file.name("09361112233")
    first.refresh_from_db()
    assert (first.until, second.until) == (file.world.clock(), None)
    assert safe_numbers_of(file.case) == {file.she.pk: second.number}


def test_the_registered_phone_may_be_the_safe_one(file: File) -> None:
    """She alone reads it, though nothing is sent about the file otherwise."""
    assert file.name(HOME).number == parse_phone(HOME)


def test_the_number_stands_sealed_and_the_timeline_holds_ids(file: File) -> None:
    made = file.name()
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM safe_numbers_safenumber")
        assert "9351112233" not in str(cursor.fetchone()[0])
    entry = Entry.objects.get(event="SafeNumberNamed")
    assert entry.facts == {
        "case": str(file.case.pk), "safe_number": str(made.pk), "person": str(file.she.person_id),
    }  # fmt: skip
    assert entry.why == WHY


def test_who_is_a_party_no_longer_has_none(file: File) -> None:
    file.name()
    end_party(case=file.case.pk, party=file.she.pk, why="اشتباه", by=file.world.desk)
    assert safe_numbers_of(file.case) == {}


@pytest.mark.parametrize("role", list(Role))
def test_who_names_one(file: File, role: Role) -> None:
    may = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
    world = file.world
    assert refusal(file.name, by=world.at(world.here, role)) == ("" if may else "may_handle_case")
    assert refusal(file.give_up, by=world.at(world.here, role)) == (
        "" if may else "may_handle_case"
    )
    assert refusal(file.name, by=world.at(world.there, role)) == "may_handle_case"
    assert refusal(file.name, by=program(role, world.here)) == "may_handle_case"


def test_who_reads_them(file: File) -> None:
    file.name()
    world = file.world
    assert SafeNumber.objects.visible_to(world.desk).count() == 1
    assert not SafeNumber.objects.visible_to(world.at(world.there)).exists()
    assert not SafeNumber.objects.visible_to(program(Role.DESK_OFFICER, world.here)).exists()


@pytest.mark.parametrize("theirs", [HIS, "+98 912 444 5566"])
def test_safe_number_is_no_other_partys(file: File, theirs: str) -> None:
    assert refusal(file.name, number=theirs) == "safe_number_is_no_other_partys"
    file.name(party=file.he.pk, number="09371112233")
    assert refusal(file.name, number="09371112233") == "safe_number_is_no_other_partys"
    assert refusal(file.name, number="12") == "phone_number_is_possible"
    assert refusal(file.name, why="  ") == "reason_is_given"


def test_she_may_have_two_roles_and_the_same_number_in_both(file: File) -> None:
    also = name_party(
        case=file.case.pk, person=file.she.person_id, role="witness", by=file.world.desk
    )
    file.name()
    file.name(party=also.pk)
    assert safe_numbers_of(file.case).keys() == {file.she.pk, also.pk}


def test_party_has_a_safe_number(file: File) -> None:
    assert refusal(file.give_up) == "party_has_a_safe_number"
    file.name()
    file.give_up()
    assert refusal(file.give_up) == "party_has_a_safe_number"


def test_safe_number_ends_after_it_begins(file: File) -> None:
    row = file.name()
    with pytest.raises(Refused) as refused, constraints_speak():
        SafeNumber.objects.filter(pk=row.pk).update(until=row.since.replace(year=2000))
    assert refused.value.rule.name == "safe_number_ends_after_it_begins"


@pytest.mark.django_db(transaction=True)
def test_party_has_one_safe_number(file: File) -> None:
    """Two officers write one down at once: the file is locked, and the later one stands."""
    at_once, numbers = Barrier(2), [SISTERS, "09361112233"]

    def write(number: str) -> None:
        try:
            at_once.wait()
            file.name(number)
        finally:
            connection.close()

    threads = [Thread(target=write, args=(number,)) for number in numbers]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert SafeNumber.objects.count() == 2
    assert SafeNumber.objects.filter(until=None).count() == 1
    with pytest.raises(Refused) as refused, constraints_speak():
        SafeNumber.objects.create(party=file.she, number=HOME, since=file.world.clock())
    assert refused.value.rule.name == "party_has_one_safe_number"


def _informs(file: File, why: str = "informant") -> None:
    sort = file.case.category
    sort.confidential, sort.confidential_because = True, why
    CaseCategory.objects.filter(pk=sort.pk).update(confidential=True, confidential_because=why)


@pytest.mark.parametrize("why", WhyConfidential)
def test_informant_is_told_by_message_nowhere(file: File, why: str) -> None:
    _informs(file, why)
    informants = why == "informant"
    refused = "informant_is_told_by_message_nowhere" if informants else ""
    assert refusal(file.name) == refused
    assert SafeNumber.objects.exists() is not informants


def test_informant_is_told_by_message_nowhere_as_the_file_was_withheld(file: File) -> None:
    about, area = ("case", file.case.pk), file.case.jurisdiction_id
    withhold_file(about=about, reason="informant", area=area, by=file.world.desk)
    assert refusal(file.name) == "informant_is_told_by_message_nowhere"
    release_file(about=about, area=area, by=file.world.desk)
    withhold_file(about=about, reason="domestic", area=area, by=file.world.desk)
    assert refusal(file.name) == ""


def test_informant_is_told_by_message_nowhere_of_any_file(file: File) -> None:
    who = file.world.person("رضایی", phone="09127778899").pk
    told = name_party(case=file.case.pk, person=who, role="informant", by=file.world.desk)
    assert refusal(file.name, party=told.pk) == "informant_is_told_by_message_nowhere"


def test_a_number_of_before_is_safe_no_longer(file: File) -> None:
    file.name()
    _informs(file)
    assert safe_numbers_of(file.case) == {}
    [she] = with_safe_number(file.case.parties.filter(pk=file.she.pk))
    assert vars(she)["has_safe"] is False
