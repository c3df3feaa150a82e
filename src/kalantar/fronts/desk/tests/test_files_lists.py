"""The lists of files: narrowed by an address that names nobody, and taken out as a file."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kalantar.cases.actions import close_case, put_in_charge
from kalantar.cases.models import Case
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.kernel.models import Entry
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.tasks.models import Task
from tests.people import grant, sign_in

pytestmark = pytest.mark.django_db
WHY = "گزارش ماهانهٔ کلانتری"


def _numbers(page: Any, *cases: Case) -> list[bool]:
    return [f'href="/files/{case.pk}/"' in page.text for case in cases]


def test_a_list_is_narrowed(papers: Papers, desk: Client, officer: User) -> None:
    mine, closed = papers.case(), papers.case()
    put_in_charge(case=mine.pk, officer=officer.pk, by=papers.hall.by)
    close_case(case=closed.pk, outcome=papers.outcome.pk, by=papers.hall.by)
    asked = {
        "": [True, False],
        "state=any": [True, True],
        "state=closed": [False, True],
        "officer=nobody&state=any": [False, True],
        f"officer={officer.pk}": [True, False],
        f"outcome={papers.outcome.pk}&state=any": [False, True],
        "since=1405/01/01&state=any": [True, True],
        "until=1400/01/01&state=any": [False, False],
        "since=2020-01-01&until=۱۴۹۹/۱/۱": [True, False],
    }
    for query, shown in asked.items():
        assert _numbers(desk.get(f"/files/?{query}"), mine, closed) == shown, query
    assert _numbers(desk.get("/files/mine/?state=any"), mine, closed) == [True, False]


def test_what_a_list_is_narrowed_to_stands_above_it(papers: Papers, desk: Client) -> None:
    papers.case()
    desk.cookies["django_language"] = "en"
    page = desk.get("/files/?state=closed&since=1405/1/1&officer=nobody").text
    for said in (
        "State: <bdi>closed</bdi>",
        "<bdi>2026-03-21</bdi>",
        "In charge: <bdi>nobody yet</bdi>",
    ):
        assert said in page
    assert "paper-searches" not in desk.get("/files/").text


def test_what_cannot_be_understood_is_said_and_narrows_nothing(
    papers: Papers, desk: Client
) -> None:
    case = papers.case()
    desk.cookies["django_language"] = "en"
    page = desk.get("/files/?since=yesterday&state=flying&category=x")
    assert _numbers(page, case) == [True]
    assert "This date cannot be understood" in page.text


def test_a_search_is_narrowed_in_its_body(papers: Papers, desk: Client) -> None:
    one, other = papers.case(), papers.case()
    close_case(case=other.pk, outcome=papers.outcome.pk, by=papers.hall.by)
    assert _numbers(desk.post("/files/find/", {"q": "رضایی"}), one, other) == [True, True]
    page = desk.post("/files/find/", {"q": "رضایی", "state": "closed"})
    assert _numbers(page, one, other) == [False, True]
    assert "رضایی" not in " ".join(part for part in page.text.split() if part.startswith("href="))


def test_a_narrowed_list_goes_on_narrowed(
    papers: Papers, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kalantar.fronts.desk import asked_list, lists

    monkeypatch.setattr(asked_list, "PAGE", 1)
    monkeypatch.setattr(lists, "PAGE", 1)
    first, _ = papers.case(), papers.case()
    page = desk.get(f"/files/?category={papers.theft.pk}").text
    assert f"?category={papers.theft.pk}&amp;after={first.pk}" in page


def test_a_list_takes_few_questions(papers: Papers, desk: Client) -> None:
    for _ in range(12):
        papers.case()
    desk.get("/files/?state=any")
    with CaptureQueriesContext(connection) as asked:
        desk.get(f"/files/?state=any&category={papers.theft.pk}&since=1400/1/1")
    of_files = [one["sql"] for one in asked if 'FROM "cases_' in one["sql"]]
    assert len(of_files) == 1


def _taken(page: Any) -> list[list[str]]:
    text = b"".join(page.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_list_is_taken_out_as_it_is_shown(papers: Papers, desk: Client) -> None:
    shown, closed = papers.case(), papers.case()
    close_case(case=closed.pk, outcome=papers.outcome.pk, by=papers.hall.by)
    desk.cookies["django_language"] = "en"
    page = desk.post("/files/take-out/", {"list": "open", "why": WHY})
    assert page.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = _taken(page)
    assert rows[0] == ["Number", "Category", "State", "Station", "In charge", "Opened"]
    assert [row[0] for row in rows[1:]] == [shown.number]
    entry = Entry.objects.get(event="CaseListTakenOut")
    assert (entry.why, entry.facts["rows"]) == (WHY, 1)
    assert "رضایی" not in str(rows)
    desk.cookies["django_language"] = "fa"
    rows = _taken(desk.post("/files/take-out/", {"list": "open", "why": WHY, "state": "closed"}))
    assert rows[0][0] == "شماره"
    assert len(rows) == 2


def test_without_a_purpose_nothing_is_taken_out(papers: Papers, desk: Client) -> None:
    papers.case()
    page = desk.post("/files/take-out/", {"list": "open", "why": "x"})
    assert page.status_code == 422
    assert 'data-rule="list_is_taken_out_for_a_purpose"' in page.text
    empty = desk.post("/files/take-out/", {"list": "referred", "why": WHY})
    assert 'data-rule="list_taken_out_is_not_too_long"' in empty.text
    assert desk.post("/files/take-out/", {"list": "all", "why": WHY}).status_code == 404
    assert desk.get("/files/take-out/").headers["Location"] == "/files/"
    assert not Entry.objects.filter(event="CaseListTakenOut").exists()


@pytest.mark.parametrize("role", Role)
def test_only_what_is_seen_is_taken_out(client: Client, papers: Papers, role: Role) -> None:
    """Of the other station nothing comes, whichever station and list were sent along."""
    case = papers.case()
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.other))
    for which in ("open", "mine", "referred", "found"):
        asked = {"list": which, "why": WHY, "station": str(papers.station.pk), "q": case.number}
        page = client.post("/files/take-out/", {**asked, "state": "any"})
        assert page.status_code in {403, 422}
        assert f'href="/files/{case.pk}/"' not in page.text
    assert not Entry.objects.filter(event="CaseListTakenOut").exists()


def test_an_auditor_takes_out_what_a_purpose_lets_them_find(client: Client, papers: Papers) -> None:
    case = papers.case()
    client.cookies["sessionid"] = sign_in(grant(Role.AUDITOR, over=papers.station))
    asked = {"list": "found", "q": case.number}
    assert client.post("/files/take-out/", {**asked, "why": "no"}).status_code == 422
    assert len(_taken(client.post("/files/take-out/", {**asked, "why": WHY}))) == 2


@pytest.mark.parametrize("which", ["overdue", "unassigned", "due", "held", "questions", "copies"])
def test_what_is_no_list_of_files_is_not_narrowed_nor_chosen_from(
    papers: Papers, client: Client, which: str
) -> None:
    """Its rows are tasks, reviews, questions: what is done with files would be done with something else."""
    case = papers.case()
    chief = grant(Role.STATION_CHIEF, over=papers.station)
    Task.objects.create(
        case=case, what="پیگیری", set_by=chief, set_at=case.opened_at,
        due_at=case.opened_at + timedelta(microseconds=1),
    )  # fmt: skip
    client.cookies["sessionid"] = sign_in(chief)
    page = client.get(f"/files/{which}/").text
    assert ("پیگیری" in page) is (which in {"overdue", "unassigned"})
    for part in ("narrowing", "choose-files"):
        assert f'id="{part}"' not in page
        assert f'form="{part}"' not in page
