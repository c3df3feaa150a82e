"""A file from its opening to its outcome, with its parties, its officer and its referrals."""

from typing import Any

import pytest
from uuid_utils.compat import uuid7

from kalantar.cases import actions, queries
from kalantar.cases.models import Case, CaseAnswer, Referral
from kalantar.cases.numbering import parse_case_number
from kalantar.cases.tests.world import NOTE, World, refusal
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told
from kalantar.kernel.text import to_persian_digits
from kalantar.people.roles import Role
from kalantar.persons.actions import merge_persons


def test_numbers_have_no_gaps_even_when_an_opening_fails(world: World) -> None:
    first = world.case()
    with pytest.raises(Refused):
        world.case(complainant=uuid7())
    second = world.case()
    assert [one.number[10:15] for one in (first, second)] == ["00001", "00002"]
    assert parse_case_number(first.number) == first.number


def test_stations_number_by_themselves_under_registers_of_their_own(world: World) -> None:
    here, there = world.case(), world.case(station=world.there.pk, by=world.at(world.there))
    assert (here.number[5:9], there.number[5:9]) == ("0001", "0002")
    assert there.number[10:15] == "00001"


def test_the_same_operation_opens_one_file(world: World) -> None:
    by = world.desk.repeating(uuid7())
    assert world.case(by=by) == world.case(by=by)
    assert Case.objects.count() == 1


def test_what_was_written_is_kept_as_its_field_asks(world: World) -> None:
    fields = {one.code: one.pk for one in world.category.fields.all()}
    answers = {fields["about"]: " پارکینگ ", fields["would_settle"]: "بله"}
    case = world.case(answers=answers)
    kept = dict(CaseAnswer.objects.filter(case=case).values_list("field", "text"))
    assert kept == {fields["about"]: "پارکینگ", fields["would_settle"]: "yes"}
    actions.fill_case(case=case.pk, answers={fields["would_settle"]: "خیر"}, by=world.desk)
    assert case.answers.get(field=fields["would_settle"]).text == "no"


def test_a_confidential_category_makes_a_confidential_file(world: World) -> None:
    from kalantar.case_catalogue.models import CaseCategory

    domestic = CaseCategory.objects.get(code="domestic_violence")
    safe = domestic.fields.get(code="safe_now").pk
    case = world.case(category=domestic.pk, answers={safe: "بله"})
    assert case.confidential
    asked: dict[str, Any] = {"case": case.pk, "why": "درخواست", "by": world.chief}
    assert refusal(actions.end_confidentiality, **asked) == "category_is_not_confidential"


def test_an_officers_word_makes_a_file_confidential_and_the_chiefs_ends_it(world: World) -> None:
    case = world.case()
    actions.keep_case_confidential(case=case.pk, why="ترس از شوهر", by=world.desk)
    case.refresh_from_db()
    assert case.confidential
    asked: dict[str, Any] = {"case": case.pk, "why": "رفع شد"}
    assert refusal(actions.end_confidentiality, **asked, by=world.desk) == "may_decide_on_case"
    actions.end_confidentiality(**asked, by=world.chief)
    case.refresh_from_db()
    assert not case.confidential


def test_parties_join_and_leave_and_the_timeline_names_nobody(world: World) -> None:
    who = world.person(phone="09121234567")
    case = world.case(complainant=who.pk)
    (party,) = queries.parties_of(case)
    lawyer = actions.name_party(
        case=case.pk, person=world.person("وکیلی").pk, role="lawyer", beside=party.pk, by=world.desk
    )
    asked: dict[str, Any] = {"case": case.pk, "party": party.pk, "why": "اشتباه", "by": world.desk}
    assert refusal(actions.end_party, **asked) == "nobody_stands_beside_the_party"
    actions.end_party(case=case.pk, party=lawyer.pk, why="عزل وکیل", by=world.desk)
    actions.end_party(**asked)
    assert list(queries.parties_of(case)) == []
    facts = " ".join(str(entry.facts) for entry in Entry.objects.all())
    assert "احمدی" not in facts
    assert "9121234567" not in facts
    latest = told(case.pk, world.desk)[0]
    assert "شاکی" in latest.sentence.fa
    assert "احمدی" in latest.sentence.fa, "by name to who may see the person"


def test_a_file_is_found_before_a_second_one_is_opened(world: World) -> None:
    who = world.person(phone="09121234567", national_id="0012345679")
    case = world.case(complainant=who.pk)
    world.case()
    typed = [
        "09121234567",
        "0012345679",
        "سارا احمدي",
        "احمدی سارا",
        to_persian_digits(case.number),
    ]
    for text in typed:
        assert queries.find_cases(world.desk, text) == [case], text
    assert queries.find_cases(world.at(world.there), "09121234567") == []
    assert queries.find_cases(world.desk, "1405-0012-00347-0") == []


