"""Who is asked what they open a file for, in which of its parts, how long that holds, and what is read of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver
from playwright.sync_api import expect

from kalantar.cases.actions import accept_referral, put_in_charge, refer_case, say_purpose
from kalantar.cases.models import Case
from kalantar.cases.purposes import PURPOSES, Purpose
from kalantar.cases.tests.world import NOTE
from kalantar.custody.models import Item
from kalantar.documents.models import Document
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.fronts.desk.tests.full_file import a_full_file
from kalantar.kernel.models import Entry
from kalantar.orders.actions import assign_order
from kalantar.papers.models import IssuedPaper
from kalantar.people.models import User
from kalantar.people.queries import actor_of
from kalantar.people.roles import Role
from kalantar.statements.models import Statement
from kalantar.tasks.actions import finish_task, set_task
from tests.counter import WORDS, auditor_of, is_asked
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

COUNTER = {"read_for": Purpose.COUNTER}
NOTHING = "nothing"  # of the file: there is none for them


def _browser(user: User, language: str = "en") -> Client:
    client = Client()
    client.cookies["sessionid"] = sign_in(user)
    client.cookies["django_language"] = language
    return client


def _colleague(papers: Papers, role: Role = Role.DESK_OFFICER) -> User:
    return grant(role, over=papers.station)


def _in_charge(papers: Papers, case: Case) -> User:
    put_in_charge(case=case.pk, officer=(user := _colleague(papers)).pk, by=papers.hall.by)
    return user


def _patrol_in_charge(papers: Papers, case: Case) -> User:
    user = _colleague(papers, Role.PATROL_OFFICER)
    put_in_charge(case=case.pk, officer=user.pk, by=papers.hall.by)
    return user


def _no_longer_in_charge(papers: Papers, case: Case) -> User:
    before = _in_charge(papers, case)
    _in_charge(papers, case)
    return before


def _with_a_task(papers: Papers, case: Case, done: bool = False) -> User:
    user, by = _colleague(papers), papers.hall.by
    due = by.now() + timedelta(days=1)
    task = set_task(case=case.pk, what="تحقیق", officer=user.pk, due_at=due, by=by)
    if done:
        finish_task(task=task.pk, note="شد", by=by)
    return user


def _with_a_task_done(papers: Papers, case: Case) -> User:
    return _with_a_task(papers, case, done=True)


def _with_an_order(papers: Papers, case: Case) -> User:
    user = _colleague(papers)
    assign_order(order=papers.order(case=case.pk).pk, officer=user.pk, by=papers.hall.by)
    return user


def _with_an_order_of_another(papers: Papers, case: Case) -> User:
    return _with_an_order(papers, papers.case())


def _who_opened_it(papers: Papers, case: Case, days: int = 0) -> User:
    user = _colleague(papers)
    then = papers.hall.by.now() - timedelta(days=days)
    case.pk = papers.case(by=actor_of(user).at(then)).pk  # it is theirs that is asked about
    return user


def _who_opened_it_long_ago(papers: Papers, case: Case) -> User:
    return _who_opened_it(papers, case, days=2)


def _at_the_other_station(papers: Papers, case: Case) -> User:
    return grant(Role.DESK_OFFICER, over=papers.other)


def _who_is_offered_it(papers: Papers, case: Case) -> User:
    refer_case(case=case.pk, to=papers.other.pk, why="آنجا رخ داد", by=papers.hall.by)
    return _at_the_other_station(papers, case)


def _who_accepted_it(papers: Papers, case: Case) -> User:
    user = _who_is_offered_it(papers, case)
    accept_referral(case=case.pk, by=actor_of(user))
    return user


def _holds(role: Role, around: bool = False) -> Callable[[Papers, Case], User]:
    def somebody(papers: Papers, case: Case) -> User:
        return grant(role, over=papers.hall.scene.city if around else papers.station)

    return somebody


# How somebody stands to the file: True is asked what for, False opens it without a question.
ASKED: dict[str, tuple[Callable[[Papers, Case], User], bool | str]] = {
    "in charge": (_in_charge, False),
    "in charge, of a patrol": (_patrol_in_charge, False),
    "in charge no longer": (_no_longer_in_charge, True),
    "a running task": (_with_a_task, False),
    "a task that is done": (_with_a_task_done, True),
    "an order of it": (_with_an_order, False),
    "an order of another file": (_with_an_order_of_another, True),
    "opened it just now": (_who_opened_it, False),
    "opened it long ago": (_who_opened_it_long_ago, True),
    "accepted it just now": (_who_accepted_it, False),
    "a referral to their station": (_who_is_offered_it, True),
    "colleague": (_holds(Role.DESK_OFFICER), True),
    "chief of the station": (_holds(Role.STATION_CHIEF), True),
    "commander of the station": (_holds(Role.COMMANDER), True),
    "leads around it": (_holds(Role.STATION_CHIEF, around=True), True),
    "commander around it": (_holds(Role.COMMANDER, around=True), True),
    "auditor": (_holds(Role.AUDITOR), True),
    "auditor around it": (_holds(Role.AUDITOR, around=True), True),
    "patrol of the station": (_holds(Role.PATROL_OFFICER), NOTHING),
    "call taker": (_holds(Role.CALL_TAKER, around=True), NOTHING),
    "dispatcher": (_holds(Role.DISPATCHER, around=True), NOTHING),
    "administrator": (_holds(Role.ADMINISTRATOR, around=True), NOTHING),
    "another station": (_at_the_other_station, NOTHING),
}


@pytest.mark.django_db
@pytest.mark.parametrize("relation", ASKED)
def test_who_is_asked_what_for(papers: Papers, relation: str) -> None:
    somebody, asked = ASKED[relation]
    user = somebody(papers, case := papers.case())
    answer = _browser(user).get(f"/files/{case.pk}/")
    assert answer.status_code == (404 if asked == NOTHING else 200)
    assert is_asked(answer) is (asked is True)
    assert (case.narrative in answer.text) is (asked is False)
    reading = Entry.objects.filter(event="PageOpened", facts__page="case", actor=user.pk)
    assert reading.count() == (asked is False)
    assert not reading.exclude(reason=None).exists()


def _ways_of(case: Case, route: str) -> str:
    """The address with what is on the file in its places."""
    statement, document, order = (
        Statement.objects.first(),
        Document.objects.first(),
        case.orders.first(),
    )
    item, paper = Item.objects.first(), IssuedPaper.objects.first()
    task, referral = case.tasks.first(), "01900000-0000-7000-8000-000000000000"
    assert statement
    assert document
    assert item
    assert paper
    assert task
    assert order
    thing: Any = {"statements": statement, "documents": document, "property": item, "orders": order}
    of_file = route.startswith(("files/", "property/file/"))
    id = case if of_file else thing[route.split("/", 1)[0]]
    places = {"id": id.pk, "paper": paper.pk, "task": task.pk, "referral": referral, "row": task.pk}
    for name, pk in places.items():
        route = route.replace(f"<uuid:{name}>", str(pk))
    return "/" + route.replace("<slug:verb>", "close").replace("<slug:kind>", "cover")


def _routes() -> list[str]:
    """Of everything at the desk that names a file or what is on one."""
    found = []
    for resolver in get_resolver().url_patterns:
        of_files = {"files", "statements", "documents", "property", "orders"}
        if isinstance(resolver, URLResolver) and resolver.namespace in of_files:
            here = [str(resolver.pattern) + str(one.pattern) for one in resolver.url_patterns]
            found += [one for one in here if "<uuid:id>" in one and "/old/" not in one]
    return found


def test_the_routes_are_found() -> None:
    assert len(_routes()) > 30


@pytest.mark.django_db
@pytest.mark.parametrize("route", _routes())
def test_nothing_of_a_file_is_opened_without_a_purpose(
    papers: Papers, officer: User, route: str
) -> None:
    """Read or sent, as a page or a part of one: it is asked, nothing is shown, nothing is done."""
    case = a_full_file(papers, officer, 1)
    for order in case.orders.all():  # it waits at nobody's desk
        assign_order(order=order.pk, officer=officer.pk, by=papers.hall.by)
    at, before = _ways_of(case, route), Entry.objects.count()
    chief = _browser(_colleague(papers, Role.STATION_CHIEF))
    for headers in ({}, {"hx-request": "true"}):
        assert is_asked(chief.get(at, headers=headers)), at
        sent = chief.post(at, {"narrative": "x"}, headers=headers)
        assert (is_asked(sent), sent.status_code) == (True, 422), at
        assert case.narrative not in sent.text
        assert all(one.text not in sent.text for one in case.orders.all())
    assert Entry.objects.count() == before
    assert chief.post(at, COUNTER).headers["Location"] == at
    for answer in (chief.get(at), chief.post(at, {"narrative": ""})):
        assert not is_asked(answer), at


@pytest.mark.django_db
def test_the_purpose_stands_with_every_reading_on_the_file(papers: Papers, officer: User) -> None:
    case = a_full_file(papers, officer, 1)
    user = _colleague(papers, Role.COMMANDER)
    commander = _browser(user)
    commander.post(f"/files/{case.pk}/", {"read_for": Purpose.SUPERVISION})
    statement, document, item = Statement.objects.get(), Document.objects.get(), Item.objects.get()
    paper = IssuedPaper.objects.first()
    assert paper
    for at in (f"files/{case.pk}", f"files/{case.pk}/keeping", f"files/{case.pk}/notices",
               f"statements/{statement.pk}", f"documents/{document.pk}", f"property/{item.pk}",
               f"files/{case.pk}/papers/{paper.pk}"):  # fmt: skip
        assert commander.get(f"/{at}/").status_code == 200
    assert commander.post(f"/documents/{document.pk}/content/").status_code == 200
    read = Entry.objects.filter(event="PageOpened", actor=user.pk)
    pages = {row.facts["page"]: row.why for row in read}
    assert len(pages) == read.count() == 8
    assert set(pages.values()) == {Purpose.SUPERVISION}


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "asked"), [(0, False), (14, False), (16, True)])
def test_it_is_asked_again_after_a_quarter_of_an_hour(
    papers: Papers, minutes: int, asked: bool
) -> None:
    case, chief = papers.case(), _colleague(papers, Role.STATION_CHIEF)
    then = papers.hall.by.now() - timedelta(minutes=minutes)
    say_purpose(case=case.pk, purpose=Purpose.STANDING_IN, by=actor_of(chief).at(then))
    assert is_asked(_browser(chief).get(f"/files/{case.pk}/work/")) is asked
    assert is_asked(_browser(_colleague(papers)).get(f"/files/{case.pk}/work/")), "another reader"
    assert is_asked(_browser(chief).get(f"/files/{papers.case().pk}/")), "another file"


@pytest.mark.django_db
def test_what_was_sent_goes_on_as_it_was(papers: Papers) -> None:
    """The quarter of an hour is over while something is written: nothing of it is lost, and it is done once."""
    case, chief = papers.case(), _browser(_colleague(papers, Role.STATION_CHIEF))
    at, told = f"/files/{case.pk}/narrate/", "گوشی هم در کیف بود"
    asked = chief.post(at, {"narrative": told})
    assert f'name="narrative" value="{told}"' in asked.text
    sent = chief.post(at, {"narrative": told, "go_on": "yes", **COUNTER})
    assert sent.headers["Location"] == f"/files/{case.pk}/"
    case.refresh_from_db()
    assert case.narrative == told
    assert told in chief.get(f"/files/{case.pk}/").text


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["", "   ", "no"])
@pytest.mark.parametrize("role", [Role.DESK_OFFICER, Role.AUDITOR])
def test_an_empty_other_is_refused(papers: Papers, role: Role, words: str) -> None:
    case, browser = papers.case(), _browser(_colleague(papers, role))
    said = {"read_for": Purpose.OTHER, "read_for_words": words}
    answer = browser.post(f"/files/{case.pk}/", said)
    assert (answer.status_code, is_asked(answer)) == (422, True)
    assert 'data-rule="purpose_of_reading_is_in_words"' in answer.text
    assert case.narrative not in answer.text
    assert not Entry.objects.filter(event="PageOpened").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("purpose", ["curiosity", "", *(one for one in Purpose if one != "other")])
def test_an_auditor_chooses_from_no_list(papers: Papers, purpose: str) -> None:
    case, auditor = papers.case(), _browser(_colleague(papers, Role.AUDITOR))
    assert PURPOSES[Purpose.COUNTER].en not in auditor.get(f"/files/{case.pk}/").text
    said = {"read_for": purpose, "read_for_words": WORDS}
    assert is_asked(auditor.post(f"/files/{case.pk}/", said))
    assert not Entry.objects.filter(event="PageOpened").exists()


@pytest.mark.django_db
def test_an_auditor_sees_nothing_of_the_file_in_the_question(papers: Papers) -> None:
    case, auditor = papers.case(), _colleague(papers, Role.AUDITOR)
    assert case.number not in _browser(auditor).get(f"/files/{case.pk}/").text
    assert case.number in _browser(_colleague(papers)).get(f"/files/{case.pk}/").text
    assert case.narrative in auditor_of(auditor).get(f"/files/{case.pk}/").text


@pytest.mark.django_db
def test_it_stands_in_no_address(papers: Papers) -> None:
    case, chief = papers.case(), _browser(_colleague(papers, Role.STATION_CHIEF))
    said = {"read_for": Purpose.OTHER, "read_for_words": "گفت‌وگو با خانم کریمی"}
    answer = chief.post(f"/files/{case.pk}/?ask=close", said)
    assert answer.headers["Location"] == f"/files/{case.pk}/?ask=close"
    assert is_asked(_browser(_colleague(papers)).get(f"/files/{case.pk}/", COUNTER))
    assert chief.get(answer.headers["Location"]).status_code == 200


@pytest.mark.django_db
def test_said_twice_it_is_one_reading(papers: Papers) -> None:
    case, chief = papers.case(), _browser(_colleague(papers, Role.STATION_CHIEF))
    for _ in range(2):
        assert chief.post(f"/files/{case.pk}/receipt/", COUNTER).status_code == 302
    assert Entry.objects.filter(event="PageOpened").count() == 1


@pytest.mark.django_db
def test_lists_and_searches_ask_nothing(papers: Papers) -> None:
    case, chief = papers.case(), _browser(_colleague(papers, Role.STATION_CHIEF))
    found = chief.post("/files/find/", {"q": case.number})
    for answer in (chief.get("/files/"), found):
        assert not is_asked(answer)
        assert f'href="/files/{case.pk}/"' in answer.text
        assert case.narrative not in answer.text


@pytest.mark.django_db
def test_the_question_costs_little(papers: Papers, officer: User) -> None:
    chief = _browser(_colleague(papers, Role.STATION_CHIEF))
    at = f"/files/{a_full_file(papers, officer, 2).pk}/work/"
    chief.get(at)
    with CaptureQueriesContext(connection) as asked:
        assert is_asked(chief.get(at))
    assert len(asked) <= 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "read"),
    [
        ({"read_for": Purpose.SUPERVISION}, "Supervising the work, or giving it to somebody"),
        ({"read_for": Purpose.OTHER, "read_for_words": "asked by the governor"}, "asked by the governor"),
    ],
)  # fmt: skip
def test_an_auditor_reads_what_for_in_the_record(
    papers: Papers, said: dict[str, str], read: str
) -> None:
    case, reader = papers.case(), _colleague(papers, Role.STATION_CHIEF)
    _browser(reader).post(f"/files/{case.pk}/", said)
    auditor = _browser(grant(Role.AUDITOR, over=papers.hall.scene.city))
    asked = {"why": WORDS, "person": reader.username, "event": "PageOpened"}
    assert f"<bdi>{read}</bdi>" in auditor.post("/audit/", asked).text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("phone", [False, True])
def test_at_the_counter_it_is_one_key(
    asking_page: OpenPage, check_page: CheckPage, papers: Papers, language: str, phone: bool
) -> None:
    case, session = papers.case(), sign_in(_colleague(papers, Role.STATION_CHIEF))
    page = asking_page(f"/files/{case.pk}/work/", session=session, language=language, phone=phone)
    expect(page.locator(".what-for-list button")).to_have_count(len(PURPOSES) - 1)
    check_page(page)
    page.keyboard.press("7")  # something else, in words
    expect(page.locator("#read-for-words")).to_be_focused()
    check_page(page)
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator("#tasks")).to_be_visible()
    assert page.url.endswith(f"/files/{case.pk}/work/")
    assert Entry.objects.get(event="PageOpened").why == Purpose.COUNTER


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("words", ["", "گفت‌وگو با رئیس"])
def test_what_a_verb_asks_waits_for_the_purpose(
    asking_page: OpenPage, check_page: CheckPage, papers: Papers, words: str
) -> None:
    """The quarter of an hour ends while the page is open: the form comes where the question stood."""
    case, chief = papers.case(), _colleague(papers, Role.STATION_CHIEF)
    by = actor_of(chief)
    put_in_charge(case=case.pk, officer=chief.pk, by=papers.hall.by)
    page = asking_page(f"/files/{case.pk}/", session=sign_in(chief), language="en")
    put_in_charge(case=case.pk, officer=_colleague(papers).pk, by=papers.hall.by)
    page.keyboard.press("c")
    expect(page.locator("#verb-close .what-for")).to_be_visible()
    check_page(page)
    if words:
        page.keyboard.press("7")
        page.locator("#read-for-words").fill(words)
        page.keyboard.press("Control+Enter")
    else:
        page.keyboard.press("1")
    expect(page.locator("#closeform-outcome")).to_be_visible()
    expect(page.locator(".what-for")).to_have_count(0)
    check_page(page)
    page.locator("#closeform-outcome").select_option(str(papers.outcome.pk))
    page.locator("#verb-close [name=note]").fill(NOTE)
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1 .chip").first).to_have_text("closed")
    readings = Entry.objects.filter(event="PageOpened", actor=by.id).exclude(reason=None)
    assert readings.get().why == (words or Purpose.COUNTER)
