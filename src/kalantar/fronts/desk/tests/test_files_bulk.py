"""Several files at once: each by its own action, once however often it is asked, and what was refused is said."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from kalantar.cases.actions import close_case
from kalantar.cases.models import Case
from kalantar.fronts.desk.rules import AT_ONCE, chosen_files_are_few_enough
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.kernel.models import Entry
from kalantar.kernel.text.calendar import local
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.tasks.models import Task
from tests.people import grant, sign_in

pytestmark = pytest.mark.django_db


def _asked(cases: list[Case], **more: Any) -> dict[str, Any]:
    return {
        "list": "open",
        "chosen": [str(case.pk) for case in cases],
        "operation": str(uuid7()),
    } | more


def test_chosen_files_are_few_enough(papers: Papers, desk: Client) -> None:
    assert not chosen_files_are_few_enough([])
    assert chosen_files_are_few_enough([uuid7()] * AT_ONCE)
    assert not chosen_files_are_few_enough([uuid7()] * (AT_ONCE + 1))
    page = desk.post("/files/chosen/", {"list": "open"})
    assert 'data-rule="chosen_files_are_few_enough"' in page.text
    many = [str(uuid7()) for _ in range(AT_ONCE + 1)]
    page = desk.post("/files/chosen/charge/", {"list": "open", "chosen": many})
    assert 'data-rule="chosen_files_are_few_enough"' in page.text
    assert desk.get("/files/chosen/").headers["Location"] == "/files/"


def test_files_are_put_in_charge_together(papers: Papers, desk: Client, officer: User) -> None:
    """The closed one is refused with its number; the others are done, and once."""
    cases = [papers.case() for _ in range(3)]
    close_case(case=cases[1].pk, outcome=papers.outcome.pk, by=papers.hall.by)
    desk.cookies["django_language"] = "en"
    asked = _asked(cases, officer=str(officer.pk))
    for _ in range(2):
        page = desk.post("/files/chosen/charge/", asked)
        assert page.status_code == 200
        assert "Done for 2 files." in page.text
        assert "Not done for 1 file:" in page.text
        assert 'data-rule="case_is_open"' in page.text
        assert f'href="/files/{cases[1].pk}/"' in page.text
        assert f'href="/files/{cases[0].pk}/"' not in page.text
    assert Entry.objects.filter(event="OfficerPutInCharge").count() == 2
    assert Case.objects.filter(officer=officer).count() == 2


def test_files_are_referred_together(papers: Papers, desk: Client) -> None:
    cases = [papers.case() for _ in range(2)]
    asked = _asked(cases, to=papers.other.name_en, why="محل وقوع آنجاست")
    assert (
        desk.post("/files/chosen/refer/", _asked(cases, to="nowhere", why="x")).status_code == 422
    )
    assert desk.post("/files/chosen/refer/", asked).status_code == 200
    assert set(Case.objects.values_list("state", flat=True)) == {"referred"}


def test_a_task_is_set_on_each(papers: Papers, desk: Client, officer: User) -> None:
    cases = [papers.case() for _ in range(2)]
    day = (local(papers.hall.by.now()) + timedelta(days=3)).date().isoformat()
    asked = _asked(cases, what="تحقیق از کسبه", officer=str(officer.pk), due_at=day)
    for _ in range(2):
        assert desk.post("/files/chosen/task/", asked).status_code == 200
    assert set(Task.objects.values_list("case", flat=True)) == {case.pk for case in cases}
    assert Task.objects.count() == 2


def test_the_whole_page_is_chosen_by_one_box(papers: Papers, desk: Client) -> None:
    cases = [papers.case() for _ in range(2)]
    ids = [str(case.pk) for case in cases]
    page = desk.get("/files/").text
    assert all(f'name="on_page" value="{id}"' in page for id in ids)
    chosen = desk.post("/files/chosen/", {"list": "open", "whole": "yes", "on_page": ids}).text
    assert all(f'name="chosen" value="{id}"' in chosen for id in ids)


def test_what_is_not_seen_is_not_touched(client: Client, papers: Papers) -> None:
    """Of a file that is not theirs not even the number is said."""
    case, stranger = papers.case(), grant(Role.DESK_OFFICER, over=papers.other)
    client.cookies["sessionid"] = sign_in(stranger)
    own = papers.case(station=papers.other.pk, complainant=None, by=papers.hall.scene.person(Role.DESK_OFFICER, papers.other))  # fmt: skip
    asked = _asked([own, case], officer=str(stranger.pk))
    page = client.post("/files/chosen/charge/", asked)
    assert 'data-rule="thing_exists"' in page.text
    assert str(case.pk) not in page.text
    assert case.number not in page.text
    case.refresh_from_db()
    own.refresh_from_db()
    assert (case.officer, own.officer) == (None, stranger)
    assert client.post("/files/chosen/charge/", _asked([case])).status_code == 404
    assert client.post("/files/chosen/fly/", _asked([own])).status_code == 404
