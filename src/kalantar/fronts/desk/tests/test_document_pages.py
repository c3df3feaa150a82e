"""Documents at the desk: taken in by keyboard, downloaded, marked; whose they are; what is refused."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import expect
from uuid_utils.compat import uuid7

from kalantar.cases.models import Case
from kalantar.documents.actions import take_in_document
from kalantar.documents.models import MOST_BYTES, Document
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.kernel.models import Entry
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.counter import auditor_of
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

PDF = b"%PDF-1.7 abc"


def _taken_in(papers: Papers, case: Case | None = None) -> Document:
    of = case or papers.case()
    asked: dict[str, Any] = {"title": "گواهی پزشک", "name": "scan.pdf", "content": PDF}
    return take_in_document(case=of.pk, party=of.parties.get().pk, **asked, by=papers.hall.by)


def _form(content: bytes = PDF, **more: Any) -> dict[str, Any]:
    paper = SimpleUploadedFile("scan.pdf", content)
    return {"paper": paper, "title": "گواهی", "operation": str(uuid7())} | more


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_whose_documents_they_are(client: Client, papers: Papers, role: Role) -> None:
    row = _taken_in(papers)
    at, works = f"/documents/{row.pk}/", role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}  # fmt: skip
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.station))
    answer = client.get(at)
    assert answer.status_code == (200 if works or role == Role.AUDITOR else 404)
    assert ("گواهی پزشک" in answer.text) == works
    others = 422 if role == Role.AUDITOR else 404  # is asked what for
    assert client.post(f"{at}content/").status_code == (200 if works else others)
    assert client.post(f"{at}error/", {"why": ""}).status_code == (422 if works else others)
    assert client.post(f"/files/{row.case_id}/documents/", _form()).status_code == (
        302 if works else others
    )
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.other))
    assert client.post(f"{at}content/").status_code == 404
    assert "گواهی پزشک" not in client.get(at).text


@pytest.mark.django_db
def test_an_auditor_reads_it_for_a_purpose(papers: Papers) -> None:
    at = f"/documents/{_taken_in(papers).pk}/"
    auditor = auditor_of(grant(Role.AUDITOR, over=papers.station))
    assert "گواهی پزشک" in auditor.get(at).text
    assert auditor.post(f"{at}content/").content == PDF
    for page in ("document", "document_content"):
        entry = Entry.objects.get(event="PageOpened", facts__page=page)
        assert entry.why == "complaint 12 of 1405"


@pytest.mark.django_db
def test_a_download_is_recorded_besides_the_page(desk: Client, papers: Papers) -> None:
    row = _taken_in(papers)
    desk.get(f"/documents/{row.pk}/")
    answer = desk.post(f"/documents/{row.pk}/content/")
    assert (answer.content, answer.headers["Content-Type"]) == (PDF, "application/pdf")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{row.pk}.pdf"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    desk.post(f"/documents/{row.pk}/content/")  # the same reading, a moment later
    opened = Entry.objects.filter(event="PageOpened", facts__page="document_content")
    assert opened.count() == 1
    assert desk.get(f"/documents/{row.pk}/content/").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "more", "rule"),
    [
        (b"", {}, "document_has_something_in_it"), (b"MZ", {}, "paper_is_pdf_or_picture"),
        (PDF, {"title": " "}, "document_is_called_something"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why_and_stays(
    desk: Client, papers: Papers, content: bytes, more: dict[str, str], rule: str
) -> None:
    asked = _form(content, **({"title": "نامهٔ بانک"} | more))
    page = desk.post(f"/files/{papers.case().pk}/documents/", asked)
    assert (page.status_code, f'data-rule="{rule}"' in page.text) == (422, True)
    assert f'value="{asked["title"]}"' in page.text
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_what_is_too_large_or_missing_is_said_at_the_field(desk: Client, papers: Papers) -> None:
    at = f"/files/{papers.case().pk}/documents/"
    for asked in (_form(PDF.ljust(MOST_BYTES + 1, b"x")), _form() | {"paper": ""}):
        page = desk.post(at, asked)
        assert page.status_code == 422
        assert "is-invalid" in page.text
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_one_in_error_is_opened_by_who_decides(client: Client, papers: Papers) -> None:
    at = f"/documents/{_taken_in(papers).pk}/"
    officer, chief = grant(Role.DESK_OFFICER, over=papers.station), grant(Role.STATION_CHIEF, over=papers.station)  # fmt: skip
    client.cookies["sessionid"] = sign_in(officer)
    assert client.post(f"{at}error/", {"why": "از پروندهٔ دیگری است"}).status_code == 302
    assert client.post(f"{at}content/").status_code == 403
    assert f'action="{at}content/"' not in client.get(at).text
    assert "document_stands" in client.post(f"{at}error/", {"why": "باز هم"}).text
    client.cookies["sessionid"] = sign_in(chief)
    assert f'action="{at}content/"' in client.get(at).text
    assert client.post(f"{at}content/").content == PDF


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_document_is_taken_in_and_found_to_be_anothers(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    case = papers.case()
    page = open_page(f"/files/{case.pk}/", session=sign_in(officer), language=language)
    page.keyboard.press("3")
    expect(page.locator("#documents")).to_be_visible()
    page.keyboard.press("z")
    expect(page.locator("#takeinform-paper")).to_be_focused()
    scan = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.locator("#takeinform-paper").set_input_files(scan)  # type: ignore[arg-type]
    page.locator("#takeinform-title").fill("گواهی پزشک")
    page.locator("#takeinform-title").press("Control+Enter")
    row = page.locator("#documents li a")
    expect(row).to_have_text("گواهی پزشک")
    check_page(page)
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/*/")
    check_page(page)
    with page.expect_download() as given:
        page.keyboard.press("d")
    assert given.value.path().read_bytes() == PDF
    page.keyboard.press("x")
    expect(page.locator("#verb-error input[name=why]")).to_be_focused()
    page.keyboard.type("از پروندهٔ دیگری است")
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1 .chip, .page-title .chip").first).to_be_visible()
    check_page(page)
    page.keyboard.press("Escape")
    expect(page.locator("#documents .chip")).to_have_count(1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_document_on_a_phone(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    row, session = _taken_in(papers), sign_in(officer)
    for theme in ("light", "dark"):
        how: dict[str, Any] = {"session": session, "language": language, "theme": theme}
        page = open_page(f"/documents/{row.pk}/", **how, phone=True)
        page.locator("#verb-error summary").click()
        check_page(page)
