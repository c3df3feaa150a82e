"""The parts of a file: each stands by itself, asks little of the database, and a key means one thing in it."""

import re
from collections import defaultdict
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from kalantar.cases.actions import close_case
from kalantar.fronts.desk.file_parts import PARTS, part_of
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.fronts.desk.tests.full_file import a_full_file
from kalantar.kernel.models import Entry
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.tasks.models import Task
from tests.counter import auditor_of
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

MOST = 10  # questions of the database a page may ask, with who is signed in and what they may
AT = {"matter": "", "work": "work/", "papers": "papers/", "property": "property/", "citizens": "citizens/"}  # fmt: skip
OF_TRANSACTIONS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
WHY = "complaint 12 of 1405"
LISTS = ("", "work/", "mine/", "referred/", "questions/", "copies/", "overdue/", "unassigned/")


ROW = re.compile(r"(?<=[a-z])01[0-9a-f-]{2,}$")  # the id of a row behind the name of its verb


class Keys(HTMLParser):
    """The verbs that each key of a page presses: what it does, not of which row it is asked."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.verbs: dict[str, set[str]] = defaultdict(set)
        self._id = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "details":
            self._id = told.get("id") or ""
        key = told.get("data-key")
        if key and key != "Ctrl+⏎":  # that sends the one form that is open
            thing = self._id if tag == "summary" else told.get("id") or told.get("href")
            self.verbs[key].add(ROW.sub("", thing or str(told)))


def _asked(desk: Client, at: str, **form: str) -> tuple[int, str]:
    """How many questions the page asks, read a moment after it was read before."""
    ask = desk.post if form else desk.get
    ask(at, form)
    with CaptureQueriesContext(connection) as asked:
        assert ask(at, form).status_code == 200
    said = [one["sql"][:200] for one in asked if not one["sql"].startswith(OF_TRANSACTIONS)]
    return len(said), "\n".join(said)


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_a_part_asks_little_of_the_database_however_much_is_on_it(
    desk: Client, papers: Papers, officer: User, part: str
) -> None:
    count, said = _asked(desk, f"/files/{a_full_file(papers, officer, 1).pk}/{AT[part]}")
    assert count <= MOST, f"{count}\n{said}"
    more, said = _asked(desk, f"/files/{a_full_file(papers, officer, 3).pk}/{AT[part]}")
    assert more == count, f"{more}\n{said}"


@pytest.mark.django_db
@pytest.mark.parametrize("address", LISTS)
def test_a_list_asks_little_of_the_database(
    desk: Client, papers: Papers, officer: User, address: str
) -> None:
    a_full_file(papers, officer, 2)
    count, said = _asked(desk, f"/files/{address}")
    assert count <= MOST, f"{count}\n{said}"


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["رضایی", "09121112233"])
def test_a_search_asks_little_of_the_database(
    desk: Client, papers: Papers, officer: User, words: str
) -> None:
    a_full_file(papers, officer, 2)
    count, said = _asked(desk, "/files/find/", q=words)
    assert count <= MOST, f"{count}\n{said}"


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("closed", [False, True])
def test_a_key_means_one_thing_within_a_part(
    desk: Client, papers: Papers, officer: User, part: str, closed: bool
) -> None:
    case = a_full_file(papers, officer)
    if closed:
        close_case(
            case=case.pk, outcome=papers.outcome.pk, note="صلح",
            all_the_same="دستور جداگانه اجرا می‌شود", by=papers.hall.by,
        )  # fmt: skip
    keys = Keys(desk.get(f"/files/{case.pk}/{AT[part]}").text).verbs
    assert {"1", "2", "3", "4", "5", "Esc"} <= keys.keys()
    assert {key: verbs for key, verbs in keys.items() if len(verbs) > 1} == {}


def test_a_key_that_means_two_things_is_found() -> None:
    page = '<a href="/x/" data-key="Z"></a><details id="verb-y"><summary data-key="Z"></summary>'
    assert len(Keys(page).verbs["Z"]) == 2
    rows = [f'<details id="verb-end01a2{n}"><summary data-key="E"></summary>' for n in "bc"]
    assert len(Keys("".join(rows)).verbs["E"]) == 1


def test_every_verb_stands_in_one_part() -> None:
    names = [verb.name for part in PARTS.values() for verb in part.verbs]
    assert len(names) == len(set(names))
    assert {name: part_of(name).name for name in ("close", "task", "cover", "item", "answer")} == {
        "close": "matter", "task": "work", "cover": "papers", "item": "property",
        "answer": "citizens",
    }  # fmt: skip


@pytest.mark.django_db
def test_a_file_is_read_once_whichever_of_its_parts_are_opened(
    desk: Client, papers: Papers, officer: User
) -> None:
    case = papers.case()
    for part in reversed(AT.values()):
        assert desk.get(f"/files/{case.pk}/{part}").status_code == 200
    assert Entry.objects.filter(event="PageOpened", subjects__subject=case.pk).count() == 1


@pytest.mark.django_db
def test_an_auditor_says_what_for_once_for_all_parts(papers: Papers, officer: User) -> None:
    case, auditor = a_full_file(papers, officer), grant(Role.AUDITOR, over=papers.station)
    for part in AT.values():
        asked = auditor_of(auditor, words="").get(f"/files/{case.pk}/{part}")
        assert case.number not in asked.text
    auditor_of(auditor, words=WHY).get(f"/files/{case.pk}/")
    for part in AT.values():
        assert case.number in auditor_of(auditor, words="").get(f"/files/{case.pk}/{part}").text
    assert [row.why for row in Entry.objects.filter(event="PageOpened")] == [WHY]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verb", "asked", "part"),
    [
        ("narrate", {"narrative": "x" * 20_001}, "matter"),
        ("task", {"what": "بپرس", "due_on": "1405/13/40"}, "work"),
        ("papers/letter", {"to": "شعبهٔ ۱"}, "papers"), ("documents", {"title": "نامه"}, "papers"),
        ("item", {"description": "گوشی", "kind": "device"}, "property"),
    ],
)  # fmt: skip
def test_what_is_refused_opens_its_own_part(
    desk: Client, papers: Papers, verb: str, asked: dict[str, str], part: str
) -> None:
    case = papers.case()
    page = desk.post(f"/files/{case.pk}/{verb}/", asked)
    assert page.status_code == 422
    assert next(one for one in page.context["parts"] if one[4])[1] == f"/files/{case.pk}/{AT[part]}"
    assert next(iter(asked.values()))[:50] in page.text
    assert (
        desk.get(f"/files/{case.pk}/{verb}/").headers["Location"] == f"/files/{case.pk}/{AT[part]}"
    )


@pytest.mark.django_db
def test_a_verb_leaves_who_pressed_it_where_they_were(
    desk: Client, papers: Papers, officer: User
) -> None:
    case = a_full_file(papers, officer)
    at, task = f"/files/{case.pk}/", Task.objects.first()
    assert task
    done = desk.post(f"{at}tasks/{task.pk}/finish/", {"note": "پرسیدم"})
    assert done.headers["Location"] == f"{at}work/#tasks"
    assert desk.post(f"{at}take/").headers["Location"] == at


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["charge", "close", "refer", "fill", "party", "task", "outside", "documents", "statement", "item", "papers/receipt"])  # fmt: skip
def test_what_a_verb_asks_is_fetched_when_it_is_opened(
    desk: Client, client: Client, papers: Papers, verb: str
) -> None:
    at = f"/files/{papers.case().pk}/{verb}/"
    form = desk.get(at, headers={"hx-request": "true"})
    assert form.status_code == 200
    assert f'action="{at}"' in form.text
    stranger = Client()
    stranger.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=papers.other))
    assert stranger.get(at, headers={"hx-request": "true"}).status_code == 404


@pytest.mark.django_db
def test_a_verb_is_opened_without_scripts_too(desk: Client, papers: Papers, officer: User) -> None:
    case = a_full_file(papers, officer)
    assert "closeform-outcome" not in desk.get(f"/files/{case.pk}/").text
    assert "closeform-outcome" in desk.get(f"/files/{case.pk}/?ask=close").text
    task = Task.objects.first()
    assert task
    page = desk.get(f"/files/{case.pk}/work/?ask=hand_over&row={task.pk}").text
    assert page.count("hand_over-") == page.count(f"hand_over-{task.pk}")
    assert desk.get(f"/files/{case.pk}/?ask=nonsense&row=x").status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_from_part_to_part_by_keyboard(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    case = a_full_file(papers, officer)
    page = open_page(f"/files/{case.pk}/", session=sign_in(officer), language=language)
    for key, part in enumerate(AT, 1):
        page.keyboard.press(str(key))
        page.wait_for_url(f"**/files/{case.pk}/{AT[part]}")
        expect(page.locator(".file-part[aria-current]")).to_contain_text(str(key))
        check_page(page)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_part_on_a_phone(
    open_page: OpenPage,
    check_page: CheckPage,
    papers: Papers,
    officer: User,
    language: str,
    theme: str,
) -> None:
    case = a_full_file(papers, officer)
    page = open_page(
        f"/files/{case.pk}/", session=sign_in(officer), language=language, theme=theme, phone=True
    )
    for part in AT.values():
        page.goto(f"/files/{case.pk}/{part}")
        check_page(page)


@pytest.mark.django_db(transaction=True)
def test_an_auditor_goes_from_part_to_part(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User
) -> None:
    case = a_full_file(papers, officer)
    auditor = sign_in(grant(Role.AUDITOR, over=papers.station))
    page = open_page(f"/files/{case.pk}/", session=auditor, language="en")
    page.locator("[name=read_for_words]").fill(WHY)
    page.keyboard.press("Control+Enter")
    for key, shown in (("2", "#tasks"), ("3", "#documents"), ("1", "#story")):
        expect(page.locator("#head")).to_be_visible()
        page.keyboard.press(key)
        expect(page.locator(shown)).to_be_visible()
        check_page(page)
