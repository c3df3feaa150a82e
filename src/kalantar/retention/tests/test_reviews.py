"""What comes due, is kept longer, held and disposed of; each rule by its name."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from uuid_utils.compat import uuid7

from kalantar.case_catalogue.models import CaseCategory
from kalantar.cases.actions import (
    close_case,
    end_confidentiality,
    keep_case_confidential,
    name_party,
    reopen_case,
)
from kalantar.cases.models import Case, Party, PartyRole
from kalantar.cases.queries import find_cases
from kalantar.cases.tests.test_case_rules import broken
from kalantar.cases.tests.world import refusal
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import RULES
from kalantar.kernel.story import told
from kalantar.messaging.models import Message, MessageState
from kalantar.messaging.rules import message_is_not_erased, no_message_is_being_sent
from kalantar.orders.actions import receive_order
from kalantar.orders.tests.world import courts_of
from kalantar.papers.actions import issue_cover
from kalantar.people.roles import Role
from kalantar.persons.actions import correct_person, merge_persons
from kalantar.persons.models import Person
from kalantar.reception.actions import install_services, register_visit
from kalantar.reception.models import Service
from kalantar.retention import actions
from kalantar.retention.models import Hold, Review, RoleRetention
from kalantar.retention.queries import due_reviews, held_here, holds_of, what_would_go
from kalantar.retention.reactions import list_what_is_due, take_off_the_list
from kalantar.retention.rules import decider_leads_all_stations, files_are_closed
from kalantar.retention.schedule import due_of_case, due_of_party, roles_kept, standard
from kalantar.retention.tests.world import BASIS, FAMILY, PHONE, Keeping, leader, marked
from kalantar.statements.models import Statement
from kalantar.statements.rules import statement_says_what_was_signed


def _again(review: Review) -> None:
    """The same once more, past the actions."""
    review.pk, review._state.adding = uuid7(), True
    review.save(force_insert=True)


def _alone(rows: QuerySet[Statement], wrong: dict[str, Any]) -> None:
    with transaction.atomic():
        rows.update(**wrong)


def _keep(keeping: Keeping, review: Review, **more: Any) -> Review:
    until = keeping.clock() + timedelta(days=400)
    asked: dict[str, Any] = {"review": review.pk, "until": until, "why": "پژوهش"}
    return actions.keep_longer(**{**asked, "by": keeping.chief, **more})


def _hold(keeping: Keeping, case: Case, **more: Any) -> Hold:
    asked: dict[str, Any] = {"case": case.pk, "basis": "دادگاه", "reason": "دعوا"}
    return actions.hold_case(**{**asked, "by": keeping.desk, **more})


def _attempt(keeping: Keeping, review: Review, **more: Any) -> str:
    return refusal(actions.dispose, **{"review": review.pk, "by": keeping.chief, **more})


def test_a_file_is_listed_on_the_day_it_is_due_and_stays_whole(keeping: Keeping) -> None:
    case = keeping.closed()
    due = due_of_case(case)
    assert due
    keeping.clock.moment = due - timedelta(seconds=1)
    assert refusal(actions.list_due_files, by=keeping.system) == "something_is_due"
    keeping.clock.moment = due
    actions.list_due_files(by=keeping.system)
    review = Review.objects.get()
    assert (review.case, review.due_at, review.state) == (case, due, "listed")
    assert due_reviews(keeping.chief, keeping.world.here) == [review]
    assert Case.objects.get().disposed_at is None
    assert what_would_go([case.pk])[case.pk].parties == 0


def test_something_is_due(keeping: Keeping) -> None:
    keeping.due(keeping.closed())
    assert refusal(actions.list_due_files, by=keeping.system) == "something_is_due"  # once
    assert refusal(actions.list_due_parties, by=keeping.system) == "something_is_due"
    assert not list_what_is_due()
    assert Review.objects.count() == 1


def test_who_had_a_lesser_role_is_due_earlier(keeping: Keeping) -> None:
    case, person = keeping.world.case(), keeping.world.person("شاهدی")
    party = name_party(case=case.pk, person=person.pk, role="witness", by=keeping.desk)
    keeping.close(case)
    case.refresh_from_db()
    keeping.years_later(6)
    review = keeping.due_party(party, 0)
    assert (review.of, review.case) == ("party", case)
    keeping.dispose(review)
    party.refresh_from_db()
    assert party.person.name.fa == "شخص پاک‌شده"
    assert Person.objects.get(pk=person.pk).erased_at
    assert Case.objects.get().disposed_at is None
    assert keeping.due(case).state == "listed"


def test_what_is_kept_longer_comes_back(keeping: Keeping) -> None:
    review = keeping.due(keeping.closed())
    _keep(keeping, review)
    assert refusal(actions.list_due_files, by=keeping.system) == "something_is_due"
    keeping.clock.forward(days=401)
    actions.list_due_files(by=keeping.system)
    assert Review.objects.filter(state="listed").count() == 1


def test_new_day_is_later(keeping: Keeping) -> None:
    review = keeping.due(keeping.closed())
    for until in (keeping.clock(), keeping.clock() + timedelta(days=366 * 51)):
        assert refusal(_keep, keeping=keeping, review=review, until=until) == "new_day_is_later"
    assert refusal(_keep, keeping=keeping, review=review, why=" ") == "reason_is_given"


def test_no_file_is_held(keeping: Keeping) -> None:
    review = keeping.due(keeping.closed())
    assert review.case
    first, second = _hold(keeping, review.case), _hold(keeping, review.case)
    keeping.propose(review)
    for one in (first, second):
        assert _attempt(keeping, review) == "no_file_is_held"
        actions.release_hold(case=review.case.pk, hold=one.pk, why="پایان", by=keeping.chief)
    assert held_here(keeping.chief, keeping.world.here) == []
    assert _attempt(keeping, review) == ""


def test_a_held_file_is_not_listed(keeping: Keeping) -> None:
    case = keeping.closed()
    held = _hold(keeping, case)
    keeping.years_later()
    assert refusal(actions.list_due_files, by=keeping.system) == "something_is_due"
    assert held_here(keeping.chief, keeping.world.here) == holds_of(case) == [held]
    with connection.cursor() as cursor:
        cursor.execute("SELECT basis, reason FROM retention_hold")
        assert all("دادگاه".encode() not in bytes(one) for one in cursor.fetchone())


def test_hold_has_basis_and_reason(keeping: Keeping) -> None:
    case = keeping.closed()
    for empty in ({"basis": " "}, {"reason": ""}):
        said = refusal(_hold, keeping=keeping, case=case, **empty)
        assert said == "hold_has_basis_and_reason"


def test_hold_stands(keeping: Keeping) -> None:
    case, other = keeping.closed(), keeping.closed()
    held = _hold(keeping, case)
    asked: dict[str, Any] = {"hold": held.pk, "why": "پایان", "by": keeping.chief}
    assert refusal(actions.release_hold, case=other.pk, **asked) == "hold_stands"
    assert refusal(actions.release_hold, case=case.pk, **asked | {"why": ""}) == "reason_is_given"
    by_desk = asked | {"by": keeping.desk}
    assert refusal(actions.release_hold, case=case.pk, **by_desk) == "may_decide_on_case"
    actions.release_hold(case=case.pk, **asked | {"by": keeping.chief.because("پایان")})
    assert Entry.objects.get(event="HoldReleased").why == ""  # it is sealed with the hold
    assert refusal(actions.release_hold, case=case.pk, **asked) == "hold_stands"


def test_disposal_needs_two_people(keeping: Keeping) -> None:
    review = keeping.due(keeping.closed())
    actions.propose_disposal(review=review.pk, basis=BASIS, by=keeping.chief)
    assert _attempt(keeping, review) == "disposal_needs_two_people"
    assert Case.objects.get().disposed_at is None
    assert _attempt(keeping, review, by=leader(keeping)) == ""
    row = Review.objects.get()
    assert (row.proposed_as, row.confirmed_as) == ("station_chief", "station_chief")


def test_its_time_is_over(keeping: Keeping) -> None:
    """The administrator may make it longer after something was listed."""
    case = keeping.closed()
    review = keeping.due(case)
    keeping.propose(review)
    CaseCategory.objects.filter(pk=case.category_id).update(kept_years=50)
    assert _attempt(keeping, review) == "its_time_is_over"


def test_files_are_closed(keeping: Keeping) -> None:
    case = keeping.closed()
    review = keeping.due(case)
    keeping.propose(review)
    reopen_case(case=case.pk, why="مدرک تازه", by=keeping.chief)
    assert _attempt(keeping, review) == "files_are_closed"
    take_off_the_list(Entry.objects.get(event="CaseReopened").pk)
    take_off_the_list(Entry.objects.get(event="CaseReopened").pk)  # twice does no harm
    review.refresh_from_db()
    assert review.state == "lapsed"
    assert files_are_closed([])


def test_no_order_is_running(keeping: Keeping) -> None:
    world = keeping.world
    courts = courts_of(world, keeping.system)
    case = keeping.closed()
    courts.order(case=case.pk)
    review = keeping.due(case)
    keeping.propose(review)
    assert _attempt(keeping, review) == "no_order_is_running"


def test_a_person_with_an_open_file_is_not_erased(keeping: Keeping) -> None:
    person = keeping.world.person()
    keeping.world.case(complainant=person.pk)
    review = actions.request_erasure(person=person.pk, basis=BASIS, by=keeping.desk)
    assert _attempt(keeping, review) == "files_are_closed"
    actions.refuse_request(review=review.pk, why="پرونده باز است", by=keeping.chief)
    again = actions.request_erasure(person=person.pk, basis=BASIS, by=keeping.desk)
    assert again.state == "proposed"


def test_decider_leads_all_stations(keeping: Keeping) -> None:
    world = keeping.world
    commander = world.at(world.scene.city, Role.COMMANDER)
    person = world.person()
    other = world.case(station=world.there.pk, by=world.at(world.there))
    name_party(case=other.pk, person=person.pk, role="witness", by=commander)
    close_case(case=other.pk, outcome=world.outcome(), by=commander)
    review = actions.request_erasure(person=person.pk, basis=BASIS, by=keeping.desk)
    assert _attempt(keeping, review) == "decider_leads_all_stations"
    assert _attempt(keeping, review, by=commander) == ""
    assert decider_leads_all_stations(commander, [world.here, world.there])


def test_review_is_of_a_request(keeping: Keeping) -> None:
    review = keeping.due(keeping.closed())
    asked: dict[str, Any] = {"review": review.pk, "why": "نه", "by": keeping.chief}
    assert refusal(actions.refuse_request, **asked) == "review_is_of_a_request"


def test_basis_does_not_name_them(keeping: Keeping) -> None:
    person = keeping.world.person(FAMILY, phone="09121112233")
    case = keeping.world.case(complainant=person.pk)
    review = keeping.due(keeping.close(case))
    for basis in (f"درخواست خانم {FAMILY}", "از ۰۹۱۲ ۱۱۱ ۲۲۳۳", "+98 912 111 2233"):
        asked: dict[str, Any] = {"basis": basis, "by": keeping.desk}
        assert refusal(actions.propose_disposal, review=review.pk, **asked) == (
            "basis_does_not_name_them"
        )
        assert refusal(actions.request_erasure, person=person.pk, **asked) == (
            "basis_does_not_name_them"
        )
    empty: dict[str, Any] = {"basis": " ", "by": keeping.desk}
    said = refusal(actions.propose_disposal, review=review.pk, **empty)
    assert said == "erasure_names_its_basis"


def test_retention_names_its_source(keeping: Keeping) -> None:
    asked: dict[str, Any] = {"role": "witness", "years": 4, "source": " ", "by": keeping.system}
    assert refusal(actions.set_role_retention, **asked) == "retention_names_its_source"
    asked |= {"source": "بخشنامهٔ ۱۲"}
    assert refusal(actions.set_role_retention, **asked | {"role": "x"}) == "party_role_is_known"
    assert refusal(actions.set_role_retention, **asked | {"by": keeping.chief}) == (
        "may_edit_catalogue"
    )
    actions.set_role_retention(**asked)
    actions.set_role_retention(**asked | {"years": 2})
    kept = roles_kept()["witness"]
    assert (kept.years, kept.source, kept.own) == (2, "بخشنامهٔ ۱۲", True)
    assert set(standard()) == set(PartyRole.values) == set(roles_kept())


def test_role_is_kept_for_years(keeping: Keeping) -> None:
    asked: dict[str, Any] = {"role": "witness", "source": "x", "by": keeping.system}
    for years in (0, 101):
        said = refusal(actions.set_role_retention, years=years, **asked)
        assert said == "role_is_kept_for_years"


def test_role_has_one_retention(keeping: Keeping) -> None:
    row: dict[str, Any] = {"role": "witness", "years": 3, "source": "x"}
    RoleRetention.objects.create(**row)
    assert broken(lambda: RoleRetention.objects.create(**row)) == "role_has_one_retention"


def test_file_is_reviewed_once_at_a_time(keeping: Keeping) -> None:
    review = keeping.due(keeping.closed())
    assert broken(lambda: _again(review)) == "file_is_reviewed_once_at_a_time"


def test_party_is_reviewed_once_at_a_time(keeping: Keeping) -> None:
    case, person = keeping.world.case(), keeping.world.person("شاهدی")
    party = name_party(case=case.pk, person=person.pk, role="informant", by=keeping.desk)
    keeping.close(case)
    review = keeping.due_party(party, 4)
    assert broken(lambda: _again(review)) == "party_is_reviewed_once_at_a_time"


def test_erasure_is_asked_for_once_at_a_time(keeping: Keeping) -> None:
    asked: dict[str, Any] = {"person": keeping.world.person().pk, "basis": BASIS}
    actions.request_erasure(**asked, by=keeping.desk)
    said = refusal(actions.request_erasure, **asked, by=keeping.chief)
    assert said == "erasure_is_asked_for_once_at_a_time"


def test_review_says_of_what(keeping: Keeping) -> None:
    review = keeping.due(keeping.closed())
    change = Review.objects.filter(pk=review.pk)
    assert broken(lambda: change.update(of="person")) == "review_says_of_what"


def test_proposed_disposal_says_by_whom(keeping: Keeping) -> None:
    change = Review.objects.filter(pk=keeping.due(keeping.closed()).pk)
    assert broken(lambda: change.update(state="proposed")) == "proposed_disposal_says_by_whom"


def test_what_is_kept_longer_says_until_when(keeping: Keeping) -> None:
    change = Review.objects.filter(pk=keeping.due(keeping.closed()).pk)
    now = keeping.clock() - timedelta(days=1)
    said = broken(lambda: change.update(state="kept", kept_until=now))
    assert said == "what_is_kept_longer_says_until_when"


def test_released_hold_says_by_whom(keeping: Keeping) -> None:
    held = Hold.objects.filter(pk=_hold(keeping, keeping.closed()).pk)
    assert broken(lambda: held.update(released_at=keeping.clock())) == "released_hold_says_by_whom"


def test_case_is_not_disposed(keeping: Keeping) -> None:
    courts = courts_of(keeping.world, keeping.system)
    case = keeping.closed()
    keeping.dispose(keeping.due(case))
    on: dict[str, Any] = {"case": case.pk, "by": keeping.chief}
    for attempt in (
        lambda: reopen_case(why="x", **on),
        lambda: keep_case_confidential(why="x", **on),
        lambda: end_confidentiality(why="x", **on),
        lambda: issue_cover(language="fa", check_at="https://110.example", **on),
        lambda: _hold(keeping, case),
        lambda: receive_order(
            station=keeping.world.here.pk, branch=courts.branch.pk, number="9", kind="inquiry",
            text="x", issued_on=keeping.clock().date(),
            due_at=keeping.clock() + timedelta(days=3), **on,
        ),
    ):  # fmt: skip
        assert refusal(attempt) == "case_is_not_disposed"
    assert [one.disposed_at for one in find_cases(keeping.desk, case.number)] == [keeping.clock()]


def test_disposed_case_stays_closed(keeping: Keeping) -> None:
    case = keeping.closed()
    keeping.dispose(keeping.due(case))
    row = Case.objects.filter(pk=case.pk)
    assert broken(lambda: row.update(narrative="x")) == "disposed_case_stays_closed"


def test_person_is_not_erased(keeping: Keeping) -> None:
    install_services(by=keeping.system)
    person, other, case = keeping.world.person(), keeping.world.person(), keeping.world.case()
    review = actions.request_erasure(person=person.pk, basis=BASIS, by=keeping.desk)
    actions.dispose(review=review.pk, by=keeping.chief)
    service, by = Service.objects.earliest("order").pk, keeping.desk
    for attempt in (
        lambda: name_party(case=case.pk, person=person.pk, role="witness", by=by),
        lambda: correct_person(person=person.pk, given_fa="سارا", by=by),
        lambda: merge_persons(person=person.pk, into=other.pk, why="x", by=by),
        lambda: register_visit(
            station=keeping.world.here.pk, service=service, person=person.pk, by=by
        ),
        lambda: actions.request_erasure(person=person.pk, basis=BASIS, by=by),
    ):
        assert refusal(attempt) == "person_is_not_erased"


def test_erased_person_says_nothing(keeping: Keeping) -> None:
    row = Person.objects.filter(pk=keeping.world.person().pk)
    said = broken(lambda: row.update(erased_at=keeping.clock()))
    assert said == "erased_person_says_nothing"


def test_the_outbox_is_reached(keeping: Keeping) -> None:
    """What waits is not sent; of what was sent the hash of its words is left, as the ledger has it."""
    there = marked(keeping)
    waiting = list(Message.objects.filter(state="queued").values_list("pk", flat=True))
    hashes = set(Message.objects.values_list("text_sha256", flat=True))
    assert waiting
    keeping.dispose(keeping.due(there.case))
    assert not Message.objects.filter(state="queued").exists()
    assert Message.objects.filter(pk__in=waiting, state=MessageState.CANCELLED).count() == len(
        waiting
    )
    assert all(not one.number and not one.text and not one.prefix for one in Message.objects.all())
    assert set(Message.objects.values_list("text_sha256", flat=True)) == hashes


def test_message_is_not_erased(keeping: Keeping) -> None:
    assert not message_is_not_erased(Message())
    assert message_is_not_erased(Message(number="+989121112233"))


def test_no_message_is_being_sent(keeping: Keeping) -> None:
    there = marked(keeping)
    review = keeping.due(there.case)
    keeping.propose(review)
    row = Message.objects.filter(about=there.case.pk).exclude(number_hash=b"")[:1]
    Message.objects.filter(pk__in=list(row.values_list("pk", flat=True))).update(
        state="submitting", sender=1, claim=uuid7()
    )
    assert _attempt(keeping, review) == "no_message_is_being_sent"
    assert Case.objects.get(pk=there.case.pk).disposed_at is None
    assert no_message_is_being_sent(0)


def test_the_timeline_stays_and_names_nobody(keeping: Keeping) -> None:
    there = marked(keeping)
    before = {one.id for one in told(there.case.pk, keeping.chief, limit=500)}
    keeping.dispose(keeping.due(there.case))
    after = told(there.case.pk, keeping.chief, limit=500)
    assert before <= {one.id for one in after}
    said = [str(one.sentence.en) for one in after]
    assert "erased person became a party: complainant." in said
    assert not any(FAMILY in str(one.sentence.fa) + str(one.why) for one in after)


def test_who_is_known_elsewhere_is_erased_on_the_file_only(keeping: Keeping) -> None:
    person = keeping.world.person(FAMILY)
    old = keeping.close(keeping.world.case(complainant=person.pk))
    review = keeping.due(old)
    keeping.world.case(complainant=person.pk)
    keeping.dispose(review)
    assert Person.objects.get(pk=person.pk).erased_at is None
    assert not Party.objects.filter(case=old, person=person).exists()
    said = {str(one.sentence.en) for one in told(old.pk, keeping.chief)}
    assert "erased person became a party: complainant." in said
    assert [one.pk != old.pk for one in find_cases(keeping.desk, FAMILY)] == [True]


def test_somebody_with_the_same_phone_is_left_alone(keeping: Keeping) -> None:
    there = marked(keeping)
    wife = keeping.world.person("دیگری", phone=PHONE)
    keeping.dispose(keeping.due(there.case))
    assert Person.objects.get(pk=wife.pk).phone.endswith(PHONE[1:])


def test_a_statement_of_another_keeps_its_hash(keeping: Keeping) -> None:
    there = marked(keeping)
    row = Statement.objects.filter(state="signed").exclude(party=there.party).get()
    sha256 = bytes(row.sha256)
    review = actions.request_erasure(person=there.person.pk, basis=BASIS, by=keeping.desk)
    actions.dispose(review=review.pk, by=keeping.chief)
    row.refresh_from_db()
    assert bytes(row.sha256) == sha256
    assert row.sections[0].text.startswith("[…] در را باز کرد")
    assert row.erased_at
    assert statement_says_what_was_signed(row)
    change = Statement.objects.filter(pk=row.pk)
    for wrong in ({"name": "x"}, {"erased_at": None}, {"sha256": b"x"}):
        said = broken(lambda wrong=wrong: _alone(change, wrong))
        assert said == "signed_statement_is_never_changed"


def test_a_list_of_many_asks_few_questions(keeping: Keeping) -> None:
    for _ in range(3):
        keeping.closed()
    keeping.years_later()
    actions.list_due_files(by=keeping.system)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        rows = due_reviews(keeping.chief, keeping.world.here)
        what_would_go([one.case_id for one in rows if one.case_id])
    assert len(rows) == 3
    assert len(asked) <= 8


def test_due_of_party_is_never_after_the_file(keeping: Keeping) -> None:
    person = keeping.world.person()
    case = keeping.close(keeping.world.case(complainant=person.pk))
    CaseCategory.objects.filter(pk=case.category_id).update(kept_years=2)
    party = Party.objects.select_related("case__category").get(case=case)
    assert due_of_party(party, roles_kept()) == due_of_case(party.case)
    assert RULES["disposal_needs_two_people"]
