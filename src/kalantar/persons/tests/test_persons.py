"""Somebody is registered, corrected, merged with themselves, and taken apart again."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.forms.models import model_to_dict

from kalantar.kernel.action import Refused
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.story import told
from kalantar.people.roles import Role
from kalantar.persons.actions import (
    correct_person,
    merge_persons,
    register_person,
    unmerge_person,
)
from kalantar.persons.models import Person
from kalantar.persons.queries import (
    find_persons,
    person_labels,
    person_seen,
    persons_of_phone,
    rows_of,
)
from tests.plugins.actors import HandClock
from tests.scene import Scene, a_city

ID = "0012345679"


def _somebody(scene: Scene, by: Actor, **known: Any) -> Person:
    told = {"given_fa": "زهرا", "family_fa": "رضایی"} | known
    return register_person(area=scene.stations[0].pk, **told, by=by)


def test_only_a_name_must_be_known(scene: Scene, desk: Actor) -> None:
    person = Person.objects.get(pk=_somebody(scene, desk).pk)
    assert (person.phone, person.national_id, person.needs) == ("", "", [])
    assert (person.name.fa, person.name.en) == ("زهرا رضایی", "زهرا رضایی")


def test_what_says_who_it_is_rests_sealed(scene: Scene, desk: Actor) -> None:
    person = _somebody(scene, desk, phone="۰۹۱۲ ۱۱۱ ۲۲۳۳", national_id="001-234567-9")
    kept = Person.objects.get(pk=person.pk)
    assert (kept.phone, kept.national_id) == ("+989121112233", ID)
    with connection.cursor() as cursor:
        cursor.execute("SELECT persons_person::text FROM persons_person WHERE id = %s", [person.pk])
        row = str(cursor.fetchone())
    assert "9121112233" not in row
    assert ID not in row


def test_the_timeline_holds_no_name_and_no_number(scene: Scene, desk: Actor) -> None:
    person = _somebody(scene, desk, phone="09121112233", national_id=ID)
    correct_person(person=person.pk, family_fa="کریمی", phone="09121112244", by=desk)
    said = str(list(Entry.objects.values_list("facts", flat=True)))
    assert not any(word in said for word in ("زهرا", "رضایی", "کریمی", "912111", ID))
    lines = [line.sentence.en for line in told(person.pk, desk)]
    assert lines == [
        "Of زهرا کریمی this was corrected: family name in Persian, phone number.",
        "زهرا کریمی was registered.",
    ]
    elsewhere = scene.person(Role.DESK_OFFICER, scene.stations[1])
    assert person_labels([person.pk], elsewhere)[person.pk].en == "a person"


def test_a_correction_keeps_what_it_does_not_name(scene: Scene, desk: Actor) -> None:
    person = _somebody(scene, desk, birth_year=1362, needs=["wheelchair"])
    correct_person(person=person.pk, given_fa="زهره", by=desk)
    kept = Person.objects.get(pk=person.pk)
    assert (kept.given_fa, kept.family_fa, kept.birth_year) == ("زهره", "رضایی", 1362)
    assert kept.needs == ["wheelchair"]
    assert [one.pk for one in find_persons(desk, "زهره رضایی")] == [person.pk]
    assert (
        Person.objects.get(pk=correct_person(person=person.pk, birth_year=0, by=desk).pk).birth_year
        is None
    )


def test_merging_is_undone_exactly(scene: Scene, desk: Actor) -> None:
    one, twice = _somebody(scene, desk, phone="09121112233"), _somebody(scene, desk)
    before = (
        model_to_dict(Person.objects.get(pk=twice.pk)),
        model_to_dict(Person.objects.get(pk=one.pk)),
    )
    merge_persons(person=twice.pk, into=one.pk, why="The same identity card", by=desk)
    assert [found.pk for found in find_persons(desk, "زهرا رضایی")] == [one.pk]
    assert set(rows_of(Person.objects.get(pk=twice.pk))) == {one, twice}
    unmerge_person(person=twice.pk, why="Two sisters", by=desk)
    after = (
        model_to_dict(Person.objects.get(pk=twice.pk)),
        model_to_dict(Person.objects.get(pk=one.pk)),
    )
    assert after == before
    assert {found.pk for found in find_persons(desk, "زهرا رضایی")} == {one.pk, twice.pk}
    assert [line.why for line in told(twice.pk, desk)][:2] == [
        "Two sisters",
        "The same identity card",
    ]


def test_who_is_merged_into_somebody_elsewhere_is_seen_as_they_were(
    scene: Scene, desk: Actor
) -> None:
    commander = scene.person(Role.COMMANDER)
    here = _somebody(scene, desk)
    there = register_person(
        area=scene.stations[1].pk, given_fa="زهرا", family_fa="رضایی", by=commander
    )
    merge_persons(person=here.pk, into=there.pk, why="Moved house", by=commander)
    assert [one.pk for one in find_persons(desk, "زهرا رضایی")] == [here.pk]
    assert [one.pk for one in find_persons(commander, "زهرا رضایی")] == [there.pk]


def test_a_reader_finds_only_whom_they_may_see(scene: Scene, desk: Actor, clock: HandClock) -> None:
    person = _somebody(scene, desk, phone="09121112233")
    elsewhere = scene.person(Role.DESK_OFFICER, scene.stations[1])
    for reader in (elsewhere, scene.person(Role.DISPATCHER), scene.person(Role.AUDITOR)):
        assert find_persons(reader, "زهرا رضایی") == []
        assert persons_of_phone(reader, "09121112233") == []
        assert person_seen(reader, person.pk) is None
    auditor = scene.person(Role.AUDITOR).because("Complaint 7")
    assert [one.pk for one in find_persons(auditor, "09121112233")] == [person.pk]
    assert person_seen(a_city(clock).person(Role.COMMANDER), person.pk) is None


def test_one_box_takes_a_number_an_id_and_a_name(scene: Scene, desk: Actor) -> None:
    person = _somebody(scene, desk, phone="09121112233", national_id=ID)
    for typed in ("۰۹۱۲ ۱۱۱ ۲۲۳۳", "+98 912 111 2233", ID, "رضایی", "زهر"):
        assert [one.pk for one in find_persons(desk, typed)] == [person.pk], typed
    for typed in ("", "123", "0912 111 2234", "؟"):
        assert find_persons(desk, typed) == []


def test_a_page_begins_after_the_one_before(scene: Scene, desk: Actor, clock: HandClock) -> None:
    family = []
    for _ in range(3):
        clock.forward(minutes=1)
        family.append(_somebody(scene, desk, phone="02188776655").pk)
    first = persons_of_phone(desk, "02188776655", limit=2)
    assert [one.pk for one in first] == family[:0:-1]
    rest = persons_of_phone(desk, "02188776655", after=first[-1].pk, limit=2)
    assert [one.pk for one in rest] == family[:1]


@pytest.mark.django_db(transaction=True)
def test_two_who_merge_each_into_the_other_make_no_circle(
    transactional_db: None, clock: HandClock
) -> None:
    scene = a_city(clock)
    desk = scene.person(Role.DESK_OFFICER, scene.stations[0])
    one, other = _somebody(scene, desk), _somebody(scene, desk)
    gate, results = threading.Barrier(2), list[Any]()

    def merge(person: Person, into: Person) -> None:
        try:
            gate.wait()
            results.append(merge_persons(person=person.pk, into=into.pk, why="Same", by=desk))
        except Exception as failure:
            results.append(failure)
        finally:
            connection.close()

    pairs = ((one, other), (other, one))
    threads = [threading.Thread(target=merge, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    refused = [result.rule.name for result in results if isinstance(result, Refused)]
    assert (len(results), refused) == (2, ["person_stands"]), results
    assert Person.objects.filter(merged_into=None).count() == 1
