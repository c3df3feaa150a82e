"""What a file is read for: the closed list, its words, who says it, and in whose hands a file came in."""

from typing import Any

import pytest

from kalantar.cases import actions
from kalantar.cases.models import Case
from kalantar.cases.purposes import PURPOSES, Purpose, reason_for
from kalantar.cases.queries import came_in_through
from kalantar.cases.rules import (
    purpose_of_reading_is_in_words,
    reading_names_its_purpose,
    reads_as_auditor,
)
from kalantar.cases.tests.world import World, refusal
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.reasons import REASONS
from kalantar.people.queries import opened_lately, why_read_lately
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock


@pytest.fixture
def case(world: World) -> Case:
    return world.case()


def _said(by: Actor, case: Case) -> str | None:
    found = Case.objects.filter(pk=case.pk).annotate(said=why_read_lately(by, "case"))
    said: str | None = found.values_list("said", flat=True).get()
    return said


def test_reading_names_its_purpose() -> None:
    assert reading_names_its_purpose(True, "")
    assert reading_names_its_purpose(False, Purpose.COUNTER)
    assert not reading_names_its_purpose(False, "  ")


@pytest.mark.django_db
def test_purpose_of_reading_is_known(world: World, case: Case) -> None:
    asked: dict[str, Any] = {"case": case.pk, "by": world.chief}
    for purpose in ("", "curiosity", "COUNTER"):
        said = refusal(actions.say_purpose, purpose=purpose, **asked)
        assert said == "purpose_of_reading_is_known"
    assert not Entry.objects.filter(event="PageOpened").exists()


@pytest.mark.parametrize("auditing", [False, True])
@pytest.mark.parametrize("purpose", Purpose)
def test_purpose_of_reading_is_in_words(purpose: Purpose, auditing: bool) -> None:
    listed = purpose != Purpose.OTHER
    for words, enough in (("", False), ("  no ", False), ("check", True)):
        expected = (not auditing) if listed else enough
        assert purpose_of_reading_is_in_words(purpose, words, auditing) is expected


@pytest.mark.parametrize("words", ["", "    ", "no", " a b "])
def test_purpose_of_reading_is_in_words_refuses_an_empty_other(
    world: World, case: Case, words: str
) -> None:
    other: dict[str, Any] = {"case": case.pk, "purpose": Purpose.OTHER, "words": words}
    for by in (world.chief, world.at(world.here, Role.AUDITOR)):
        refused = refusal(actions.say_purpose, **other, by=by)
        assert refused == "purpose_of_reading_is_in_words"
    assert not Entry.objects.filter(event="PageOpened").exists()


@pytest.mark.parametrize("purpose", [one for one in Purpose if one != Purpose.OTHER])
def test_an_auditor_says_it_in_words_alone(world: World, case: Case, purpose: str) -> None:
    auditor = world.at(world.here, Role.AUDITOR)
    said: dict[str, Any] = {"case": case.pk, "purpose": purpose, "words": "complaint 12 of 1405"}
    refused = refusal(actions.say_purpose, **said, by=auditor)
    assert refused == "purpose_of_reading_is_in_words"
    said["purpose"] = Purpose.OTHER
    actions.say_purpose(**said, by=auditor)
    assert Entry.objects.get(event="PageOpened").why == "complaint 12 of 1405"


@pytest.mark.parametrize("role", Role)
def test_who_may_not_see_the_file_says_nothing_of_it(world: World, case: Case, role: Role) -> None:
    sees = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER, Role.AUDITOR}
    said: dict[str, Any] = {"case": case.pk, "purpose": Purpose.OTHER, "words": "complaint 12"}
    for area, expected in ((world.here, sees), (world.scene.city, sees), (world.there, False)):
        refused = refusal(actions.say_purpose, **said, by=world.at(area, role))
        assert refused == ("" if expected else "may_see_case")


@pytest.mark.parametrize("role", Role)
def test_only_an_auditor_reads_as_one(world: World, case: Case, role: Role) -> None:
    works = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
    assert reads_as_auditor(world.at(world.here, role).because("x"), case) is not works


@pytest.mark.parametrize("purpose", Purpose)
def test_the_reading_bears_its_purpose(world: World, case: Case, purpose: Purpose) -> None:
    by, words = world.at(world.scene.city, Role.COMMANDER), "برای پروندهٔ دیگر"
    actions.say_purpose(case=case.pk, purpose=purpose, words=words, by=by)
    reading = Entry.objects.get(event="PageOpened")
    assert (reading.actor, reading.role, reading.why) == (
        by.id, Role.COMMANDER, words if purpose == Purpose.OTHER else purpose,
    )  # fmt: skip
    assert reading.facts == {"page": "case"}  # words stand in the reason, where they can be erased
    assert reading.subjects.get().subject == case.pk
    assert opened_lately(by, case.pk, "case")


@pytest.mark.parametrize(("minutes", "holds"), [(0, True), (14.9, True), (15, False), (40, False)])
def test_a_purpose_holds_for_a_quarter_of_an_hour(
    world: World, case: Case, clock: HandClock, minutes: float, holds: bool
) -> None:
    other = world.case()
    actions.say_purpose(case=case.pk, purpose=Purpose.STANDING_IN, by=world.chief)
    clock.forward(minutes=minutes)
    assert _said(world.chief, case) == (Purpose.STANDING_IN if holds else None)
    assert _said(world.desk, case) is None, "another reader"
    assert _said(world.chief, other) is None, "another file"


def test_the_purpose_said_last_holds(world: World, case: Case) -> None:
    for purpose in (Purpose.TASK, Purpose.COUNTER):
        actions.say_purpose(case=case.pk, purpose=purpose, by=world.chief)
    assert _said(world.chief, case) == Purpose.COUNTER


@pytest.mark.parametrize(("hours", "near"), [(0, True), (23, True), (24, False)])
def test_a_file_is_a_day_in_the_hands_it_came_in_through(
    world: World, case: Case, clock: HandClock, hours: float, near: bool
) -> None:
    there = world.at(world.there)
    sent = world.case()
    actions.refer_case(case=sent.pk, to=world.there.pk, why="محل وقوع", by=world.desk)
    actions.accept_referral(case=sent.pk, by=there)
    clock.forward(hours=hours)
    expected = {case.pk: {world.desk.id}, sent.pk: {world.desk.id, there.id}}
    for by in (world.desk, there, world.chief):
        found = Case.objects.filter(came_in_through(by)).values_list("pk", flat=True)
        assert set(found) == {pk for pk, who in expected.items() if near and by.id in who}


def test_every_purpose_is_said_in_both_languages() -> None:
    assert set(PURPOSES) == set(Purpose)
    for code, said in PURPOSES.items():
        assert said.en
        assert said.fa
        if code != Purpose.OTHER:
            assert REASONS[code] is said
    assert reason_for(Purpose.OTHER, "  a check ") == "a check"
