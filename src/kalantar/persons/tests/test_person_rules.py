"""The rules of persons, each by its name, and who may what."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kalantar.kernel.actor import Actor, ActorKind, Grant, system
from kalantar.kernel.rules import Refused
from kalantar.people.roles import Role
from kalantar.persons.actions import (
    correct_person,
    merge_persons,
    name_person,
    register_person,
    unmerge_person,
)
from kalantar.persons.models import Person, PhoneCode
from kalantar.persons.queries import find_persons
from kalantar.persons.rules import (
    may_correct_person,
    may_merge_persons,
    may_register_person,
    may_see_person,
)
from tests.plugins.actors import HandClock
from tests.scene import Scene, a_city

DESK = {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}


@pytest.fixture
def person(scene: Scene, desk: Actor) -> Person:
    return register_person(area=scene.stations[0].pk, given_fa="زهرا", by=desk)


def refused_by(act: Callable[..., object], **asked: Any) -> str:
    with pytest.raises(Refused) as refusal:
        act(**asked)
    return refusal.value.rule.name


def broken_by(deed: Callable[[], object]) -> str:
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        deed()
    diagnosis: Any = broken.value.__cause__
    return str(diagnosis.diag.constraint_name)


@pytest.mark.parametrize("role", Role)
def test_may_register_person(scene: Scene, role: Role, clock: HandClock) -> None:
    station = scene.stations[0]
    assert may_register_person(scene.person(role), station) is (role in DESK)
    assert may_register_person(scene.person(role, station), station) is (role in DESK)
    assert not may_register_person(scene.person(role, scene.stations[1]), station)
    assert not may_register_person(a_city(clock).person(role), station)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("why", ["", "Complaint 7"])
def test_may_see_person(scene: Scene, person: Person, role: Role, why: str) -> None:
    may = role in DESK or (role is Role.AUDITOR and why != "")
    assert may_see_person(scene.person(role).because(why), person) is may
    elsewhere = scene.person(role, scene.stations[1]).because(why)
    assert not may_see_person(elsewhere, person)
    for reader in (scene.person(role).because(why), elsewhere):
        found = Person.objects.visible_to(reader).filter(pk=person.pk).exists()
        assert found is may_see_person(reader, person)


@pytest.mark.parametrize("role", Role)
def test_may_correct_person(scene: Scene, person: Person, role: Role) -> None:
    assert may_correct_person(scene.person(role), person) is (role in DESK)
    assert not may_correct_person(scene.person(role, scene.stations[1]), person)


@pytest.mark.parametrize("role", Role)
def test_may_merge_persons_needs_both_areas(
    scene: Scene, desk: Actor, person: Person, role: Role
) -> None:
    by = system(scene.clock)
    there = register_person(area=scene.stations[1].pk, given_fa="زهرا", by=by)
    assert may_merge_persons(scene.person(role), (person, there)) is (role in DESK)
    here = scene.person(role, scene.stations[0])
    assert not may_merge_persons(here, (person, there))
    assert may_merge_persons(here, (person, person)) is (role in DESK)


def test_may_see_person_is_no_programs(scene: Scene, desk: Actor, person: Person) -> None:
    grants = frozenset({Grant(Role.DESK_OFFICER, scene.city.pk)})
    program = Actor(kind=ActorKind.PROGRAM, id=desk.id, grants=grants, clock=scene.clock, why="x")
    assert not may_see_person(program, person)
    assert not may_correct_person(program, person)
    assert not Person.objects.visible_to(program).exists()
    assert Person.objects.visible_to(system(scene.clock)).exists()


def test_person_has_a_name_or_a_number(scene: Scene, desk: Actor) -> None:
    here: dict[str, Any] = {"area": scene.stations[0].pk, "by": desk}
    assert refused_by(register_person, **here, given_fa=" ") == "person_has_a_name_or_a_number"
    numbers: list[dict[str, Any]] = [{"phone": "09121112233"}, {"national_id": "0012345679"}]
    for known in numbers:
        assert register_person(**here, **known).name.en == "unnamed"


def test_person_is_unnamed(scene: Scene, desk: Actor) -> None:
    known = register_person(area=scene.stations[0].pk, phone="09121112233", by=desk)
    asked: dict[str, Any] = {"person": known.pk, "by": desk}
    empty = refused_by(name_person, **asked, given=" ", family="")
    assert empty == "correction_changes_something"
    assert name_person(**asked, given="Sara", family="احمدی").given_en == "Sara"
    assert find_persons(desk, "احمدی") == [known]
    assert refused_by(name_person, **asked, given="x", family="y") == "person_is_unnamed"
    other = scene.person(Role.DESK_OFFICER, scene.stations[1])
    assert refused_by(name_person, person=known.pk, given="x", family="", by=other) == (
        "may_correct_person"
    )


@pytest.mark.parametrize("year", [62, 1200, 1600, 3000])
def test_birth_year_is_a_year(person: Person, desk: Actor, year: int) -> None:
    assert (
        refused_by(correct_person, person=person.pk, birth_year=year, by=desk)
        == "birth_year_is_a_year"
    )


def test_verified_phone_is_there(person: Person, clock: HandClock) -> None:
    person.phone_verified_at = clock()
    assert broken_by(lambda: person.save(update_fields=["phone_verified_at"])) == (
        "verified_phone_is_there"
    )


@pytest.mark.parametrize("said", [{"language": "tlh"}, {"needs": ["money"]}])
def test_language_and_needs_are_known(person: Person, desk: Actor, said: dict[str, Any]) -> None:
    assert (
        refused_by(correct_person, person=person.pk, **said, by=desk)
        == "language_and_needs_are_known"
    )


def test_correction_changes_something(person: Person, desk: Actor) -> None:
    assert (
        refused_by(correct_person, person=person.pk, given_fa="زهرا", by=desk)
        == "correction_changes_something"
    )


def _two(scene: Scene, by: Actor) -> tuple[Person, Person]:
    area = scene.stations[0].pk
    return (
        register_person(area=area, given_fa="زهرا", by=by),
        register_person(area=area, given_fa="زهره", by=by),
    )


def test_merge_gives_its_reason(scene: Scene, desk: Actor) -> None:
    one, other = _two(scene, desk)
    both: dict[str, Any] = {"person": one.pk, "into": other.pk, "by": desk}
    assert refused_by(merge_persons, **both, why=" ") == "merge_gives_its_reason"
    merge_persons(**both, why="Same card")
    assert refused_by(unmerge_person, person=one.pk, why="", by=desk) == "merge_gives_its_reason"


def test_person_stands_to_be_corrected_and_merged(scene: Scene, desk: Actor) -> None:
    (one, other), (third, _) = _two(scene, desk), _two(scene, desk)
    merge_persons(person=one.pk, into=other.pk, why="Same card", by=desk)
    assert refused_by(correct_person, person=one.pk, given_fa="نو", by=desk) == "person_stands"
    for row, into in ((one, third), (third, one)):
        both: dict[str, Any] = {"person": row.pk, "into": into.pk, "why": "Same card"}
        assert refused_by(merge_persons, **both, by=desk) == "person_stands"


def test_person_is_merged_before_taken_apart(person: Person, desk: Actor) -> None:
    assert refused_by(unmerge_person, person=person.pk, why="Two", by=desk) == "person_is_merged"


def test_person_is_merged_into_one_that_stands(scene: Scene, desk: Actor) -> None:
    """Neither into itself, nor somebody into whom others were merged, nor in a circle, whoever writes."""
    (one, other), (third, _) = _two(scene, desk), _two(scene, desk)
    assert (
        refused_by(merge_persons, person=one.pk, into=one.pk, why="Same", by=desk)
        == "person_is_merged_into_one_that_stands"
    )
    merge_persons(person=one.pk, into=other.pk, why="Same card", by=desk)
    assert (
        refused_by(merge_persons, person=other.pk, into=third.pk, why="Same", by=desk)
        == "person_is_merged_into_one_that_stands"
    )
    rows = Person.objects.filter(pk=third.pk)
    assert (
        broken_by(lambda: rows.update(merged_into=one.pk))
        == "person_is_merged_into_one_that_stands"
    )


def test_phone_code_is_tried_a_few_times(person: Person, clock: HandClock) -> None:
    code = PhoneCode(person=person, phone_hash=b"", code_hash=b"", sent_at=clock(), tries=6)
    code.expires_at = clock() + timedelta(minutes=1)
    assert broken_by(code.save) == "phone_code_is_tried_a_few_times"


def test_phone_code_lasts_a_while(person: Person, clock: HandClock) -> None:
    code = PhoneCode(person=person, phone_hash=b"", code_hash=b"", sent_at=clock())
    code.expires_at = clock()
    assert broken_by(code.save) == "phone_code_lasts_a_while"
