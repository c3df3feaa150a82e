"""The papers of a file at the desk: issued with a key, opened in a tab, and who may."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import expect
from uuid_utils.compat import uuid7

from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.kernel.actor import system
from kalantar.kernel.models import Entry
from kalantar.notices.actions import install_notice_words, tell_parties
from kalantar.notices.models import Notice
from kalantar.papers.models import IssuedPaper
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.counter import WORDS, Counter, auditor_of
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

LETTER = {"to": "شعبهٔ ۱۲۰۳", "subject": "پاسخ", "body": "با سلام", "language": "fa"}


def _told(papers: Papers, rows: int = 1) -> Any:
    """A file whose complainant was to be told so often; no words are approved, so they were not."""
    case, service = papers.case(), system(papers.hall.by.clock)
    install_notice_words(by=service)
    tell_parties(entry=Entry.objects.filter(event="PartyNamed").latest("pk").pk, by=service)
    first = Notice.objects.get()
    Notice.objects.bulk_create(
        Notice(case=case, party=first.party, entry=uuid7(), what=first.what, role=first.role,
               channel="none", why_not=first.why_not, told_at=first.told_at)
        for _ in range(rows - 1)
    )  # fmt: skip
    return case


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["receipt", "cover", "letter", "notices"])
def test_a_paper_is_issued_and_opened(desk: Client, papers: Papers, kind: str) -> None:
    case = papers.case()
    answer = desk.post(f"/files/{case.pk}/papers/{kind}/", LETTER, follow=True)
    assert answer.headers["Content-Type"] == "application/pdf"
    paper = IssuedPaper.objects.get()
    assert answer.content == paper.pdf
    assert answer.content.startswith(b"%PDF")
    assert "inline" in answer.headers["Content-Disposition"]
    assert Entry.objects.filter(event="PageOpened", facts__page="paper").count() == 1
    assert paper.grouped in desk.get(f"/files/{case.pk}/papers/").text


@pytest.mark.django_db
def test_the_page_of_a_code_is_where_the_service_says(
    desk: Client, papers: Papers, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr("kalantar.papers.composing.qr", seen.append)
    monkeypatch.setattr("kalantar.papers.actions.typeset", lambda *_, **__: b"%PDF")
    at = f"/files/{papers.case().pk}/papers/cover/"
    desk.post(at, LETTER)
    settings.CHECK_ORIGIN = "https://110.example"
    desk.post(at, LETTER)
    assert [one.rpartition("/")[0] for one in seen] == [
        "http://testserver/check", "https://110.example/check",
    ]  # fmt: skip


@pytest.mark.django_db
def test_what_is_refused_stays_with_what_was_typed(desk: Client, papers: Papers) -> None:
    at = f"/files/{papers.case().pk}/papers/letter/"
    page = desk.post(at, {**LETTER, "body": ""})
    assert page.status_code == 422
    assert "شعبهٔ ۱۲۰۳" in page.text
    assert desk.post(at.replace("letter", "other"), LETTER).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_whose_papers_they_are(client: Client, desk: Client, papers: Papers, role: Role) -> None:
    case = papers.case()
    desk.post(f"/files/{case.pk}/papers/cover/", LETTER)
    paper = IssuedPaper.objects.get()
    works = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
    other = Counter()
    other.cookies["sessionid"] = sign_in(grant(role, over=papers.station))
    auditing = role == Role.AUDITOR  # who is asked what for
    at, sees = f"/files/{case.pk}/papers/{paper.pk}/", 200 if works or auditing else 404
    assert other.get(at).status_code == sees
    assert (other.get(at).headers["Content-Type"] == "application/pdf") == works
    assert other.post(f"/files/{case.pk}/papers/cover/", LETTER).status_code == (
        302 if works else 422 if auditing else 404
    )
    assert other.get(f"/files/{case.pk}/notices/").status_code == sees
    other.cookies["sessionid"] = sign_in(grant(role, over=papers.other))
    assert other.get(f"/files/{case.pk}/papers/{paper.pk}/").status_code == 404
    assert desk.get(f"/files/{papers.case().pk}/papers/{paper.pk}/").status_code == 404


@pytest.mark.django_db
def test_an_auditor_opens_a_paper_for_a_purpose(desk: Client, papers: Papers) -> None:
    case = papers.case()
    desk.post(f"/files/{case.pk}/papers/cover/", LETTER)
    paper = IssuedPaper.objects.get()
    auditor = auditor_of(grant(Role.AUDITOR, over=papers.station))
    assert auditor.get(f"/files/{case.pk}/papers/{paper.pk}/").content == paper.pdf
    assert Entry.objects.get(event="PageOpened", facts__page="paper", reason__text=WORDS)


@pytest.mark.django_db
def test_an_auditor_reads_the_ledger_for_a_purpose(papers: Papers) -> None:
    at, auditor = f"/files/{_told(papers).pk}/notices/", grant(Role.AUDITOR, over=papers.station)
    assert "رضایی" not in auditor_of(auditor, words="").get(at).text
    page = auditor_of(auditor).get(at)
    assert "رضایی" in page.text
    assert "papers/notices" not in page.text
    assert (
        Entry.objects.get(event="PageOpened", facts__page="notices").why == "complaint 12 of 1405"
    )


@pytest.mark.django_db
def test_a_forgotten_paper_says_so(desk: Client, papers: Papers) -> None:
    case = papers.case()
    desk.post(f"/files/{case.pk}/papers/cover/", LETTER)
    paper = IssuedPaper.objects.get()
    IssuedPaper.objects.update(sealed="", forgotten_at=paper.issued_at)
    page = desk.get(f"/files/{case.pk}/papers/{paper.pk}/")
    assert page.status_code == 422
    assert "paper_is_still_kept" in page.text
    assert f"papers/{paper.pk}" not in desk.get(f"/files/{case.pk}/papers/").text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_papers_by_keyboard(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    case = _told(papers, rows=60)
    page = open_page(f"/files/{case.pk}/papers/", session=sign_in(officer), language=language)
    page.keyboard.press("m")
    expect(page.locator("#letterform-to")).to_be_focused()
    check_page(page)
    page.keyboard.type("Branch 1203")
    page.locator("#letterform-subject").fill("پاسخ")
    page.locator("#letterform-body").fill("با سلام")
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")
    opened.value.wait_for_url("**/papers/*-*/")
    opened.value.close()
    page.reload()
    expect(page.locator("#papers li")).to_have_count(1)
    check_page(page)
    page.keyboard.press("d")
    expect(page.locator("tbody tr")).to_have_count(50)
    check_page(page)
    page.keyboard.press("e")
    expect(page.locator("tbody tr")).to_have_count(10)
    page.keyboard.press("p")
    check_page(page)
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")
    opened.value.wait_for_url("**/papers/*-*/")
    assert set(IssuedPaper.objects.values_list("kind", "language")) == {
        ("letter", language), ("notices", language),
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_ledger_on_a_phone(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    case, session = _told(papers, rows=3), sign_in(officer)
    for theme in ("light", "dark"):
        page = open_page(
            f"/files/{case.pk}/notices/",
            session=session,
            language=language,
            theme=theme,
            phone=True,
        )
        check_page(page)
    page = open_page(f"/files/{papers.case().pk}/notices/", session=session, language=language)
    check_page(page)
