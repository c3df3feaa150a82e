"""What a party asks, hands in and wants; each rule by its name."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from uuid_utils.compat import uuid7

from kalantar.cases.purposes import Purpose
from kalantar.cases.tests.world import refusal
from kalantar.citizens import actions
from kalantar.citizens.models import Access, CitizenQuestion
from kalantar.citizens.plain_words import WHY_ASKED
from kalantar.citizens.queries import (
    asked_about,
    openings_of,
    papers_of,
    questions_of,
    questions_that_wait,
    wants_messages,
)
from kalantar.citizens.rules import it_is_of_this_case
from kalantar.citizens.tests.portal import Portal
from kalantar.documents.models import Document
from kalantar.documents.queries import content_of, document_of, documents_of
from kalantar.kernel.models import Entry
from kalantar.messaging.models import Message, OptOut
from kalantar.notices.tests.world import RESPONDS
from kalantar.people.opening import read
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock

PDF = b"%PDF-1.7\n" + b"x" * 100
NAMES_HER = "بررسی شکایت خانم کریمی"


@pytest.fixture
def held(portal: Portal) -> Access:
    return portal.held()


def _ask(
    portal: Portal, held: Access, text: str = "چه زمانی بیایم؟", **more: Any
) -> CitizenQuestion:
    return actions.ask_question(access=held.pk, text=text, **{"by": portal.citizen} | more)


def _answer(
    portal: Portal, question: CitizenQuestion, answer: str = "لازم نیست.", **more: Any
) -> Any:
    asked: dict[str, Any] = {
        "case": portal.case.pk,
        "question": question.pk,
        "by": portal.parties.world.desk,
    }
    return actions.answer_question(answer=answer, **asked | more)


def _hand_in(portal: Portal, held: Access, content: bytes = PDF, **more: Any) -> Document:
    asked: dict[str, Any] = {"access": held.pk, "name": "کارت.pdf", "by": portal.citizen}
    return actions.hand_in_paper(content=content, **asked | more)


def test_a_question_waits_is_answered_and_told(portal: Portal, held: Access) -> None:
    desk, here = portal.parties.world.desk, portal.parties.world.here
    question = _ask(portal, held)
    assert questions_that_wait(desk, here) == asked_about(portal.case) == [question]
    assert questions_that_wait(desk, portal.parties.world.there) == []
    _answer(portal, question)
    assert questions_that_wait(desk, here) == []
    [seen] = questions_of(held)
    assert (seen.answer, seen.answered_by_id) == ("لازم نیست.", desk.id)
    told = Message.objects.get(event="question_answered")
    assert told.number == held.phone
    assert "لازم" not in told.text
    assert Entry.objects.get(event="CitizenAnswered").facts["told"] is True


def test_a_question_of_the_other_side_is_not_seen(portal: Portal, held: Access) -> None:
    other = portal.held(phone=RESPONDS)
    _ask(portal, other, by=portal.of(portal.parties.respondent))
    assert questions_of(held) == []
    assert len(questions_of(other)) == 1


def test_what_is_sent_again_is_done_once(portal: Portal, held: Access) -> None:
    by = portal.citizen.repeating(uuid7())
    assert _ask(portal, held, by=by) == _ask(portal, held, by=by)
    assert _hand_in(portal, held, by=(again := portal.citizen.repeating(uuid7()))) == _hand_in(
        portal, held, by=again
    )
    assert (CitizenQuestion.objects.count(), Document.objects.count()) == (1, 1)


@pytest.mark.parametrize("verb", ["ask_question", "hand_in_paper", "stop_messages"])
def test_nobody_else_does_it_for_them(portal: Portal, held: Access, verb: str) -> None:
    needs: dict[str, dict[str, Any]] = {
        "ask_question": {"text": "x"}, "hand_in_paper": {"name": "x", "content": PDF},
    }  # fmt: skip
    more = needs.get(verb, {})
    for by in (portal.anybody, portal.of(portal.parties.respondent), portal.parties.world.desk):
        said = refusal(getattr(actions, verb), access=held.pk, by=by, **more)
        assert said == "may_use_access"


def test_few_questions_wait(portal: Portal, held: Access) -> None:
    first, _, _ = (_ask(portal, held) for _ in range(3))
    assert refusal(_ask, portal=portal, held=held) == "few_questions_wait"
    _answer(portal, first)
    _ask(portal, held)


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
def test_words_are_a_few_sentences(portal: Portal, held: Access, text: str) -> None:
    assert refusal(_ask, portal=portal, held=held, text=text) == "words_are_a_few_sentences"
    question = _ask(portal, held)
    said = refusal(_answer, portal=portal, question=question, answer=text)
    assert said == "words_are_a_few_sentences"


def test_it_is_of_this_case(portal: Portal, held: Access) -> None:
    question, other = _ask(portal, held), portal.parties.world.case()
    said = refusal(_answer, portal=portal, question=question, case=other.pk)
    assert said == "it_is_of_this_case"
    assert not it_is_of_this_case(None, other)


def test_question_waits_for_its_answer(portal: Portal, held: Access) -> None:
    question = _ask(portal, held)
    _answer(portal, question)
    said = refusal(_answer, portal=portal, question=question)
    assert said == "question_waits_for_its_answer"


def test_a_question_is_answered_where_the_file_is(portal: Portal, held: Access) -> None:
    question = _ask(portal, held)
    there = portal.parties.world.at(portal.parties.world.there)
    assert refusal(_answer, portal=portal, question=question, by=there) == "may_handle_case"


def test_a_paper_is_among_the_documents_of_the_file(portal: Portal, held: Access) -> None:
    desk, there = portal.parties.world.desk, portal.parties.world.at(portal.parties.world.there)
    paper = _hand_in(portal, held)
    assert (paper.came, paper.party, paper.name) == ("portal", portal.party, "کارت.pdf")
    assert documents_of(desk, portal.case) == papers_of(held) == [paper]
    assert content_of(paper) == PDF
    assert document_of(there, paper.pk) is None
    facts = Entry.objects.get(event="PaperHandedIn").facts
    assert facts["enclosure"] == str(paper.pk)


@pytest.mark.parametrize(
    ("content", "rule"), [(b"", "document_has_something_in_it"), (b"MZ", "paper_is_pdf_or_picture")]
)
def test_a_paper_is_judged_like_every_document(
    portal: Portal, held: Access, content: bytes, rule: str
) -> None:
    assert refusal(_hand_in, portal=portal, held=held, content=content) == rule


def test_few_papers_were_handed_in(portal: Portal, held: Access) -> None:
    for _ in range(20):
        _hand_in(portal, held)
    assert refusal(_hand_in, portal=portal, held=held) == "few_papers_were_handed_in"


def test_messages_stop_and_are_wanted_again(portal: Portal, held: Access) -> None:
    actions.stop_messages(access=held.pk, by=portal.citizen)
    assert not wants_messages(held)
    assert OptOut.objects.get().reason == OptOut.Reason.PORTAL  # and no answer to a message
    _answer(portal, _ask(portal, held))
    assert not Message.objects.filter(event="question_answered", state="queued").exists()
    assert Entry.objects.get(event="CitizenAnswered").facts["told"] is False
    portal.held()  # a code still comes
    actions.want_messages(access=held.pk, by=portal.citizen)
    assert wants_messages(held)
    said = refusal(actions.want_messages, access=held.pk, by=portal.citizen)
    assert said == "number_had_opted_out"


@pytest.mark.parametrize(
    ("role", "said", "why"),
    [
        (Role.DESK_OFFICER, "", "to work on the file"),
        (Role.STATION_CHIEF, "", "to answer for the work of the station"),
        (Role.DESK_OFFICER, NAMES_HER, "for another purpose, which is written down"),
        (
            Role.AUDITOR,
            NAMES_HER,
            "to examine how the police work, for a purpose that is written down",
        ),
        (Role.COMMANDER, Purpose.COUNTER, "to answer a question at the station"),
        (Role.DESK_OFFICER, Purpose.STANDING_IN, "to work on the file in place of its officer"),
        (Role.STATION_CHIEF, Purpose.SUPERVISION, "to watch over the work on the file"),
        (Role.DESK_OFFICER, Purpose.TASK, "to do something the file needed"),
        (Role.COMMANDER, Purpose.COMPLAINT, "to examine how the police work"),
        (Role.DESK_OFFICER, Purpose.REFERRAL, "to decide which station the file belongs to"),
    ],
)
def test_openings_are_told_by_role_and_purpose_some_weeks_later(
    portal: Portal, clock: HandClock, role: Role, said: str, why: str
) -> None:
    by = portal.parties.world.at(portal.parties.world.here, role).because(said)
    read(portal.case, "case", by)
    then = clock()
    assert openings_of(portal.case, clock.forward(days=29, hours=23)) == []
    [opening] = openings_of(portal.case, clock.forward(hours=1))
    assert (opening.at, opening.why.en) == (then, why)
    assert opening.role.en != "the service"


def test_every_purpose_is_told_in_plain_words() -> None:
    assert set(WHY_ASKED) == set(Purpose)


def _broken(rows: Any, name: str, **values: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        rows.update(**values)


def test_question_of_a_citizen_has_words(portal: Portal, held: Access) -> None:
    _ask(portal, held)
    _broken(CitizenQuestion.objects.all(), "question_of_a_citizen_has_words", text="")


def test_answered_question_has_its_answer(portal: Portal, held: Access, clock: HandClock) -> None:
    _ask(portal, held)
    rows = CitizenQuestion.objects.all()
    _broken(rows, "answered_question_has_its_answer", answer="x")
    _broken(rows, "answered_question_has_its_answer", answered_at=clock())
