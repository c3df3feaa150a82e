"""When two people act at the same moment: real threads, real transactions."""

from functools import partial

import pytest

from kalantar.calls.models import Call
from kalantar.cases.actions import link_incident, name_party
from kalantar.cases.models import Case, Party
from kalantar.cases.tests.test_races import together
from kalantar.cases.tests.world import refusal
from kalantar.incidents.actions import close_incident
from kalantar.incidents.models import Incident
from kalantar.people.roles import Role
from kalantar.persons.models import Person
from kalantar.retention import actions
from kalantar.retention.models import Review, RoomRecord, RoomRetention
from kalantar.retention.tests.world import BASIS, Keeping, leader

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_confirm_at_once_dispose_once(busy: Keeping) -> None:
    review = busy.due(busy.closed())
    busy.propose(review)
    others = [busy.chief, leader(busy)]
    said = together(
        [lambda by=by: refusal(actions.dispose, review=review.pk, by=by) for by in others]  # type: ignore[misc]
    )
    assert sorted(said) == ["", "review_allows_step"]


def test_a_hold_and_a_disposal_at_once_have_one_winner(busy: Keeping) -> None:
    review = busy.due(busy.closed())
    busy.propose(review)
    case = review.case_id
    said = together(
        [
            lambda: refusal(actions.dispose, review=review.pk, by=busy.chief),
            lambda: refusal(
                actions.hold_case, case=case, basis="دادگاه", reason="دعوا", by=busy.desk
            ),
        ]
    )
    assert case
    gone = Case.objects.get(pk=case).disposed_at is not None
    assert said == (["", "case_is_not_disposed"] if gone else ["no_file_is_held", ""])


def test_who_is_erased_is_not_named_in_the_same_moment(busy: Keeping) -> None:
    person, case = busy.world.person(), busy.world.case()
    review = actions.request_erasure(person=person.pk, basis=BASIS, by=busy.desk)
    said = together(
        [
            lambda: refusal(actions.dispose, review=review.pk, by=busy.chief),
            lambda: refusal(
                name_party, case=case.pk, person=person.pk, role="witness", by=busy.desk
            ),
        ]
    )
    erased = Person.objects.get(pk=person.pk).erased_at is not None
    assert said == (["", "person_is_not_erased"] if erased else ["files_are_closed", ""])
    assert Party.objects.filter(person=person).exists() is not erased


def test_two_lists_at_once_list_once(busy: Keeping) -> None:
    busy.closed()
    busy.years_later()
    said = together([lambda: refusal(actions.list_due_files, by=busy.system)] * 2)
    assert sorted(said) in (["", "file_is_reviewed_once_at_a_time"], ["", "something_is_due"])
    assert Review.objects.count() == 1


def test_an_incident_that_is_linked_at_this_moment_goes_before_or_not_at_all(busy: Keeping) -> None:
    scene, case = busy.world.scene, busy.world.case()
    by = scene.person(Role.DISPATCHER)
    incident = scene.incident(by)
    close_incident(incident=incident.pk, disposition=scene.ending.pk, by=by)
    busy.years_later(4)
    what = RoomRecord.INCIDENT
    said = together(
        [
            lambda: refusal(link_incident, case=case.pk, incident=incident.pk, by=busy.desk),
            lambda: refusal(actions.erase_in_room, what=what, by=busy.system),
        ]
    )
    erased = Incident.objects.get().erased_at is not None
    assert said == ["", "" if erased else "something_is_due"]
    assert erased or actions.pass_what_is_needed(what=what, by=busy.system) == 1


def test_two_workers_at_once_erase_each_once(busy: Keeping) -> None:
    by = busy.world.scene.person(Role.DISPATCHER)
    for _ in range(3):
        busy.world.scene.call(by)
    busy.years_later(2)
    act = partial(refusal, actions.erase_in_room, what=RoomRecord.CALL, by=busy.system)
    assert sorted(together([act, act])) == ["", "something_is_due"]
    assert RoomRetention.objects.get().erased == Call.objects.exclude(erased_at=None).count() == 3
