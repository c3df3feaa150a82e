"""Keeping and disposal at the desk: what is due, held, kept longer, proposed, confirmed by another, and gone."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from kalantar.cases.actions import close_case
from kalantar.cases.models import Case
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.kernel.actor import system
from kalantar.kernel.models import Entry
from kalantar.kernel.text import digits_for
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.retention.actions import hold_case, list_due_files
from kalantar.retention.models import Hold, Review
from tests.counter import WORDS, Counter, auditor_of, say_at_the_counter
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

BASIS = "بخشنامهٔ ۱۲ سال ۱۴۰۵"


def _due(papers: Papers) -> Case:
    """A file that was closed eleven years ago."""
    by = papers.hall.by
    case = papers.case()
    close_case(case=case.pk, outcome=papers.outcome.pk, by=by)
    long_ago = by.now() - timedelta(days=366 * 11)
    Case.objects.filter(pk=case.pk).update(opened_at=long_ago, closed_at=long_ago)
    list_due_files(by=system(by.clock))
    return Case.objects.get(pk=case.pk)


def _browser(role: Role, papers: Papers) -> Client:
    browser = Counter()
    browser.cookies["sessionid"] = sign_in(grant(role, over=papers.station))
    return browser


@pytest.mark.django_db
def test_a_file_goes_by_two_people(desk: Client, papers: Papers) -> None:
    case = _due(papers)
    assert "در انتظار بازبینی" in desk.get("/files/due/").text
    review = Review.objects.get()
    at = f"/files/{case.pk}/keeping/{review.pk}"
    assert desk.post(f"{at}/propose/", {"basis": ""}).status_code == 422
    assert desk.post(f"{at}/propose/", {"basis": BASIS}).status_code == 302
    assert desk.post(f"{at}/dispose/", {"sure": "on"}).status_code == 422
    chief = _browser(Role.STATION_CHIEF, papers)
    assert chief.post(f"{at}/dispose/", {}).status_code == 422
    assert chief.post(f"{at}/dispose/", {"sure": "on"}).status_code == 302
    page = desk.get(f"/files/{case.pk}/")
    assert "رضایی" not in page.text
    assert BASIS in page.text
    assert 'id="tombstone"' in page.text
    assert desk.get(f"/files/{case.pk}/keeping/").status_code == 302
    found = desk.post("/files/find/", {"q": case.number})
    assert "امحاشده در" in found.text
    assert "رضایی" not in desk.post("/files/find/", {"q": "رضایی"}).text.replace(
        'value="رضایی"', ""
    )


@pytest.mark.django_db
def test_who_proposed_does_not_confirm(papers: Papers) -> None:
    case, chief = _due(papers), _browser(Role.STATION_CHIEF, papers)
    at = f"/files/{case.pk}/keeping/{Review.objects.get().pk}"
    chief.post(f"{at}/propose/", {"basis": BASIS})
    assert "دو نفر لازم است" in chief.get(f"/files/{case.pk}/keeping/").text
    answer = chief.post(f"{at}/dispose/", {"sure": "on"})
    assert answer.status_code == 422
    assert "disposal_needs_two_people" in answer.text
    assert chief.post(f"{at}/turn_down/", {"why": "زود است"}).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_whose_pages_they_are(desk: Client, papers: Papers, role: Role) -> None:
    case = _due(papers)
    works = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
    browser = _browser(role, papers)
    shown = browser.get(f"/files/{case.pk}/keeping/").status_code
    assert shown == (200 if works or role is Role.AUDITOR else 404)
    assert (case.number in browser.get("/files/due/").text.translate(LATIN)) is works
    other = Counter()
    other.cookies["sessionid"] = sign_in(grant(role, over=papers.other))
    assert other.get(f"/files/{case.pk}/keeping/").status_code == 404
    assert case.number not in other.get("/files/due/").text.translate(LATIN)
    assert case.number not in other.get("/files/held/").text.translate(LATIN)


LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")


@pytest.mark.django_db
def test_an_auditor_reads_it_for_a_purpose(papers: Papers) -> None:
    at, auditor = f"/files/{_due(papers).pk}/keeping/", grant(Role.AUDITOR, over=papers.station)
    assert "رضایی" not in auditor_of(auditor, words="").get(at).text
    assert "رضایی" in auditor_of(auditor).get(at).text
    assert Entry.objects.get(event="PageOpened", facts__page="retention").why == WORDS


@pytest.mark.django_db
def test_what_is_not_there_is_not_found(desk: Client, papers: Papers) -> None:
    case = _due(papers)
    for at in (
        "no_such",
        f"{case.pk}/release",
        f"{case.pk}/propose",
        f"{case.pk}/request",
        "release",
    ):
        status = desk.post(f"/files/{case.pk}/keeping/{at}/", {"why": "x"}).status_code
        assert status in {404, 422}, at
    assert desk.get(f"/files/{case.pk}/keeping/hold/").status_code == 302


@pytest.mark.django_db
def test_the_held_list_shows_the_basis(desk: Client, papers: Papers) -> None:
    case = _due(papers)
    assert "هیچ پرونده‌ای در توقف امحا نیست" in desk.get("/files/held/").text
    hold_case(case=case.pk, basis="نامهٔ شعبهٔ ۱۲۰۳", reason="دعوا", by=papers.hall.by)
    assert "نامهٔ شعبهٔ ۱۲۰۳" in desk.get("/files/held/").text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_file_comes_due_and_leaves_a_tombstone(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    case = _due(papers)
    chief = grant(Role.STATION_CHIEF, over=papers.station)
    lead: dict[str, Any] = {"session": sign_in(chief), "language": language}
    page = open_page("/files/due/", **lead)
    check_page(page)
    page.locator("tbody a").click()
    say_at_the_counter(page)
    expect(page.locator("#reviews li")).to_have_count(1)
    check_page(page)
    page.keyboard.press("k")  # kept longer
    _fill_first(page, "1415/1/1")
    page.locator("[name=why]:visible").fill("پژوهش دانشگاه")
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#reviews .chip")).to_have_text(KEPT[language])
    Review.objects.update(kept_until=papers.hall.by.now(), listed_at=case.closed_at)
    list_due_files(by=system(papers.hall.by.clock))

    page = open_page(f"/files/{case.pk}/", session=sign_in(officer), language=language)
    page.keyboard.press("6")
    expect(page.locator("#holds")).to_be_visible()
    page.keyboard.press("h")  # put on hold
    _fill_first(page, "شعبهٔ ۱۲۰۳")
    page.locator("[name=reason]:visible").fill("دعوای حقوقی")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#holds li b")).to_have_text("شعبهٔ ۱۲۰۳")
    page.keyboard.press("p")  # proposed
    _fill_first(page, BASIS)
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#reviews")).to_contain_text(BASIS)
    check_page(page)

    page = open_page(f"/files/{case.pk}/keeping/", **lead)
    _confirm(page)
    expect(page.locator("[data-rule=no_file_is_held]")).to_be_visible()
    page.complaints.clear()  # type: ignore[attr-defined]
    check_page(page)
    page.keyboard.press("Escape")
    page.goto(f"/files/{case.pk}/keeping/")
    page.keyboard.press("r")  # released
    _fill_first(page, "دعوا پایان یافت")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#holds li b")).to_have_count(0)
    _confirm(page)
    expect(page.locator("#tombstone")).to_be_visible()
    expect(page.locator("h1")).to_contain_text(digits_for(language, case.number))
    assert "رضایی" not in page.content()
    check_page(page)
    assert Hold.objects.get().reason == ""
    phone = open_page(f"/files/{case.pk}/", **lead, phone=True)
    check_page(phone)


KEPT = {"fa": "تمدیدشده", "en": "kept longer"}


def _fill_first(page: Page, text: str) -> None:
    field = page.locator("details[open] :is(input, textarea):not([type=hidden])").first
    expect(field).to_be_focused()
    page.keyboard.type(text)


def _confirm(page: Page) -> None:
    page.keyboard.press("c")
    field = page.locator("details[open] [type=checkbox]")
    expect(field).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
