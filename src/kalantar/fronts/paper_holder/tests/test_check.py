"""The page of a paper says that it was issued, and of nobody anything; also in a browser, on a phone."""

from io import BytesIO

import pytest
from django.test import Client

from kalantar.fronts.paper_holder import views
from kalantar.kernel.models import Entry
from kalantar.notices.tests.world import Parties
from kalantar.papers.actions import issue_letter
from kalantar.papers.codes import in_groups, new_code
from kalantar.papers.models import IssuedPaper
from tests.plugins.browser import CheckPage, OpenPage


@pytest.fixture
def paper(parties: Parties) -> IssuedPaper:
    asked = {"to": "شعبه", "subject": "پاسخ رازآلود", "body": "متن محرمانه", "language": "fa"}
    by, at = parties.world.desk, "http://testserver"
    return issue_letter(case=parties.case.pk, **asked, check_at=at, by=by)


@pytest.mark.django_db
def test_it_says_kind_day_station_and_hash_in_both_languages(
    client: Client, paper: IssuedPaper
) -> None:
    page = client.get(f"/check/{in_groups(paper.code)}")
    assert page.status_code == 200
    for said in ("نامه", "Letter", paper.station.name_fa, paper.station.name_en, "2026"):
        assert said in page.text
    assert bytes(paper.sha256).hex() in page.text
    assert paper.case
    for hidden in ("پاسخ رازآلود", "متن محرمانه", "سارا", "کریمی", "Nouri", paper.case.number):
        assert hidden not in page.text
    assert not Entry.objects.filter(event="PageOpened").exists()


@pytest.mark.django_db
def test_an_unknown_code_has_a_page_of_the_same_shape(client: Client, paper: IssuedPaper) -> None:
    assert client.get(f"/check/{new_code()}").status_code == 404
    for odd in (new_code(), "x", "%00", "ABCD-EFGH-JKM!", "a" * 300):
        page = client.get(f"/check/{odd}")
        assert page.status_code == 404
        assert "knows no paper" in page.text
    assert client.post(f"/check/{new_code()}", {"hash": "0" * 64}).status_code == 404


@pytest.mark.django_db
def test_a_typed_code_leads_to_its_page(client: Client, paper: IssuedPaper) -> None:
    typed = paper.code.lower().replace("0", "o")
    page = client.get("/check/", {"code": f" {typed[:6]} {typed[6:]}"})
    assert page.headers["Location"] == f"/check/{in_groups(paper.code)}"
    assert client.get("/check/").status_code == 200
    assert "knows no paper" in client.get("/check/", {"code": "what"}).text


@pytest.mark.django_db
def test_a_file_or_the_beginning_of_its_hash_is_compared(
    client: Client, paper: IssuedPaper
) -> None:
    at, sha = f"/check/{paper.code}", bytes(paper.sha256).hex()
    same, other, unclear = "not one letter of it", "It is not the same", "at least eight"
    for sent, said in (
        ({"pdf": BytesIO(paper.pdf)}, same),
        ({"pdf": BytesIO(paper.pdf + b" ")}, other),
        ({"pdf": BytesIO(b"x" * (views.LARGEST + 1))}, other),
        ({"hash": sha}, same),
        ({"hash": sha[:8].upper()}, same),
        ({"hash": "f" * 8}, other),
        ({"hash": sha[:7]}, unclear),
        ({}, unclear),
    ):
        page = client.post(at, sent)
        assert [text for text in (same, other, unclear) if text in page.text] == [said]


@pytest.mark.django_db
def test_one_address_asks_so_often_a_minute(
    client: Client, paper: IssuedPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LIMITS", {"check": "3/m/ip"})
    at = f"/check/{paper.code}"
    assert [client.get(at).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert client.get(at, REMOTE_ADDR="10.1.2.3").status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_read_on_any_screen(
    open_page: OpenPage, check_page: CheckPage, paper: IssuedPaper, phone: bool, theme: str
) -> None:
    page = open_page("/check/", phone=phone, theme=theme)
    check_page(page)
    page.locator("#code-fa").fill(paper.code.lower())
    page.keyboard.press("Enter")
    page.locator("#hash-en").fill(bytes(paper.sha256).hex()[:10])
    check_page(page)
    page.keyboard.press("Enter")
    page.locator("[role=status]").first.wait_for()
    check_page(page)
