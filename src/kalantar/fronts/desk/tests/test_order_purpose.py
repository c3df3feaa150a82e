"""Who is asked what they read an order for, how long that holds, and what its file's parties see of it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from kalantar.cases.actions import put_in_charge, say_purpose
from kalantar.cases.purposes import Purpose
from kalantar.citizens.queries import openings_of
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.kernel.models import Entry
from kalantar.orders.actions import assign_order, say_purpose_of_order
from kalantar.orders.models import Order
from kalantar.people.models import User
from kalantar.people.queries import actor_of
from kalantar.people.roles import Role
from kalantar.tasks.actions import set_task
from tests.counter import WORDS, auditor_of, is_asked
from tests.people import grant, sign_in

pytestmark = pytest.mark.django_db
NOTHING = "nothing"


def _browser(user: User) -> Client:
    browser = Client()
    browser.cookies["sessionid"] = sign_in(user)
    return browser


def _holds(role: Role, around: bool = False) -> Callable[[Papers, Order], User]:
    def somebody(papers: Papers, order: Order) -> User:
        return grant(role, over=papers.hall.scene.city if around else papers.station)

    return somebody


def _file_of(order: Order) -> UUID:
    assert order.case_id
    return order.case_id


def _given(papers: Papers, order: Order) -> User:
    """The officer it was given to; the clerk who gave it is ``papers.hall.by``."""
    officer = grant(Role.PATROL_OFFICER, over=papers.station)
    assign_order(order=order.pk, officer=officer.pk, by=papers.hall.by)
    return officer


def _while_it_is_carried_out(role: Role) -> Callable[[Papers, Order], User]:
    def somebody(papers: Papers, order: Order) -> User:
        _given(papers, order)
        return grant(role, over=papers.station)

    return somebody


def _who_gave_it(papers: Papers, order: Order, days: int = 0) -> User:
    clerk = grant(Role.DESK_OFFICER, over=papers.station)
    officer = grant(Role.PATROL_OFFICER, over=papers.station)
    then = papers.hall.by.now() - timedelta(days=days)
    assign_order(order=order.pk, officer=officer.pk, by=actor_of(clerk).at(then))
    return clerk


def _who_gave_it_long_ago(papers: Papers, order: Order) -> User:
    return _who_gave_it(papers, order, days=2)


def _in_charge_of_its_file(papers: Papers, order: Order) -> User:
    _given(papers, order)
    officer = grant(Role.DESK_OFFICER, over=papers.station)
    put_in_charge(case=_file_of(order), officer=officer.pk, by=papers.hall.by)
    return officer


def _with_a_task_of_its_file(papers: Papers, order: Order) -> User:
    _given(papers, order)
    officer, by = grant(Role.DESK_OFFICER, over=papers.station), papers.hall.by
    due = by.now() + timedelta(days=1)
    set_task(case=_file_of(order), what="تحقیق", officer=officer.pk, due_at=due, by=by)
    return officer


# How somebody stands to the order: True is asked what for, False reads it without a question.
ASKED: dict[str, tuple[Callable[[Papers, Order], User], bool | str]] = {
    "its officer": (_given, False),
    "gave it just now": (_who_gave_it, False),
    "gave it long ago": (_who_gave_it_long_ago, True),
    "in charge of its file": (_in_charge_of_its_file, False),
    "a task of its file": (_with_a_task_of_its_file, False),
    "a clerk, while it waits": (_holds(Role.DESK_OFFICER), False),
    "the chief, while it waits": (_holds(Role.STATION_CHIEF), False),
    "the commander, while it waits": (_holds(Role.COMMANDER), True),
    "a clerk around it, while it waits": (_holds(Role.DESK_OFFICER, around=True), True),
    "a clerk, while another carries it out": (_while_it_is_carried_out(Role.DESK_OFFICER), True),
    "the chief, while another does": (_while_it_is_carried_out(Role.STATION_CHIEF), True),
    "auditor": (_holds(Role.AUDITOR), True),
    "patrol of the station": (_holds(Role.PATROL_OFFICER), NOTHING),
    "administrator": (_holds(Role.ADMINISTRATOR, around=True), NOTHING),
}


@pytest.mark.parametrize("relation", ASKED)
def test_who_is_asked_what_for(papers: Papers, relation: str) -> None:
    somebody, asked = ASKED[relation]
    order = papers.order(case=papers.case().pk)
    user = somebody(papers, order)
    answer = _browser(user).get(f"/orders/{order.pk}/")
    assert answer.status_code == (404 if asked == NOTHING else 200)
    assert is_asked(answer) is (asked is True)
    assert (order.text in answer.text) is (asked is False)
    reading = Entry.objects.filter(event="PageOpened", facts__page="order", actor=user.pk)
    assert reading.count() == (asked is False)


def _chief_of_a_given_order(papers: Papers, case: UUID | None = None) -> tuple[Order, User]:
    _given(papers, order := papers.order(case=case))
    return order, grant(Role.STATION_CHIEF, over=papers.station)


def test_an_order_on_no_file_is_asked_about_too(papers: Papers) -> None:
    order, user = _chief_of_a_given_order(papers)
    at, chief = f"/orders/{order.pk}/", _browser(user)
    assert is_asked(chief.get(at))
    tried = chief.post(f"{at}withdraw/", {"why": ""})
    assert (is_asked(tried), order.text in tried.text) == (True, False)
    assert chief.post(at, {"read_for": Purpose.SUPERVISION}).headers["Location"] == at
    assert order.text in chief.get(at).text
    [reading] = Entry.objects.filter(event="PageOpened", actor=user.pk)
    assert (reading.facts["page"], reading.why) == ("order", Purpose.SUPERVISION)


@pytest.mark.parametrize(("minutes", "asked"), [(0, False), (16, True)])
def test_it_is_asked_again_after_a_quarter_of_an_hour(
    papers: Papers, minutes: int, asked: bool
) -> None:
    order, chief = _chief_of_a_given_order(papers)
    then = papers.hall.by.now() - timedelta(minutes=minutes)
    say_purpose_of_order(order=order.pk, purpose=Purpose.TASK, by=actor_of(chief).at(then))
    assert is_asked(_browser(chief).get(f"/orders/{order.pk}/")) is asked


def test_who_reads_the_file_has_said_it_of_its_order(papers: Papers) -> None:
    case = papers.case()
    order, chief = _chief_of_a_given_order(papers, case=case.pk)
    say_purpose(case=case.pk, purpose=Purpose.COUNTER, by=actor_of(chief))
    assert order.text in _browser(chief).get(f"/orders/{order.pk}/").text
    reading = Entry.objects.get(event="PageOpened", facts__page="order")
    assert reading.why == Purpose.COUNTER


def test_an_auditor_says_it_in_words_and_sees_nothing_before(papers: Papers) -> None:
    order, user = papers.order(), grant(Role.AUDITOR, over=papers.station)
    at, asked = f"/orders/{order.pk}/", _browser(user)
    assert order.number not in asked.get(at).text
    refused = asked.post(at, {"read_for": Purpose.SUPERVISION})
    assert 'data-rule="purpose_of_reading_is_in_words"' in refused.text
    assert not Entry.objects.filter(event="PageOpened").exists()
    assert order.text in auditor_of(user).get(at).text
    assert Entry.objects.get(event="PageOpened").why == WORDS


def test_the_parties_see_that_an_order_of_their_file_was_read(papers: Papers) -> None:
    case = papers.case()
    order, chief = _chief_of_a_given_order(papers, case=case.pk)
    _browser(chief).post(f"/orders/{order.pk}/", {"read_for": Purpose.STANDING_IN})
    later = papers.hall.by.now() + timedelta(days=31)
    [opening] = openings_of(case, later)
    assert opening.what.en == "a court's order about your file"
    assert opening.why.en == "to work on the file in place of its officer"
    assert openings_of(papers.case(), later) == []
