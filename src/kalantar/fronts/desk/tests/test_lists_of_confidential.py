"""What lists show of the words that stand on a confidential file: nothing to who did not say what for."""

from datetime import timedelta

import pytest
from django.test import Client

from kalantar.cases.actions import keep_case_confidential
from kalantar.cases.purposes import Purpose
from kalantar.citizens.models import CitizenQuestion
from kalantar.custody.actions import take_in_item
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.people.roles import Role
from kalantar.tasks.actions import set_task
from tests.people import grant, sign_in

pytestmark = pytest.mark.django_db
WORDS = {
    "/files/questions/": "کی خبر می‌دهید",
    "/files/overdue/": "گفت‌وگو با همسایه",
    "/property/": "کوله‌پشتی مشکی",
}
HIDDEN = "محرمانه؛ در صفحهٔ پرونده"


def test_nothing_is_shown_before_what_for_is_said(client: Client, papers: Papers) -> None:
    by = papers.hall.by
    case = papers.case()
    take_in_item(
        case=case.pk,
        kind="device",
        description=WORDS["/property/"],
        store="انبار ۱",
        by=by,
        party=case.parties.get().pk,
    )
    CitizenQuestion.objects.create(
        party=case.parties.get(), text=WORDS["/files/questions/"], asked_at=by.now()
    )
    officer, hour = grant(Role.DESK_OFFICER, over=papers.station), timedelta(hours=1)
    set_task(
        case=case.pk,
        officer=officer.pk,
        what=WORDS["/files/overdue/"],
        due_at=by.now() - hour,
        by=by.at(by.now() - 2 * hour),
    )
    chief = grant(Role.STATION_CHIEF, over=papers.station)
    client.cookies["sessionid"] = sign_in(chief)
    fa = {"Accept-Language": "fa"}

    def shown() -> dict[str, bool]:
        pages = {at: client.get(at, headers=fa).text for at in WORDS}
        assert all((WORDS[at] in page) != (HIDDEN in page) for at, page in pages.items())
        return {at: WORDS[at] in page for at, page in pages.items()}

    assert all(shown().values())
    keep_case_confidential(case=case.pk, why="امنیت", by=papers.hall.chief)
    assert not any(shown().values())
    client.post(f"/files/{case.pk}/", {"read_for": Purpose.SUPERVISION})
    assert all(shown().values())
