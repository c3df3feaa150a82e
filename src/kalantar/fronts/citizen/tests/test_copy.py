"""In both languages: a citizen asks for a copy of their data, the desk makes it by keyboard, they download it."""

import json
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from uuid_utils.compat import uuid7

from kalantar.citizens.tests.portal import Portal, another, last_code
from kalantar.data_copies.actions import give_copy
from kalantar.data_copies.models import CopyMaking, CopyRequest
from kalantar.fronts.citizen.tests.way_in import come_in, the_code_comes
from kalantar.notices.tests.world import COMPLAINS, RESPONDS
from kalantar.people.roles import Role
from tests.counter import Counter, say_at_the_counter
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

FILE = "/my/file/"


@pytest.fixture
def citizen(client: Client, portal: Portal) -> Client:
    client.post("/my/", {"number": portal.case.number, "phone": COMPLAINS})
    client.post("/my/code/", {"code": the_code_comes()})
    return client


def _given(portal: Portal, **more: object) -> CopyRequest:
    copy = CopyRequest.objects.get(given_at=None)
    desk = portal.parties.world.desk
    asked = {"shown": "passport", "why": "خودش خواست", "by_phone": True}
    return give_copy(case=portal.case.pk, copy=copy.pk, by=desk, **asked | more)  # type: ignore[arg-type]


def _post(client: Client, address: str, **said: str) -> object:
    return client.post(f"/my/{address}/", {"operation": str(uuid7()), **said})


def test_a_copy_is_downloaded_once_with_each_code(citizen: Client, portal: Portal) -> None:
    _post(citizen, "copy")
    assert "/my/copy/code/" not in citizen.get(FILE).text
    _given(portal)
    assert "/my/copy/code/" in citizen.get(FILE).text
    assert _post(citizen, "copy/code").headers["Location"].startswith(f"{FILE}?done=copy_code")  # type: ignore[attr-defined]
    code = last_code()
    wrong = _post(citizen, "copy/download", code=another(code), form="json")
    assert 'data-rule="copy_code_came_back"' in wrong.text  # type: ignore[attr-defined]
    got = _post(citizen, "copy/download", code=code, form="json")
    assert json.loads(got.content)["files"][0]["number"] == portal.case.number  # type: ignore[attr-defined]
    headers = got.headers  # type: ignore[attr-defined]
    assert headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in headers["Cache-Control"]
    again = _post(citizen, "copy/download", code=code, form="json")
    assert (again.status_code, CopyMaking.objects.count()) == (422, 1)  # type: ignore[attr-defined]


def test_a_page_that_is_sent_again_does_not_get_the_copy_again(
    citizen: Client, portal: Portal
) -> None:
    _post(citizen, "copy")
    _given(portal)
    _post(citizen, "copy/code")
    said = {"code": last_code(), "form": "json", "operation": str(uuid7())}
    assert citizen.post("/my/copy/download/", said).status_code == 200
    again = citizen.post("/my/copy/download/", said)
    assert 'data-rule="copy_is_in_hand"' in again.text


def test_nothing_is_downloaded_that_was_not_given(citizen: Client, portal: Portal) -> None:
    for address in ("copy/code", "copy/download"):
        refused = _post(citizen, address, code="123456", form="pdf")
        assert 'data-rule="copy_is_open_by_phone"' in refused.text  # type: ignore[attr-defined]
    _post(citizen, "copy")
    _given(portal, by_phone=False)
    refused = _post(citizen, "copy/code")
    assert 'data-rule="copy_is_open_by_phone"' in refused.text  # type: ignore[attr-defined]
    assert Client().get("/my/copy/download/").headers["Location"] == "/my/"


