"""The page on which an old register comes in: whose it is, what it refuses, and what it says of each part."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from uuid_utils.compat import uuid7

from kalantar.cases.models import Case
from kalantar.fronts.desk import old_files
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.old_files.models import RegisterImport, WaitingRows
from kalantar.people.roles import Role
from tests.people import grant, sign_in

pytestmark = pytest.mark.django_db
HEAD = "number,category,opened,complainant_name"
GOOD = [f"403/{n},pickpocketing,1403/05/{n:02},سارا احمدی" for n in range(1, 4)]
BAD = "403/9,magic,1403/05/09,"


def _csv(*rows: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("old.csv", "\n".join([HEAD, *rows]).encode(), "text/csv")


@pytest.fixture
def chief(client: Client, papers: Papers) -> Client:
    client.cookies["sessionid"] = sign_in(grant(Role.STATION_CHIEF, over=papers.station))
    client.cookies["django_language"] = "en"
    return client


def test_a_register_is_read_and_then_brought_in(chief: Client, papers: Papers) -> None:
    answer = chief.post("/files/old/", {"file": _csv(*GOOD, BAD)})
    run = RegisterImport.objects.get()
    assert answer.headers["Location"] == f"/files/old/{run.pk}/"
    page = chief.get(f"/files/old/{run.pk}/").text
    assert "Nothing is brought in yet" in page
    assert "No category of the case catalogue is called so." in page
    assert not Case.objects.exists()
    page = chief.post(f"/files/old/{run.pk}/bring-in/").text
    assert "Everything that could be brought in is here." in page
    assert Case.objects.count() == 3
    assert "403/2" not in page
    assert chief.post("/files/find/", {"q": "403/2"}).text.count("/files/") > 3
    again = chief.post(f"/files/old/{run.pk}/bring-in/")
    assert (again.status_code, 'data-rule="register_is_still_brought_in"' in again.text) == (
        422,
        True,
    )
    report = chief.get(f"/files/old/{run.pk}/refused/")
    text = b"".join(report.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.startswith("\ufeffRow,Column,Why,What to do\r\n5,category,")
    chief.cookies["django_language"] = "fa"
    text = b"".join(chief.get(f"/files/old/{run.pk}/refused/").streaming_content).decode()  # type: ignore[attr-defined]
    assert "۵,category,موضوعی با این نام" in text
    assert "magic" not in text


def test_a_part_asks_for_the_next_by_itself(chief: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kalantar.old_files.actions.PART", 2)
    chief.post("/files/old/", {"file": _csv(*GOOD)})
    at = f"/files/old/{RegisterImport.objects.get().pk}/bring-in/"
    part = chief.post(at, headers={"HX-Request": "true"}).text
    assert f'hx-post="{at}" hx-trigger="load"' in part
    assert 'max="3" value="2"' in part
    last = chief.post(at, headers={"HX-Request": "true"}).text
    assert "hx-trigger" not in last
    assert Case.objects.count() == 3


def test_the_mark_and_the_old_number_stand_on_the_file(chief: Client) -> None:
    chief.post("/files/old/", {"file": _csv(GOOD[0])})
    chief.post(f"/files/old/{RegisterImport.objects.get().pk}/bring-in/")
    page = chief.get(f"/files/{Case.objects.get().pk}/").text
    assert "403/1" in page
    assert "Old number" in page


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", ""),
        (b"\n\n", "register_file_has_rows"),
        (b"a,b\n1,2\n", "register_file_has_its_columns"),
        ("شاكي".encode("cp1256"), "register_file_is_in_its_encoding"),
        (b'number,category,opened\n1,"x', "register_file_is_csv"),
        (b"PK\x03\x04\x00", "register_file_is_in_its_encoding"),
    ],
)
def test_a_file_that_is_none_leaves_nothing_behind(
    chief: Client, content: bytes, rule: str
) -> None:
    page = chief.post("/files/old/", {"file": SimpleUploadedFile("x.csv", content)})
    assert page.status_code == 422
    assert f'data-rule="{rule}"' in page.text if rule else "This file is empty" in page.text
    assert not RegisterImport.objects.exists()
    assert not WaitingRows.objects.exists()


def test_mapping_is_text(chief: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def sent(mapping: bytes) -> Any:
        told = {"file": _csv(GOOD[0]), "mapping": SimpleUploadedFile("m.toml", mapping)}
        return chief.post("/files/old/", told)

    assert 'data-rule="mapping_is_text"' in sent(b"\xff\xfe\x00").text
    assert 'data-rule="mapping_is_understood"' in sent(b"x = ").text
    monkeypatch.setattr(old_files, "LARGEST", 5)
    assert 'data-rule="register_file_is_not_too_large"' in sent(b"").text
    assert not RegisterImport.objects.exists()


def test_what_waits_is_given_up(chief: Client) -> None:
    chief.post("/files/old/", {"file": _csv(*GOOD)})
    at = f"/files/old/{RegisterImport.objects.get().pk}/give-up/"
    assert chief.post(at).headers["Location"] == "/files/old/"
    assert chief.post(at).status_code == 422
    assert not WaitingRows.objects.exists()
    assert "given up" in chief.get("/files/old/").text


@pytest.mark.parametrize("role", Role)
def test_whose_page_it_is(chief: Client, papers: Papers, role: Role) -> None:
    chief.post("/files/old/", {"file": _csv(*GOOD)})
    run = RegisterImport.objects.get()
    leads = role in {Role.STATION_CHIEF, Role.COMMANDER}
    for area, may in ((papers.station, leads), (papers.other, False)):
        chief.cookies["sessionid"] = sign_in(grant(role, over=area))
        assert chief.get("/files/old/").status_code == (200 if leads else 403)
        assert chief.get(f"/files/old/{run.pk}/").status_code == (200 if may else 404)
        assert chief.get(f"/files/old/{run.pk}/refused/").status_code == (200 if may else 404)
        assert ("/files/old/" in chief.get("/files/", follow=True).text) is leads
        if not may:
            assert chief.post(f"/files/old/{run.pk}/bring-in/").status_code == 404
            assert chief.post(f"/files/old/{run.pk}/give-up/").status_code == 404
    assert chief.get(f"/files/old/{uuid7()}/").status_code == 404
    assert not Case.objects.exists()
