"""A file is referred to another service at the desk, by keyboard; its letter is printed, its answer written down."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from kalantar.case_catalogue.models import OutsideService
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.outside_referrals.actions import refer_outside
from kalantar.outside_referrals.models import OutsideReferral
from kalantar.papers.models import IssuedPaper
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

WHY = "کودک سرپرستی ندارد"


def _referred(papers: Papers) -> OutsideReferral:
    welfare = OutsideService.objects.get(code="welfare_organisation")
    asked: dict[str, Any] = {"service": welfare.pk, "why": WHY, "office": "شمیرانات"}
    return refer_outside(case=papers.case().pk, **asked, by=papers.hall.by)


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_whose_outside_referrals_they_are(client: Client, papers: Papers, role: Role) -> None:
    row = _referred(papers)
    works = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.station))
    assert (WHY in client.get(f"/files/{row.case_id}/work/").text) == works
    at = f"/files/{row.case_id}/outside/{row.pk}/"
    for verb in ("note_rejection", "note_return", "take_back", "letter"):
        auditing = role == Role.AUDITOR  # who is asked what for
        assert client.get(f"{at}{verb}/").status_code == (200 if auditing else 302)
        assert client.post(f"{at}{verb}/").status_code == (422 if works or auditing else 404)
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.other))
    assert client.post(f"{at}take_back/").status_code == 404


@pytest.mark.django_db
def test_each_verb_of_an_outside_referral(desk: Client, papers: Papers) -> None:
    case = papers.case()
    welfare = OutsideService.objects.get(code="welfare_organisation")

    def does(verb: str, **asked: Any) -> int:
        return desk.post(f"/files/{case.pk}/{verb}/", asked).status_code

    assert does("outside", service=case.pk, why=WHY) == 422
    assert does("outside", service=welfare.pk, why=" ") == 422
    assert does("outside", service=welfare.pk, why=WHY) == 302
    assert does("outside", service=welfare.pk, why=WHY) == 422
    of_it = f"outside/{OutsideReferral.objects.get().pk}"
    assert does(f"{of_it}/fly") == 404
    assert does(f"outside/{case.pk}/note_return", said="x") == 404
    assert does(f"{of_it}/note_acceptance") == 302
    assert does(f"{of_it}/take_back", why="x") == 422
    assert does(f"{of_it}/note_return", said="") == 422
    assert does(f"{of_it}/note_return", said="سرپرست یافت شد") == 302
    assert "سرپرست یافت شد" in desk.get(f"/files/{case.pk}/work/").text


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fa", "en"])
def test_its_letter_is_issued(desk: Client, papers: Papers, language: str) -> None:
    row = _referred(papers)
    answer = desk.post(f"/files/{row.case_id}/outside/{row.pk}/letter/", {"language": language})
    paper = IssuedPaper.objects.get()
    assert answer.headers["Location"] == f"/files/{row.case_id}/papers/{paper.pk}/"
    assert (paper.kind, paper.language) == ("letter", language)
    assert paper.title == {"fa": "ارجاع پرونده", "en": "Referral of a file"}[language]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_file_is_referred_to_another_service_by_keyboard(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    case = papers.case()
    page = open_page(f"/files/{case.pk}/work/", session=sign_in(officer), language=language)
    page.keyboard.press("z")
    expect(page.locator("#outsideform-service")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("شمیرانات")
    page.keyboard.press("Tab")
    page.keyboard.type(WHY)
    check_page(page)
    page.keyboard.press("Control+Enter")
    row = page.locator("#outside li")
    expect(row).to_contain_text(WHY)
    check_page(page)
    page.keyboard.press("n")
    expect(page.locator("#outside details[open] textarea")).to_be_focused()
    page.keyboard.type("سرپرست یافت شد")
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(row).to_contain_text("سرپرست یافت شد")
    expect(row.locator(".paper-ask")).to_have_count(0)
    check_page(page)
    assert OutsideReferral.objects.get().state == "returned"
