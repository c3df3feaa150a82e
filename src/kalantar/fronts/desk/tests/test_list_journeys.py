"""By keyboard, in both languages: a list is narrowed, kept, dealt with together and taken out; a register comes in."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from kalantar.cases.models import Case
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.saved_searches.models import SavedSearch
from tests.counter import say_at_the_counter
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = "tbody tr"


def _narrow_to_nobodys(page: Page) -> None:
    page.keyboard.press("f")
    expect(page.locator("#narrow-state")).to_be_focused()
    page.locator("#narrow-officer").select_option("nobody")
    page.keyboard.press("Control+Enter")


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_list_is_narrowed_kept_and_dealt_with(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str,
    tmp_path: Path,
) -> None:  # fmt: skip
    for _ in range(3):
        papers.case()
    page = open_page("/files/", session=sign_in(officer), language=language)
    expect(page.locator(ROWS)).to_have_count(3)
    check_page(page)
    _narrow_to_nobodys(page)
    expect(page.locator(ROWS)).to_have_count(3)
    check_page(page)

    page.keyboard.press("s")
    expect(page.locator("#search-name")).to_be_focused()
    page.keyboard.type("بدون افسر")
    page.locator("[name=shared]").check()
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("nav.paper-searches a").first).to_contain_text("بدون افسر")
    assert SavedSearch.objects.get().shared_with == papers.station

    page.locator("[name=chosen]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("x")
    expect(page.locator(ROWS)).to_have_count(1)
    check_page(page)
    page.keyboard.press("Escape")
    expect(page.locator("#choose-files")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator("[name=whole]")).to_be_checked()
    page.keyboard.press("x")
    expect(page.locator(ROWS)).to_have_count(3)
    page.keyboard.press("g")
    page.locator("#officerform-officer").select_option(str(officer.pk))
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#bulk-done")).to_be_visible()
    check_page(page)
    assert Case.objects.filter(officer=officer).count() == 3

    page.goto("/files/")
    page.keyboard.press("1")
    expect(page.locator(ROWS)).to_have_count(0)
    page.keyboard.press("m")
    expect(page.locator(".paper-rename [name=name]").first).to_be_visible()
    check_page(page)

    page.goto("/files/mine/")
    page.keyboard.press("c")
    expect(page.locator("#take-out-why")).to_be_focused()
    page.keyboard.type("گزارش ماهانه")
    check_page(page)
    with page.expect_download() as download:
        page.keyboard.press("Control+Enter")
    download.value.save_as(tmp_path / "files.csv")
    text = (tmp_path / "files.csv").read_text(encoding="utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == 4


@pytest.mark.parametrize("language", ["fa", "en"])
def test_an_old_register_comes_in(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Part by part by itself; the bar ends full, and the refused row is told."""
    monkeypatch.setattr("kalantar.old_files.actions.PART", 2)
    rows = [f"403/{n},pickpocketing,1403/05/{n:02},سارا احمدی" for n in range(1, 6)]
    content = "\n".join(["number,category,opened,complainant_name", *rows, "403/9,magic,1403/1/1,"])
    chief = grant(Role.STATION_CHIEF, over=papers.station)
    page = open_page("/files/", session=sign_in(chief), language=language)
    page.keyboard.press("o")
    expect(page.locator("#id_file")).to_be_visible()
    check_page(page)
    file = FilePayload(name="old.csv", mimeType="text/csv", buffer=content.encode())
    page.locator("#id_file").set_input_files(file)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#old-progress tbody tr")).to_have_count(1)
    check_page(page)
    assert not Case.objects.exists()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#old-progress progress[value='6']")).to_be_visible()
    check_page(page)
    assert Case.objects.count() == 5
    page.goto("/files/")
    page.keyboard.press("/")
    page.keyboard.type("403/3")
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_have_count(1)
    page.locator(f"{ROWS} a").first.click()
    say_at_the_counter(page)
    expect(page.locator(".paper-facts")).to_contain_text("403/3" if language == "en" else "۴۰۳/۳")
    check_page(page)
