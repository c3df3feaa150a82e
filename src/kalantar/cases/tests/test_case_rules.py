"""What may not happen to a file; each rule by its name."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from uuid_utils.compat import uuid7

from kalantar.case_catalogue.models import CaseCategory, CaseField
from kalantar.cases import actions
from kalantar.cases.models import (
    Case,
    CaseAnswer,
    CaseIncident,
    CaseRegister,
    CaseSerial,
    Party,
    Referral,
)
from kalantar.cases.tests.world import World, refusal
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused, constraints_speak
from kalantar.kernel.text.calendar import local
from kalantar.people.roles import Role
from tests.scene import CENTRE, a_city


def broken(change: Any) -> str:
    """The name of the constraint that refuses a change made past the actions."""
    with pytest.raises(Refused) as refused, constraints_speak():
        change()
    return refused.value.rule.name


def test_case_belongs_to_a_station(world: World) -> None:
    commander = world.at(world.scene.city, Role.COMMANDER)
    asked: dict[str, Any] = {"station": world.scene.city.pk, "by": commander}
    assert refusal(world.case, **asked) == "case_belongs_to_a_station"
    case = world.case()
    to_city: dict[str, Any] = {"case": case.pk, "to": world.scene.city.pk, "why": "x"}
    assert refusal(actions.refer_case, **to_city, by=world.desk) == "case_belongs_to_a_station"


def test_case_is_open(world: World) -> None:
    case = world.case()
    actions.close_case(case=case.pk, outcome=world.outcome(), by=world.desk)
    on: dict[str, Any] = {"case": case.pk, "by": world.desk}
    person, officer = world.person().pk, world.desk.id or uuid7()
    for attempt in (
        lambda: actions.fill_case(answers={world.field.pk: "x"}, **on),
        lambda: actions.narrate_case(narrative="x", **on),
        lambda: actions.write_scene(place="x", **on),
        lambda: actions.name_party(person=person, role="witness", **on),
        lambda: actions.put_in_charge(officer=officer, **on),
        lambda: actions.link_incident(incident=uuid7(), **on),
    ):
        assert refusal(attempt) == "case_is_open"


def test_case_happened_already(world: World) -> None:
    case, today = world.case(), local(world.desk.now()).date()
    on: dict[str, Any] = {"case": case.pk, "by": world.desk}
    tomorrow = today + timedelta(days=1)
    assert refusal(actions.write_scene, happened_on=tomorrow, **on) == "case_happened_already"
    assert refusal(world.case, happened_on=tomorrow) == "case_happened_already"
    assert actions.write_scene(happened_on=today, **on).happened_on == today


def test_required_fields_are_filled(world: World) -> None:
    for answers in ({}, {world.field.pk: "   "}):
        assert refusal(world.case, answers=answers) == "required_fields_are_filled"
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("code", "wrong", "right", "kept"),
    [
        ("would_settle", "شاید", "خیر", "no"),
        ("amount", "زیاد", "۱۲۵۰۰۰۰", "1250000"),
        ("when", "دیروز", "۱۴۰۵/۹/۱", "2026-11-22"),
    ],
)
def test_answer_fits_the_field(world: World, code: str, wrong: str, right: str, kept: str) -> None:
    field = CaseField.objects.filter(code=code)[0]
    required = field.category.fields.filter(required=True, retired_at=None)
    answers = {one.pk: "۱" for one in required}
    asked: dict[str, Any] = {"category": field.category_id}
    assert (
        refusal(world.case, answers=answers | {field.pk: wrong}, **asked) == "answer_fits_the_field"
    )
    case = world.case(answers=answers | {field.pk: right}, **asked)
    assert case.answers.get(field=field).text == kept


def test_field_is_of_the_category(world: World) -> None:
    other = CaseCategory.objects.get(code="threat").fields.all()[0]
    answers = {world.field.pk: "x", other.pk: "y"}
    assert refusal(world.case, answers=answers) == "field_is_of_the_category"


def test_party_role_is_known(world: World) -> None:
    asked: dict[str, Any] = {"case": world.case().pk, "person": world.person().pk}
    for role in ("suspect", ""):
        assert (
            refusal(actions.name_party, role=role, by=world.desk, **asked) == "party_role_is_known"
        )


def test_party_is_of_this_case(world: World) -> None:
    one, other = world.case(complainant=world.person().pk), world.case()
    party = one.parties.get()
    asked: dict[str, Any] = {"case": other.pk, "why": "x", "by": world.desk}
    for wrong in (party.pk, uuid7()):
        assert refusal(actions.end_party, party=wrong, **asked) == "party_is_of_this_case"
    beside: dict[str, Any] = {"case": other.pk, "person": world.person().pk, "role": "lawyer"}
    said = refusal(actions.name_party, beside=party.pk, by=world.desk, **beside)
    assert said == "party_is_of_this_case"


def test_nobody_stands_beside_the_party(world: World) -> None:
    case = world.case(complainant=world.person().pk)
    party = case.parties.get()
    child: dict[str, Any] = {"case": case.pk, "person": world.person().pk, "role": "guardian"}
    actions.name_party(beside=party.pk, by=world.desk, **child)
    asked: dict[str, Any] = {"case": case.pk, "party": party.pk, "why": "x", "by": world.desk}
    assert refusal(actions.end_party, **asked) == "nobody_stands_beside_the_party"


def test_officer_works_at_the_station(world: World) -> None:
    case = world.case()
    elsewhere, taker = world.at(world.there), world.at(world.here, Role.CALL_TAKER)
    for officer in (elsewhere, taker):
        asked: dict[str, Any] = {"case": case.pk, "officer": officer.id, "by": world.desk}
        assert refusal(actions.put_in_charge, **asked) == "officer_works_at_the_station"


def test_outcome_has_its_note(world: World) -> None:
    asked: dict[str, Any] = {"case": world.case().pk, "outcome": world.outcome("withdrawn")}
    assert refusal(actions.close_case, by=world.desk, **asked) == "outcome_has_its_note"
    assert refusal(actions.close_case, by=world.desk, note="گذشت", **asked) == ""


def test_category_is_not_confidential(world: World) -> None:
    category = CaseCategory.objects.get(code="information_given")
    about = category.fields.get(code="about").pk
    case = world.case(category=category.pk, answers={about: "x"})
    asked: dict[str, Any] = {"case": case.pk, "why": "x", "by": world.chief}
    assert refusal(actions.end_confidentiality, **asked) == "category_is_not_confidential"


def test_reasons_are_given(world: World) -> None:
    case = world.case(complainant=world.person().pk)
    on: dict[str, Any] = {"case": case.pk, "why": "  ", "by": world.chief}
    for attempt in (
        lambda: actions.refer_case(to=world.there.pk, **on),
        lambda: actions.keep_case_confidential(**on),
        lambda: actions.end_confidentiality(**on),
        lambda: actions.end_party(party=case.parties.get().pk, **on),
        lambda: actions.unlink_incident(incident=uuid7(), **on),
        lambda: actions.reopen_case(**on),
    ):
        assert refusal(attempt) == "reason_is_given"


def test_incident_is_linked(world: World) -> None:
    asked: dict[str, Any] = {"case": world.case().pk, "incident": uuid7(), "why": "x"}
    assert refusal(actions.unlink_incident, by=world.desk, **asked) == "incident_is_linked"


def test_incident_is_of_the_stations_city(world: World) -> None:
    far = a_city(world.clock, start=53.0)
    incident = far.incident(far.person(Role.CALL_TAKER), at=Point(53.05, CENTRE.lat))
    asked: dict[str, Any] = {"case": world.case().pk, "incident": incident.pk, "by": world.desk}
    assert refusal(actions.link_incident, **asked) == "incident_is_of_the_stations_city"


def test_case_number_is_one_cases(world: World) -> None:
    one, other = world.case(), world.case()
    change = Case.objects.filter(pk=one.pk)
    assert broken(lambda: change.update(number=other.number)) == "case_number_is_one_cases"


def test_closed_case_has_outcome(world: World) -> None:
    rows = Case.objects.filter(pk=world.case().pk)
    closed = {"state": "closed", "closed_at": world.clock()}
    assert broken(lambda: rows.update(**closed)) == "closed_case_has_outcome"


def test_referred_case_says_where_to(world: World) -> None:
    rows = Case.objects.filter(pk=world.case().pk)
    assert broken(lambda: rows.update(state="referred")) == "referred_case_says_where_to"


def test_case_times_run_forward(world: World) -> None:
    case = world.case()
    before = case.opened_at - timedelta(seconds=1)
    rows = Case.objects.filter(pk=case.pk)
    ended = {"state": "closed", "closed_at": before, "outcome": world.outcome()}
    assert broken(lambda: rows.update(**ended)) == "case_times_run_forward"


def test_register_number_is_one_stations(world: World) -> None:
    world.case()
    again = CaseRegister(station=world.there, number=1)
    assert broken(lambda: again.save(force_insert=True)) == "register_number_is_one_stations"


def test_register_number_has_four_digits(world: World) -> None:
    CaseRegister.objects.create(station=world.there, number=9_999)
    assert refusal(world.case) == "register_number_has_four_digits"


def test_case_serial_has_five_digits(world: World) -> None:
    world.case()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_caseserial SET last = 99999")
    assert refusal(world.case) == "case_serial_has_five_digits"


def test_field_is_answered_once(world: World) -> None:
    twice = CaseAnswer(case=world.case(), field=world.field, text="x")
    assert broken(lambda: twice.save(force_insert=True)) == "field_is_answered_once"


def test_party_is_named_once(world: World) -> None:
    who = world.person().pk
    case = world.case(complainant=who)
    asked: dict[str, Any] = {"case": case.pk, "person": who, "by": world.desk}
    assert refusal(actions.name_party, role="complainant", **asked) == "party_is_named_once"


def test_two_roles_of_one_person_are_two_parties(world: World) -> None:
    who = world.person().pk
    case = world.case(complainant=who)
    actions.name_party(case=case.pk, person=who, role="respondent", by=world.desk)
    assert case.parties.count() == 2


@pytest.mark.parametrize("role", ["guardian", "lawyer", "interpreter"])
def test_who_stands_beside_says_whom(world: World, role: str) -> None:
    case = world.case(complainant=world.person().pk)
    asked: dict[str, Any] = {"case": case.pk, "person": world.person().pk, "by": world.desk}
    assert refusal(actions.name_party, role=role, **asked) == "who_stands_beside_says_whom"


def test_who_stands_beside_says_whom_and_nobody_else_does(world: World) -> None:
    case = world.case(complainant=world.person().pk)
    asked: dict[str, Any] = {"case": case.pk, "person": world.person().pk, "by": world.desk}
    said = refusal(actions.name_party, role="witness", beside=case.parties.get().pk, **asked)
    assert said == "who_stands_beside_says_whom"


def test_party_ends_after_it_begins(world: World) -> None:
    party = world.case(complainant=world.person().pk).parties.get()
    before = party.since - timedelta(seconds=1)
    rows = Party.objects.filter(pk=party.pk)
    assert broken(lambda: rows.update(until=before)) == "party_ends_after_it_begins"


def _referred(world: World) -> Referral:
    case = world.case()
    actions.refer_case(case=case.pk, to=world.there.pk, why="x", by=world.desk)
    return case.referrals.get()


def test_case_is_offered_once_at_a_time(world: World) -> None:
    one = _referred(world)
    again = Referral(case=one.case, frm=one.frm, to=one.to, offered_at=world.clock())
    assert broken(lambda: again.save(force_insert=True)) == "case_is_offered_once_at_a_time"


def test_answered_referral_has_its_answer(world: World) -> None:
    rows = Referral.objects.filter(pk=_referred(world).pk)
    change = {"answered_at": world.clock()}
    assert broken(lambda: rows.update(**change)) == "answered_referral_has_its_answer"


def test_referral_leads_elsewhere(world: World) -> None:
    asked: dict[str, Any] = {"case": world.case().pk, "to": world.here.pk, "why": "x"}
    assert refusal(actions.refer_case, by=world.desk, **asked) == "referral_leads_elsewhere"


def test_incident_is_linked_once(world: World) -> None:
    incident = world.scene.incident(world.scene.person(Role.CALL_TAKER))
    case = world.case(incident=incident.pk)
    asked: dict[str, Any] = {"case": case.pk, "incident": incident.pk, "by": world.desk}
    assert refusal(actions.link_incident, **asked) == "incident_is_linked_once"
    assert CaseIncident.objects.count() == 1
    assert CaseSerial.objects.count() == 1
