"""By keyboard, in both languages: a quarrel is settled at the desk; somebody comes back to ask about it."""

import pytest
from playwright.sync_api import expect

from kalantar.case_catalogue.models import CaseCategory
from kalantar.cases.actions import put_in_charge
from kalantar.cases.models import Case
from kalantar.fronts.desk.tests.desk_of_papers import Papers, approve_words
from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.kernel.text import digits_for
from kalantar.kernel.timeline import REACTIONS
from kalantar.messaging.models import Message
from kalantar.people.models import User
from kalantar.reception.models import Visit
from kalantar.reception.queries import saved_visits
from tests.people import sign_in
from tests.plugins.browser import CheckPage, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)
QUARREL = {"fa": "درگیری و مشاجره", "en": "Quarrel"}


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_quarrel_is_settled(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    approve_words(papers.hall)
    quarrel = CaseCategory.objects.get(code="quarrel")
    about = {quarrel.fields.get(code="about").pk: "جای پارک"}
    case = papers.case(category=quarrel.pk, answers=about, narrative="بر سر جای پارک")
    papers.hall.somebody("کاوه", family_fa="امینی", phone="09124445566")
    page = open_page(f"/files/{case.pk}/", session=sign_in(officer), language=language)
    page.keyboard.press("p")  # the neighbour is named
    expect(page.locator("#verb-party input[name=q]")).to_be_focused()
    page.keyboard.type("امینی")
    page.keyboard.press("Enter")
    expect(page.locator("#people input:checked")).to_be_focused()
    page.locator("#partyform-role").select_option("respondent")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#parties li")).to_have_count(2)

    page.keyboard.press("c")
    outcome = page.locator("#closeform-outcome")
    expect(outcome).to_be_focused()
    expect(outcome).to_have_value("")  # how it ended is chosen by nobody beforehand
    outcome.select_option(str(papers.outcome.pk))
    page.locator("#closeform-note").fill("صلح کردند و دست دادند")
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#head")).to_contain_text(str(getattr(papers.outcome.name, language)))
    check_page(page)

    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", papers.outcome)
    closed = Entry.objects.get(event="CaseClosed")
    for reaction in REACTIONS["CaseClosed"]:
        reaction(closed.pk)
    told = Message.objects.filter(event="case_closed")
    assert sorted(message.role for message in told) == ["complainant", "respondent"]
    assert all("امینی" not in message.text and "رضایی" not in message.text for message in told)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_who_comes_back_hears_with_whom_their_file_is_and_need_not_have_come(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    case = papers.case()
    put_in_charge(case=case.pk, officer=officer.pk, by=papers.hall.by)
    page = open_page("/reception/", session=sign_in(officer), language=language)
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("0912 111 22 33")
    page.keyboard.press("Enter")
    expect(page.locator("#found button").first).to_be_focused()
    page.keyboard.press("Enter")
    files = page.locator("#their-files")
    expect(files).to_contain_text(digits_for(language, case.number))
    expect(files).to_contain_text(getattr(officer, f"name_{language}"))
    check_page(page)

    expect(page.locator("#service")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#visitor .ticket")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("#at-desk .ticket-number")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator("[data-key=D]")).to_be_visible()
    page.locator(".desk-more summary").first.focus()
    page.keyboard.press("Enter")
    page.locator("#reason").select_option("status")
    page.locator(".desk-more button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".desk-more summary").first).to_contain_text("✓")
    check_page(page)

    assert Visit.objects.get().saved == "status"
    now = system_clock()
    since = now.replace(hour=0, minute=0)
    counted = saved_visits(papers.hall.chief, papers.station, since.replace(year=2025), now)
    assert [one.saved for one in counted.values()] == [{"status": 1}]
    assert Case.objects.get().officer == officer