def test_the_desk_makes_it_and_no_other_station(citizen: Client, portal: Portal) -> None:
    _post(citizen, "copy")
    copy = CopyRequest.objects.get()
    said = {"copy": copy.pk, "form": "pdf", "language": "fa"}
    address = f"/files/{portal.case.pk}/copies/"
    desk, there = Counter(), Counter()
    desk.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=portal.case.jurisdiction))
    there.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=portal.parties.world.there))
    early = desk.post(address, said)
    assert (early.status_code, 'data-rule="copy_is_at_hand"' in early.text) == (422, True)
    _given(portal)
    made = desk.post(address, said)
    assert (made.content[:5], made.headers["Content-Disposition"][:6]) == (b"%PDF-", "inline")
    assert there.post(address, said).status_code == 404
    assert desk.post(address, said | {"copy": "x"}).status_code == 422
    paper = desk.get(f"/files/{portal.case.pk}/papers/{CopyMaking.objects.get().paper_id}/")
    assert "paper_is_still_kept" in paper.text  # nothing of it is kept


def _gives(desk: Page, check_page: CheckPage) -> None:
    """With the keyboard alone; what is left out is said, and what was typed stays."""
    desk.locator("tbody a").focus()
    desk.keyboard.press("Enter")
    say_at_the_counter(desk)
    expect(desk.locator("#citizens details summary")).to_be_visible()
    desk.keyboard.press("y")
    expect(desk.locator("#citizens [name=shown]")).to_be_focused()
    desk.keyboard.press("Tab")
    desk.keyboard.type("خودش خواست. Their own wish.")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Space")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#citizens [data-rule=asker_showed_who_they_are]")).to_be_visible()
    desk.complaints.clear()  # type: ignore[attr-defined]
    check_page(desk)
    desk.locator("#citizens [name=shown]").focus()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#citizens [data-rule]")).to_have_count(0)
    expect(desk.locator("#citizens summary[data-key=X]")).to_be_visible()
    check_page(desk)


def _makes(desk: Page, check_page: CheckPage) -> None:
    desk.keyboard.press("x")
    expect(desk.locator("#citizens [name=form]")).to_be_focused()
    check_page(desk)
    desk.keyboard.press("ArrowDown")

    def _is_copy(answer: object) -> bool:
        return answer.url.endswith("/copies/")  # type: ignore[attr-defined, no-any-return]

    with desk.context.expect_event("response", _is_copy) as got:
        desk.keyboard.press("Control+Enter")
    assert got.value.status == 200
    assert got.value.headers["content-type"].startswith("application/json")


def _downloads(page: Page, form: str) -> bytes:
    page.locator("#copy button.first").first.click()
    page.locator("[name=code]").fill(last_code())
    page.locator("#copy [name=form]").select_option(form)
    with page.expect_download() as saved:
        page.locator("#copy button.first").first.click()
    path = saved.value.path()
    return Path(path).read_bytes()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "number"), [("fa", COMPLAINS), ("en", RESPONDS)])
def test_a_citizen_asks_for_a_copy_and_downloads_it(
    open_page: OpenPage, check_page: CheckPage, portal: Portal, language: str, number: str
) -> None:
    page = open_page("/my/", language=language, phone=True)
    come_in(page, portal, number)
    page.locator("#copy summary").click()
    page.locator("#copy button").click()
    expect(page.locator("#done")).to_be_visible()

    officer = sign_in(grant(Role.DESK_OFFICER, over=portal.case.jurisdiction))
    desk = open_page("/files/copies/", session=officer, language=language)
    check_page(desk)
    _gives(desk, check_page)
    _makes(desk, check_page)

    page.goto(FILE)
    page.locator("#copy summary").click()
    check_page(page)
    assert _downloads(page, "pdf").startswith(b"%PDF-")
    page.goto(FILE)
    check_page(page)
    page.locator("#copy summary").click()
    said = json.loads(_downloads(page, "json"))
    assert said["files"][0]["number"] == portal.case.number
    assert sorted(CopyMaking.objects.values_list("form", flat=True)) == ["json", "json", "pdf"]
