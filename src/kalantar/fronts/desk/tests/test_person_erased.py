"""Somebody without a file asks at the desk to be erased, and another person decides it on their record."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.persons.models import Person
from kalantar.retention.models import Review
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

BASIS = "درخواست ۱۲ سال ۱۴۰۵"


def _leader(papers: Papers) -> Client:
    browser = Client()
    browser.cookies["sessionid"] = sign_in(grant(Role.STATION_CHIEF, over=papers.station))
    return browser


@pytest.mark.django_db
def test_it_is_asked_for_and_decided_on_the_record(desk: Client, papers: Papers) -> None:
    somebody = papers.hall.somebody(family_fa="کریمی")
    at = f"/persons/{somebody.pk}/"
    assert 'id="reviews"' not in desk.get(at).text
    wrong = desk.post(f"{at}request/", {"basis": "خانم کریمی"})
    assert 'data-rule="basis_does_not_name_them"' in wrong.text
    assert desk.post(f"{at}request/", {"basis": BASIS}).status_code == 302
    review = Review.objects.get()
    assert f'href="{at}"' in desk.get("/files/due/").text
    refused = desk.post(f"{at}reviews/{review.pk}/dispose/", {"sure": "on"})
    assert refused.status_code == 422
    assert desk.post(f"{at}reviews/{somebody.pk}/dispose/", {"sure": "on"}).status_code == 404
    assert desk.post(f"{at}reviews/{review.pk}/fly/").status_code == 404
    assert desk.get(f"{at}reviews/{review.pk}/dispose/").status_code == 302
    chief = _leader(papers)
    assert chief.post(f"{at}reviews/{review.pk}/dispose/", {}).status_code == 422
    assert chief.post(f"{at}reviews/{review.pk}/dispose/", {"sure": "on"}).status_code == 302
    page = desk.get(at).text
    assert "کریمی" not in page
    assert "شخص پاک‌شده" in page
    assert 'id="verb-' not in page
    assert desk.post(f"{at}request/", {"basis": BASIS}).status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_who_takes_a_request_in(client: Client, papers: Papers, role: Role) -> None:
    at = f"/persons/{papers.hall.somebody(family_fa='کریمی').pk}/"
    works = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.other))
    assert client.post(f"{at}request/", {"basis": BASIS}).status_code == 404
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.station))
    status = client.post(f"{at}request/", {"basis": BASIS}).status_code
    assert status == (302 if works else 404)
    assert Review.objects.exists() is works


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_asked_for_and_confirmed_by_keyboard(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    somebody = papers.hall.somebody(family_fa="کریمی")
    how: dict[str, Any] = {"session": sign_in(officer), "language": language}
    page = open_page(f"/persons/{somebody.pk}/", **how)
    page.keyboard.press("e")
    expect(page.locator("#verb-request textarea")).to_be_focused()
    page.keyboard.type(BASIS)
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#reviews")).to_contain_text(BASIS)
    check_page(page)
    lead: dict[str, Any] = {
        **how,
        "session": sign_in(grant(Role.STATION_CHIEF, over=papers.station)),
    }
    page = open_page("/files/due/", **lead)
    page.locator("tbody a").click()
    expect(page.locator("#reviews li")).to_have_count(1)
    page.keyboard.press("c")
    expect(page.locator("details[open] [type=checkbox]")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).not_to_contain_text("کریمی")
    check_page(page)
    assert Person.objects.get(pk=somebody.pk).erased_at
    check_page(open_page(f"/persons/{somebody.pk}/", **lead, phone=True))