def test_a_name_of_before_finds_the_files_of_the_row_that_stands_for_them(world: World) -> None:
    maiden, now = world.person("شهریاری"), world.person("کریمی")
    case = world.case(complainant=now.pk)
    merge_persons(person=maiden.pk, into=now.pk, why="پس از ازدواج", by=world.desk)
    for typed in ("شهریاری", "شهرياری", "شهریاوی"):
        assert queries.find_cases(world.desk, typed) == [case], typed


def test_the_files_of_a_merged_person_stay_together(world: World) -> None:
    one, again = world.person(), world.person("احمدی‌پور")
    first, second = world.case(complainant=one.pk), world.case(complainant=again.pk)
    merge_persons(person=again.pk, into=one.pk, why="یک نفرند", by=world.desk)
    assert queries.cases_of_person(world.desk, one) == [second, first]


def test_the_officer_in_charge_has_the_file_among_their_own(world: World) -> None:
    patrol = world.at(world.here, Role.PATROL_OFFICER)
    case = world.case()
    assert patrol.id is not None
    actions.put_in_charge(case=case.pk, officer=patrol.id, by=world.desk)
    assert queries.cases_in_charge(patrol) == [case]
    actions.narrate_case(case=case.pk, narrative="شرح", by=patrol)
    actions.close_case(case=case.pk, outcome=world.outcome(), by=patrol)
    assert queries.cases_in_charge(patrol) == []


def test_a_referral_is_accepted_and_the_file_moves(world: World) -> None:
    case, there = world.case(), world.at(world.there)
    assert world.desk.id is not None
    actions.put_in_charge(case=case.pk, officer=world.desk.id, by=world.desk)
    actions.refer_case(case=case.pk, to=world.there.pk, why="محل وقوع", by=world.desk)
    assert queries.referred_to(there, world.there) == [case]
    actions.accept_referral(case=case.pk, by=there)
    case.refresh_from_db()
    assert (case.jurisdiction, case.officer, case.referred_to) == (world.there, None, None)
    assert queries.referred_to(there, world.there) == []
    assert queries.open_cases(there, world.there) == [case]
    assert queries.case_of(world.desk, case.pk) is None
    assert Referral.objects.get().answer == "accepted"


def test_a_referral_that_is_rejected_comes_back_to_its_officer(world: World) -> None:
    case, there = world.case(), world.at(world.there)
    assert world.desk.id is not None
    actions.put_in_charge(case=case.pk, officer=world.desk.id, by=world.desk)
    actions.refer_case(case=case.pk, to=world.there.pk, why="محل وقوع", by=world.desk)
    actions.reject_referral(case=case.pk, why="در حوزهٔ ما نیست", by=there)
    case.refresh_from_db()
    assert (case.state, case.jurisdiction, case.officer_id) == ("open", world.here, world.desk.id)
    actions.refer_case(case=case.pk, to=world.there.pk, why="بررسی دوباره", by=world.desk)
    assert Referral.objects.count() == 2


def test_closed_with_an_outcome_and_opened_again_with_a_reason(world: World) -> None:
    case = world.case()
    actions.close_case(case=case.pk, outcome=world.outcome(), note=NOTE, by=world.desk)
    assert queries.open_cases(world.desk, world.here) == []
    asked: dict[str, Any] = {"case": case.pk, "why": "مدرک تازه"}
    assert refusal(actions.reopen_case, **asked, by=world.desk) == "may_decide_on_case"
    actions.reopen_case(**asked, by=world.chief)
    case.refresh_from_db()
    assert (case.state, case.outcome, case.closed_at) == ("open", None, None)
    said = [line.sentence.en for line in told(case.pk, world.desk)]
    assert said[:2] == ["The file was opened again.", "File closed: Settled at the station."]


def test_an_incident_is_linked_and_both_timelines_say_so(world: World) -> None:
    incident = world.scene.incident(world.scene.person(Role.CALL_TAKER))
    case = world.case(incident=incident.pk)
    assert list(queries.incidents_of(case)) == [incident]
    assert told(incident.pk, world.chief)[0].event == "IncidentLinked"
    actions.unlink_incident(case=case.pk, incident=incident.pk, why="اشتباه", by=world.desk)
    assert list(queries.incidents_of(case)) == []


def test_lists_come_in_pages_the_oldest_first(world: World) -> None:
    cases = []
    for _ in range(5):
        cases.append(world.case())
        world.clock.forward(minutes=1)
    page = queries.open_cases(world.desk, world.here, limit=3)
    assert page == cases[:3]
    assert queries.open_cases(world.desk, world.here, after=page[-1].pk, limit=3) == cases[3:]
