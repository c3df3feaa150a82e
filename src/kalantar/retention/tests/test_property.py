"""Property, documents, tasks and outside answers when somebody goes, and what waits for what is still held."""

from collections.abc import Callable
from typing import Any

import pytest

from kalantar.cases.actions import name_party
from kalantar.cases.models import Case, Party
from kalantar.cases.tests.world import refusal
from kalantar.custody.models import Item, Movement
from kalantar.custody.tests.world import Store
from kalantar.documents.actions import enter_in_error
from kalantar.documents.models import Document
from kalantar.documents.queries import content_of
from kalantar.documents.tests.world import Papers
from kalantar.outside_referrals.actions import note_outside_return, take_back_outside_referral
from kalantar.outside_referrals.models import OutsideReferral
from kalantar.outside_referrals.tests.world import Outside
from kalantar.persons.actions import PERSONS
from kalantar.retention import actions
from kalantar.retention.models import Review
from kalantar.retention.queries import what_would_go
from kalantar.retention.rules import no_property_is_held
from kalantar.retention.tests.world import BASIS, FAMILY, PHONE, SAFE, Keeping
from kalantar.safe_numbers.actions import give_up_safe_number, name_safe_number
from kalantar.safe_numbers.models import SafeNumber
from kalantar.tasks.actions import finish_task, give_up_task
from kalantar.tasks.models import Task
from kalantar.tasks.tests.world import Work


@pytest.fixture
def store(keeping: Keeping) -> Store:
    """For a file of two."""
    world = keeping.world
    case = world.case(complainant=world.person(FAMILY, phone=PHONE).pk)
    name_party(case=case.pk, person=world.person("نوری").pk, role="respondent", by=keeping.desk)
    return Store(world, case, case.parties.get(role="complainant"), keeping.chief)


def _respondent(store: Store) -> Party:
    return store.case.parties.get(role="respondent")


def _asked(keeping: Keeping, party: Party) -> Review:
    return actions.request_erasure(person=party.person_id, basis=BASIS, by=keeping.desk)


def _attempt(keeping: Keeping, review: Review) -> str:
    return refusal(actions.dispose, review=review.pk, by=keeping.chief)


@pytest.mark.parametrize("state", ["held", "out", "condemned"])
def test_no_property_is_held(keeping: Keeping, store: Store, state: str) -> None:
    """Neither the file nor whom it was taken from; nothing of it is said by half meanwhile."""
    item = store.in_state(state)
    keeping.close(store.case)
    review = keeping.due(store.case)
    keeping.propose(review)
    hers = _asked(keeping, store.party)
    assert _attempt(keeping, review) == _attempt(keeping, hers) == "no_property_is_held"
    item.refresh_from_db()
    assert (item.description, item.erased_at) == ("چاقوی دسته‌قرمز", None)
    assert _attempt(keeping, _asked(keeping, _respondent(store))) == ""
    if state == "condemned":
        store.does("keep", item)
    if state == "out":
        store.does("bring_back", item)
    store.does("return", item)
    assert _attempt(keeping, hers) == _attempt(keeping, review) == ""
    assert no_property_is_held(0)


def test_a_party_whose_property_is_held_waits(keeping: Keeping, store: Store) -> None:
    item = store.taken_in(party=(his := _respondent(store)).pk)
    Party.objects.filter(pk=his.pk).update(role="informant")
    keeping.close(store.case)
    review = keeping.due_party(his)
    keeping.propose(review)
    assert _attempt(keeping, review) == "no_property_is_held"
    store.does("return", item)
    assert _attempt(keeping, review) == ""


def test_the_chain_keeps_who_of_the_service_and_when(keeping: Keeping, store: Store) -> None:
    item = store.in_state("destroyed")
    chain = list(item.chain.values_list("what", "at", "by", "second", "station"))
    keeping.close(store.case)
    assert what_would_go([store.case.pk])[store.case.pk].items == 1
    keeping.dispose(keeping.due(store.case))
    item.refresh_from_db()
    assert (item.description, item.identifier, item.found_at) == ("", "", "")
    assert (item.label, item.state, item.erased_at) == (item.label, "destroyed", keeping.clock())
    assert list(item.chain.values_list("what", "at", "by", "second", "station")) == chain
    assert not any(one.to_whom or one.identified or one.why for one in Movement.objects.all())
    assert what_would_go([store.case.pk])[store.case.pk].items == 0


