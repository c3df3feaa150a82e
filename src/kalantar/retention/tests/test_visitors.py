"""Whose last file goes while they still come: known for a year more, then listed, and gone by two people."""

from datetime import timedelta

import pytest

from kalantar.cases.models import Case
from kalantar.cases.tests.world import refusal
from kalantar.kernel.models import Entry
from kalantar.persons.actions import merge_persons
from kalantar.persons.models import Person
from kalantar.reception.actions import install_services, register_visit
from kalantar.reception.models import Service, Visit
from kalantar.retention import actions
from kalantar.retention.models import Review, ReviewOf
from kalantar.retention.queries import due_reviews, reviews_of_person
from kalantar.retention.reactions import list_what_is_due
from kalantar.retention.rules import visitor_no_longer_comes
from kalantar.retention.tests.world import BASIS, FAMILY, Keeping


@pytest.fixture
def visitor(keeping: Keeping) -> Person:
    """Their file went while they were known as a visitor."""
    install_services(by=keeping.system)
    person = keeping.world.person(FAMILY, phone="09121112233")
    case = keeping.closed(complainant=person.pk)
    review = keeping.due(case)
    _comes(keeping, person)
    keeping.dispose(review)
    return Person.objects.get(pk=person.pk)


def _comes(keeping: Keeping, person: Person) -> Visit:
    return register_visit(
        station=keeping.world.here.pk, service=Service.objects.earliest("order").pk,
        person=person.pk, purpose=f"{FAMILY} آمد", by=keeping.desk,
    )  # fmt: skip


def _kept(person: Person) -> Review:
    return Review.objects.get(of=ReviewOf.VISITOR, state="kept", person=person)


def _listed() -> list[Review]:
    return list(Review.objects.filter(of=ReviewOf.VISITOR, state="listed"))


def test_they_stay_known_for_a_year_and_are_listed_then(keeping: Keeping, visitor: Person) -> None:
    assert visitor.erased_at is None
    assert _kept(visitor).kept_until == keeping.clock() + timedelta(days=365)
    assert "KeptLonger" in Entry.objects.values_list("event", flat=True)
    keeping.clock.forward(days=364)
    list_what_is_due()
    assert _listed() == []
    keeping.clock.forward(days=1)
    list_what_is_due()
    list_what_is_due()  # once
    [review] = _listed()
    assert (review.person, review.case, review.area) == (visitor, None, visitor.area)
    assert review in due_reviews(keeping.chief, keeping.world.here)
    keeping.dispose(review)
    visitor.refresh_from_db()
    assert visitor.erased_at == keeping.clock()
    assert Visit.objects.get().purpose == ""
    assert [one.of for one in reviews_of_person(keeping.chief, visitor)] == ["visitor"] * 2


def test_who_has_a_file_again_or_came_again_is_not_listed(
    keeping: Keeping, visitor: Person
) -> None:
    keeping.clock.forward(days=300)
    _comes(keeping, visitor)
    keeping.clock.forward(days=100)
    list_what_is_due()
    assert _listed() == []
    case = keeping.world.case(complainant=visitor.pk)
    keeping.clock.forward(days=400)
    list_what_is_due()
    assert _listed() == []
    keeping.dispose(keeping.due(keeping.close(case)))
    visitor.refresh_from_db()
    assert visitor.erased_at  # nothing else was known of them by then


def test_visitor_no_longer_comes(keeping: Keeping, visitor: Person) -> None:
    """Judged when it is confirmed."""
    keeping.clock.forward(days=365)
    list_what_is_due()
    [review] = _listed()
    keeping.propose(review)
    visit = _comes(keeping, visitor)
    asked = {"review": review.pk, "by": keeping.chief}
    assert refusal(actions.dispose, **asked) == "visitor_no_longer_comes"
    Visit.objects.filter(pk=visit.pk).update(came_at=keeping.clock() - timedelta(days=365))
    keeping.close(keeping.world.case(complainant=visitor.pk))
    assert refusal(actions.dispose, **asked) == "visitor_no_longer_comes"
    assert visitor_no_longer_comes(False)


def test_one_that_was_merged_meanwhile_is_listed_as_who_stands(
    keeping: Keeping, visitor: Person
) -> None:
    again = keeping.world.person(FAMILY)
    merge_persons(person=visitor.pk, into=again.pk, why="همان است", by=keeping.desk)
    keeping.clock.forward(days=365)
    list_what_is_due()
    assert [one.person_id for one in _listed()] == [again.pk]
    keeping.dispose(_listed()[0])
    assert not Person.objects.filter(erased_at=None).exists()


def test_who_asks_to_be_erased_is_not_listed_beside(keeping: Keeping, visitor: Person) -> None:
    request = actions.request_erasure(person=visitor.pk, basis=BASIS, by=keeping.desk)
    keeping.clock.forward(days=365)
    list_what_is_due()
    assert _listed() == []
    actions.dispose(review=request.pk, by=keeping.chief)
    list_what_is_due()
    assert _listed() == []


def test_a_party_whose_time_is_over_waits_too(keeping: Keeping) -> None:
    from kalantar.cases.actions import name_party

    install_services(by=keeping.system)
    person, case = keeping.world.person("شاهدی"), keeping.world.case()
    party = name_party(case=case.pk, person=person.pk, role="witness", by=keeping.desk)
    keeping.close(case)
    review = keeping.due_party(party)
    _comes(keeping, person)
    keeping.dispose(review)
    assert _kept(person)
    assert Case.objects.get().disposed_at is None
