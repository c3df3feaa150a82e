"""A file is referred to a service outside of the police, which answers; each rule by its name."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as some

from kalantar.case_catalogue.actions import retire_outside_service
from kalantar.cases.actions import close_case, refer_case
from kalantar.cases.models import Case
from kalantar.cases.tests.world import a_world, program, refusal
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.models import Entry
from kalantar.kernel.story import told
from kalantar.outside_referrals import actions, queries
from kalantar.outside_referrals.models import OutsideReferral
from kalantar.outside_referrals.rules import (
    LONGEST,
    outside_answer_is_given,
    outside_words_are_short,
)
from kalantar.outside_referrals.tests.world import WHY, Outside
from kalantar.people.roles import DESK, Role
from kalantar.reception.tests.hall import at_once
from tests.plugins.actors import HandClock
from tests.scene import a_city


def test_the_file_stays_and_the_answer_comes(outside: Outside) -> None:
    row = OutsideReferral.objects.get(pk=outside.refer(why=f" {WHY} \n").pk)
    assert (row.why, row.office, row.state) == (WHY, "بهزیستی شمیرانات", "waits")
    assert Case.objects.get(pk=outside.case.pk).state == "open"
    outside.world.clock.forward(days=3)
    actions.note_outside_acceptance(referral=row.pk, said="نامهٔ ۱۲", by=outside.by)
    row = actions.note_outside_return(referral=row.pk, said="سرپرست یافت شد", by=outside.by)
    assert (row.said, row.answered_at) == ("سرپرست یافت شد", outside.world.clock())
    assert refusal(outside.refer) == ""  # once it was answered it may be asked again


def test_its_words_rest_sealed_and_are_not_on_the_timeline(outside: Outside) -> None:
    row = outside.refer()
    actions.note_outside_rejection(referral=row.pk, said="در حوزهٔ ما نیست", by=outside.by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT why, said FROM outside_referrals_outsidereferral")
        [(why, said)] = cursor.fetchall()
    assert "کودک".encode() not in bytes(why)
    assert "حوزه".encode() not in bytes(said)
    assert "کودک" not in str(list(Entry.objects.values_list("facts", flat=True)))
    lines = [line.sentence.en for line in told(outside.case.pk, outside.world.chief)]
    assert lines[:2] == [
        "Welfare organisation rejected the referral.",
        "The file was referred to Welfare organisation.",
    ]


def test_they_are_read_by_who_may_see_the_file(outside: Outside) -> None:
    world, row = outside.world, outside.refer()
    assert queries.outside_referrals_of(world.chief, outside.case) == [row]
    assert queries.outside_referral_of(world.chief, row.pk) == row
    assert queries.outside_referral_of(world.at(world.there), row.pk) is None
    auditor = world.scene.person(Role.AUDITOR)
    assert queries.outside_referrals_of(auditor, outside.case) == []
    assert queries.outside_referrals_of(auditor.because("شکایت"), outside.case) == [row]


@pytest.mark.parametrize("role", list(Role))
def test_who_handles_the_file_refers_it(outside: Outside, role: Role) -> None:
    world, row = outside.world, outside.refer()
    other = outside.service("municipality").pk
    for by, may in (
        (world.at(world.here, role), role in DESK),
        (world.at(world.there, role), False),
        (program(role, world.here), False),
    ):
        wanted = "" if may else "may_handle_case"
        assert refusal(outside.refer, service=other, by=by) == wanted
        if not may:
            asked: dict[str, Any] = {"referral": row.pk, "by": by}
            assert refusal(actions.note_outside_acceptance, **asked) == wanted
            assert refusal(actions.note_outside_rejection, said="x", **asked) == wanted
            assert refusal(actions.note_outside_return, said="x", **asked) == wanted
            assert refusal(actions.take_back_outside_referral, why="x", **asked) == wanted


def test_of_a_file_that_is_not_open_nothing_is_referred(outside: Outside) -> None:
    world, row = outside.world, outside.refer()
    other = outside.service("municipality").pk
    refer_case(case=outside.case.pk, to=world.there.pk, why="x", by=outside.by)
    assert refusal(outside.refer, service=other) == "case_is_open"
    said = refusal(actions.note_outside_return, referral=row.pk, said="رسید", by=outside.by)
    assert said == ""  # an answer that comes is written down all the same


def test_an_answer_to_a_closed_file_is_written_down(outside: Outside) -> None:
    row = outside.refer()
    close_case(case=outside.case.pk, outcome=outside.world.outcome(), note="صلح", by=outside.by)
    assert refusal(outside.refer, service=outside.service("municipality").pk) == "case_is_open"
    said = refusal(actions.note_outside_rejection, referral=row.pk, said="نه", by=outside.by)
    assert said == ""


def test_a_service_that_is_retired_is_not_asked(outside: Outside) -> None:
    service = outside.service()
    retire_outside_service(outside_service=service.pk, by=system())
    assert refusal(outside.refer) == "catalogue_row_is_offered"


def test_a_reason_is_given_for_it(outside: Outside) -> None:
    assert refusal(outside.refer, why=" \n") == "reason_is_given"
    row = outside.refer()
    said = refusal(actions.take_back_outside_referral, referral=row.pk, why="", by=outside.by)
    assert said == "reason_is_given"


def test_outside_words_are_short(outside: Outside) -> None:
    assert refusal(outside.refer, why="x" * (LONGEST + 1)) == "outside_words_are_short"
    assert refusal(outside.refer, office="x" * 201) == "outside_words_are_short"
    row = outside.refer()
    asked: dict[str, Any] = {"referral": row.pk, "said": "x" * (LONGEST + 1), "by": outside.by}
    assert refusal(actions.note_outside_acceptance, **asked) == "outside_words_are_short"


@given(some.text(max_size=300), some.text(max_size=300))
def test_outside_words_are_short_whatever_is_typed(office: str, words: str) -> None:
    assert outside_words_are_short(office, words) is (len(office) <= 200)


def test_outside_answer_is_given(outside: Outside) -> None:
    row = outside.refer()
    for act in (actions.note_outside_rejection, actions.note_outside_return):
        said = refusal(act, referral=row.pk, said=" ", by=outside.by)
        assert said == "outside_answer_is_given"
    assert outside_answer_is_given("نامهٔ ۱۲")
    assert refusal(actions.note_outside_acceptance, referral=row.pk, by=outside.by) == ""


def test_file_waits_once_for_a_service(outside: Outside) -> None:
    outside.refer()
    assert refusal(outside.refer, office="ادارهٔ دیگر") == "file_waits_once_for_a_service"
    assert refusal(outside.refer, service=outside.service("municipality").pk) == ""


@pytest.mark.django_db(transaction=True)
def test_file_waits_once_for_a_service_whoever_races(
    transactional_db: None, clock: HandClock, as_system: Actor
) -> None:
    world = a_world(a_city(clock), clock, as_system)
    outside = Outside(world, world.case())
    results = at_once(outside.refer, lambda: outside.refer(by=world.chief))
    assert results.count("file_waits_once_for_a_service") == 1
    assert OutsideReferral.objects.count() == 1


def test_answered_outside_referral_says_when(outside: Outside) -> None:
    row, now = outside.refer(), outside.world.clock()
    rule = "answered_outside_referral_says_when"
    for wrong in (
        {"state": "accepted"},
        {"answered_at": now},
        {"state": "accepted", "answered_at": now - timedelta(seconds=1)},
    ):
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            OutsideReferral.objects.filter(pk=row.pk).update(**wrong)
