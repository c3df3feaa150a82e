"""Tasks at the desk: set and done by keyboard on the file's page; my work; what is overdue at the station."""

from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.test import Client
from playwright.sync_api import expect

from kalantar.cases.actions import narrate_case, put_in_charge
from kalantar.cases.models import Case
from kalantar.fronts.base.days import TimeOfDay
from kalantar.fronts.desk import work
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.kernel.actor import Actor
from kalantar.kernel.clock import system_clock
from kalantar.kernel.text.calendar import local
from kalantar.people.models import User
from kalantar.people.queries import actor_of
from kalantar.people.roles import Role
from kalantar.statements.actions import begin_statement
from kalantar.tasks.actions import set_task
from kalantar.tasks.models import Task
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

WHAT = "تحقیق از کسبهٔ بازار"


def _task(papers: Papers, officer: User, case: Case, due_in_days: float = 2) -> Task:
    """Set as long before it is due as it takes for it to be overdue by now."""
    now = system_clock()
    due = now + timedelta(days=due_in_days)
    by = papers.hall.by.at(min(now, due) - timedelta(hours=1))
    asked: dict[str, Any] = {"what": WHAT, "officer": officer.pk, "due_at": due, "by": by}
    return set_task(case=case.pk, **asked)


def _day(days: int) -> str:
    return (local(system_clock()).date() + timedelta(days=days)).isoformat()


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_whose_tasks_they_are(client: Client, papers: Papers, officer: User, role: Role) -> None:
    case = papers.case()
    task = _task(papers, officer, case, due_in_days=-1)
    works = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.station))
    for address in (f"/files/{case.pk}/work/", "/files/overdue/"):
        assert (WHAT in client.get(address).text) == works
    auditing = role == Role.AUDITOR  # who is asked what for
    wanted = 422 if works or auditing else 404
    for verb in ("finish", "move_deadline", "hand_over", "give_up"):
        at = f"/files/{case.pk}/tasks/{task.pk}/{verb}/"
        assert client.get(at).status_code == (200 if auditing else 302)
        assert client.post(at).status_code == wanted
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.other))
    assert client.post(f"/files/{case.pk}/tasks/{task.pk}/give_up/").status_code == 404
    assert WHAT not in client.get("/files/overdue/").text


@pytest.mark.django_db
def test_each_verb_of_a_task(desk: Client, papers: Papers, officer: User) -> None:
    case, chief = papers.case(), grant(Role.STATION_CHIEF, over=papers.station)

    def does(verb: str, **asked: Any) -> int:
        return desk.post(f"/files/{case.pk}/{verb}/", asked).status_code

    told = {"what": WHAT, "due_on": _day(2), "officer": officer.pk}
    assert does("task", **told | {"due_on": "1405/13/40"}) == 422
    assert does("task", **told, due_time="25:00") == 422
    assert does("task", **told | {"due_on": _day(-1)}) == 422
    assert does("task", **told | {"officer": papers.hall.chief.id}) == 422
    assert does("task", **told, due_time="۱۶:۳۰") == 302
    task = Task.objects.get()
    assert f"{local(task.due_at):%Y-%m-%d %H:%M}" == f"{_day(2)} 16:30"
    of_it = f"tasks/{task.pk}"
    assert does(f"{of_it}/move_deadline", due_on=_day(3), why="") == 422
    assert does(f"{of_it}/move_deadline", due_on=_day(3), why="تعطیلات") == 302
    assert does(f"{of_it}/hand_over", officer=officer.pk) == 422
    assert does(f"{of_it}/hand_over", officer=chief.pk) == 302
    assert does(f"{of_it}/finish", note="") == 422
    assert does(f"{of_it}/finish", note="سه نفر را دیدم") == 302
    assert does(f"{of_it}/give_up", why="x") == 422
    assert does(f"{of_it}/fly") == 404
    assert does(f"tasks/{case.pk}/finish", note="x") == 404
    task.refresh_from_db()
    assert (task.state, task.officer) == ("done", chief)
    assert f"{local(task.due_at):%Y-%m-%d %H:%M}" == f"{_day(3)} 23:59"
    assert "سه نفر را دیدم" in desk.get(f"/files/{case.pk}/work/").text
    other = papers.case()
    assert desk.post(f"/files/{other.pk}/{of_it}/finish/", {"note": "x"}).status_code == 404


@pytest.mark.django_db
def test_what_was_typed_for_a_task_stays(desk: Client, papers: Papers, officer: User) -> None:
    case = papers.case()
    task = _task(papers, officer, case)
    page = desk.post(f"/files/{case.pk}/task/", {"what": WHAT, "due_on": "", "officer": officer.pk})
    assert WHAT in page.text
    asked = {"due_on": _day(9), "why": " "}
    page = desk.post(f"/files/{case.pk}/tasks/{task.pk}/move_deadline/", asked)
    assert f'value="{_day(9)}"' in page.text
    assert 'data-rule="reason_is_given"' in page.text


@pytest.mark.django_db
def test_my_work(desk: Client, papers: Papers, officer: User) -> None:
    case = papers.case()
    put_in_charge(case=case.pk, officer=officer.pk, by=papers.hall.by)
    late, soon = _task(papers, officer, case, -1), _task(papers, officer, case, 1)
    chief = grant(Role.STATION_CHIEF, over=papers.station)
    _task(papers, chief, case, 1)
    order = papers.order(case=case.pk)
    begin_statement(case=case.pk, party=case.parties.get().pk, by=papers.hall.by)
    desk.cookies["django_language"] = "en"
    page = desk.get("/files/work/").text
    mine = page[page.index('id="my-tasks"') : page.index('id="changes"')]
    assert mine.count(WHAT) == 2
    assert mine.count("chip late") == 1
    assert late.due_at < soon.due_at
    changed = page[page.index('id="changes"') : page.index('id="my-files"')]
    assert f'href="/orders/{order.pk}/"' in changed
    assert 'href="/statements/' in changed
    assert f'href="/files/{case.pk}/work/#tasks"' in changed
    assert f'href="/files/{case.pk}/"' in page[page.index('id="my-files"') :]