def test_who_goes_is_taken_out_of_others_property(keeping: Keeping, store: Store) -> None:
    """Which may be held still: it keeps its description, without the name."""
    by, his = keeping.desk, _respondent(store).pk
    held = store.taken_in(party=his, description=f"کیف {FAMILY}", identifier="SN-9")
    store.does("hand_out", held, to_whom=f"برادر {FAMILY}", by=by)
    keeping.close(store.case)
    review = _asked(keeping, store.party)
    assert _attempt(keeping, review) == ""
    row = Item.objects.get(pk=held.pk)
    assert (row.description, row.identifier, row.erased_at) == ("کیف […]", "SN-9", None)
    links = list(row.chain.all())
    assert (links[0].erased_at, links[1].to_whom, links[1].why) == (None, "", "تعیین نوع سلاح")
    assert links[1].erased_at == keeping.clock()
    store.does("bring_back", row)


def test_documents_of_others_stay(keeping: Keeping, store: Store) -> None:
    papers = Papers(keeping.world, store.case, store.party)
    hers = papers.taken_in(title=f"گواهی {FAMILY}")
    his = papers.taken_in(title=f"نامه به {FAMILY}", party=_respondent(store).pk)
    keeping.close(store.case)
    assert _attempt(keeping, _asked(keeping, store.party)) == ""
    hers, his = (Document.objects.get(pk=one.pk) for one in (hers, his))
    assert (hers.title, hers.name, content_of(hers)) == ("", "", b"")
    assert hers.erased_at == keeping.clock()
    assert (his.title, his.name, his.erased_at) == ("نامه به […]", "scan.pdf", None)
    assert content_of(his)


def test_a_safe_number_lent_by_somebody_else_stays_theirs(keeping: Keeping, store: Store) -> None:
    """Hers was her sister's phone, who is known by herself; another one was nobody's but hers."""
    sister, at = keeping.world.person("خواهری", phone=SAFE), {"case": store.case.pk}
    hers: dict[str, Any] = {**at, "party": store.party.pk, "why": "خودش گفت", "by": keeping.desk}
    name_safe_number(number="09357418531", **hers)
    name_safe_number(number=SAFE, **hers)
    work = Work(keeping.world, store.case)
    finish_task(
        task=work.set(what=f"تماس با {SAFE}").pk, note="از 0935 741 8531 زنگ زد", by=keeping.desk
    )
    keeping.close(store.case)
    assert _attempt(keeping, _asked(keeping, store.party)) == ""
    task = Task.objects.get()
    assert (task.what, task.note) == (f"تماس با {SAFE}", "از […] زنگ زد")
    assert PERSONS.get(pk=sister.pk).phone
    rows = SafeNumber.objects.all()
    assert [(row.number, row.number_hash, bool(row.until)) for row in rows] == [("", b"", True)] * 2


def test_nothing_is_written_to_what_is_gone(keeping: Keeping, store: Store) -> None:
    """An answer that comes years later, a mistake that is found then, a number that is named then."""
    case, by = store.case, keeping.desk
    papers, work = Papers(keeping.world, case, store.party), Work(keeping.world, case)
    row, task, asked = papers.taken_in(), work.set(), Outside(keeping.world, case).refer()
    keeping.close(case)
    keeping.dispose(keeping.due(case))
    number: dict[str, Any] = {"case": case.pk, "party": store.party.pk, "why": "x", "by": by}
    attempts: tuple[Callable[[], object], ...] = (
        lambda: note_outside_return(referral=asked.pk, said="یافتند", by=by),
        lambda: take_back_outside_referral(referral=asked.pk, why="دیر شد", by=by),
        lambda: enter_in_error(document=row.pk, why="اشتباه", by=by),
        lambda: finish_task(task=task.pk, note="شد", by=by),
        lambda: give_up_task(task=task.pk, why="نشد", by=by),
        lambda: name_safe_number(number=SAFE, **number),
        lambda: give_up_safe_number(**number),
    )
    for attempt in attempts:
        assert refusal(attempt) == "case_is_not_disposed"
    assert (OutsideReferral.objects.get().why, OutsideReferral.objects.get().office) == ("", "")
    assert Case.objects.get(pk=case.pk).disposed_at


def test_an_answer_is_written_down_long_after_the_file_was_closed(
    keeping: Keeping, store: Store
) -> None:
    asked = Outside(keeping.world, store.case).refer()
    keeping.close(store.case)
    keeping.clock.forward(days=400)
    assert note_outside_return(referral=asked.pk, said="یافتند", by=keeping.desk).said == "یافتند"