@pytest.mark.django_db
def test_what_i_did_myself_is_no_news_nor_what_was_long_ago(
    desk: Client, papers: Papers, officer: User
) -> None:
    case, mine = papers.case(), actor_of(officer)
    put_in_charge(case=case.pk, officer=officer.pk, by=papers.hall.by)
    narrate_case(case=case.pk, narrative="بازنویسی", by=mine)
    told = [line.told.event for line in _news(mine, case)]
    assert told == ["OfficerPutInCharge", "PartyNamed", "CaseOpened"]
    assert _news(_later(mine, days=2), case) == []
    assert _news(_later(mine, days=1), case) != []


def _later(by: Actor, days: int) -> Actor:
    return by.at(by.now() + timedelta(days=days))


def _news(by: Actor, case: Case) -> list[Any]:
    from kalantar.kernel.story import changes

    return changes([case.pk], by, work.yesterday(by.now()), without=work.FOLLOWS)


@pytest.mark.django_db
def test_long_lists_go_on(
    desk: Client, papers: Papers, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = papers.case()
    put_in_charge(case=case.pk, officer=officer.pk, by=papers.hall.by)
    first, second = (_task(papers, officer, case, days) for days in (-2, -1))
    monkeypatch.setattr(work, "PAGE", 1)
    monkeypatch.setattr(work, "CHANGES", 1)
    page = desk.get("/files/work/")
    assert f"?after={first.pk}" in page.text
    assert [row[0] for row in desk.get(f"/files/work/?after={first.pk}").context["tasks"]] == [
        second
    ]
    earlier = page.context["earlier"]
    before = desk.get(f"/files/work/?before={earlier}").context["changes"]
    assert [line.event for _, _, line in before] == ["TaskSet"]


@pytest.mark.django_db
def test_tasks_that_came_along_wait_for_an_officer(
    desk: Client, papers: Papers, officer: User
) -> None:
    task = _task(papers, officer, papers.case())
    assert WHAT not in desk.get("/files/unassigned/").text
    Task.objects.filter(pk=task.pk).update(officer=None)
    assert WHAT in desk.get("/files/unassigned/").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [("16:30", "16:30"), ("۷:۰۵", "07:05"), ("9.15", "09:15"), ("8", "08:00"), ("", "")],
)
def test_a_time_of_day_as_it_is_typed(typed: str, said: str) -> None:
    found = TimeOfDay(required=False).clean(typed)
    assert (f"{found:%H:%M}" if found else "") == said


@pytest.mark.parametrize("typed", ["24:00", "12:60", "noon", "-1:30", "1:2:3"])
def test_what_is_no_time_of_day_is_refused(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        TimeOfDay().clean(typed)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_task_is_set_found_in_my_work_and_done(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    case = papers.case()
    put_in_charge(case=case.pk, officer=officer.pk, by=papers.hall.by)
    page = open_page(f"/files/{case.pk}/", session=sign_in(officer), language=language)
    page.keyboard.press("2")
    expect(page.locator("#tasks")).to_be_visible()
    page.keyboard.press("x")
    expect(page.locator("#taskform-what")).to_be_focused()
    page.keyboard.type(WHAT)
    page.keyboard.press("Tab")
    page.keyboard.type(_day(2))
    check_page(page)
    page.keyboard.press("Control+Enter")
    rows = page.locator("#tasks li")
    expect(rows).to_have_count(1)
    check_page(page)
    page.goto("/files/work/")
    check_page(page)
    page.keyboard.press("1")
    expect(rows).to_contain_text(WHAT)
    page.keyboard.press("m")
    expect(page.locator("#tasks details[open] input[name=due_on]")).to_be_focused()
    page.keyboard.type(_day(4))
    page.locator("#tasks details[open] input[name=why]").fill("تعطیلات")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#tasks details[open]")).to_have_count(0)
    page.keyboard.press("1")
    expect(page.locator("#story")).to_contain_text("تعطیلات")
    page.keyboard.press("2")
    expect(rows).to_have_count(1)
    page.keyboard.press("f")
    expect(page.locator("#tasks details[open] textarea")).to_be_focused()
    page.keyboard.type("سه نفر را دیدم")
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(rows).to_contain_text("سه نفر را دیدم")
    expect(page.locator("#tasks li .paper-ask")).to_have_count(0)
    assert Task.objects.get().state == "done"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_work_on_a_phone_too(
    open_page: OpenPage,
    check_page: CheckPage,
    papers: Papers,
    officer: User,
    language: str,
    theme: str,
) -> None:
    case = papers.case()
    put_in_charge(case=case.pk, officer=officer.pk, by=papers.hall.by)
    _task(papers, officer, case, -1)
    how: dict[str, Any] = {"session": sign_in(officer), "language": language, "theme": theme}
    page = open_page("/files/work/", **how, phone=True)
    for address in (
        "/files/work/",
        "/files/overdue/",
        "/files/unassigned/",
        f"/files/{case.pk}/work/",
    ):
        page.goto(address)
        check_page(page)
