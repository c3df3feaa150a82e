"""By keyboard, in both languages: a theft becomes a file and its order is carried out; a file moves on."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kalantar.cases.actions import name_party
from kalantar.cases.models import Case
from kalantar.cases.rules import case_is_open
from kalantar.fronts.desk.tests.desk_of_papers import Papers, approve_words
from kalantar.kernel.models import Entry
from kalantar.kernel.text import digits_for
from kalantar.kernel.text.calendar import local
from kalantar.kernel.timeline import REACTIONS
from kalantar.messaging.models import Message
from kalantar.notices.models import Notice
from kalantar.orders.models import Order
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.reception.actions import begin_serving, call_next
from tests.counter import WORDS, Counter, auditor_of
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)
THEFT = {"fa": "جیب", "en": "pickp"}
DATE = "input[name={}]"


def _pick_category(page: Page, papers: Papers, language: str) -> None:
    expect(
        page.locator("#category-words")
    ).to_be_focused()  # who complains is known: this comes next
    page.keyboard.type(THEFT[language])
    expect(page.locator("#categories button")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(f"[name='field-{papers.stolen.pk}']")).to_be_focused()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_theft_becomes_a_file_and_its_order_is_carried_out(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    papers.hall.comes(person=papers.zahra.pk)
    visit = call_next(desk=papers.hall.first.pk, by=papers.hall.by)
    begin_serving(visit=visit.pk, by=papers.hall.by)
    page = open_page("/reception/", session=sign_in(officer), language=language)
    expect(page.locator("#at-desk .ticket-number")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(page.locator("#chosen input:checked")).to_have_value(str(papers.zahra.pk))
    check_page(page)

    _pick_category(page, papers, language)
    page.keyboard.type("کیف پول")
    page.locator("#file-narrative").fill("در بازار کیفم را بردند")
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".receipt-number")).to_be_visible()
    case = Case.objects.get()
    expect(page.locator(".receipt-number")).to_have_text(digits_for(language, case.number))
    check_page(page)
    page.keyboard.press("o")
    expect(page.locator("#parties")).to_contain_text(str(papers.zahra.name.fa))
    page.keyboard.press("t")
    expect(page.locator(".timeline li")).to_have_count(3)
    page.keyboard.press("p")
    check_page(page)
    expect(page.locator("#verb-party .ask")).to_be_visible()

    page.goto("/orders/")
    page.keyboard.press("n")
    expect(page.locator("#order-number")).to_be_visible()
    today = local(papers.hall.by.now()).date().isoformat()
    page.locator("#order-number").fill("140512345")
    page.locator("#order-case").fill(case.number)
    page.locator("#order-issued_on").fill(today)
    page.locator("#order-due_at").fill(today)
    page.locator("#order-text").fill("تحقیق از کسبه")
    page.locator("input[name=q]").fill("رضایی")
    page.locator("#people [type=checkbox]").check()
    expect(page.locator("#chosen [type=checkbox]")).to_be_checked()
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#verb-carry_out")).to_have_count(0)
    page.keyboard.press("t")
    expect(page.locator("#verb-carry_out")).to_be_visible()
    check_page(page)
    page.keyboard.press("c")
    expect(page.locator("#verb-carry_out textarea")).to_be_focused()
    page.keyboard.type("از سه نفر تحقیق شد")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#verb-carry_out")).to_have_count(0)
    check_page(page)
    order = Order.objects.get()
    assert (order.state, order.case, order.concerned.get().person) == (
        "carried_out", case, papers.zahra,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_file_moves_between_stations(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    approve_words(papers.hall)
    case = papers.case()
    kaveh = papers.hall.somebody("کاوه", family_fa="امینی", phone="09124445566")
    name_party(case=case.pk, person=kaveh.pk, role="respondent", by=papers.hall.by)
    page = open_page(f"/files/{case.pk}/", session=sign_in(officer), language=language)
    page.keyboard.press("r")
    expect(page.locator("#referform-to")).to_be_focused()
    page.keyboard.type(str(papers.other.name_fa))
    page.keyboard.press("Control+Enter")
    refused = page.locator("#verb-refer [data-rule=reason_is_given]")
    expect(refused).to_be_visible()  # and what was typed stays
    expect(page.locator("#referform-to")).to_have_value(str(papers.other.name_fa))
    page.locator("#referform-why").fill("آنجا رخ داد")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#verb-withdraw")).to_be_visible()
    check_quiet(page, check_page)

    there = sign_in(grant(Role.DESK_OFFICER, over=papers.other))
    other = open_page("/files/referred/", session=there, language=language)
    check_page(other)
    other.locator("tbody a").click()
    expect(other.locator(".what-for")).to_be_visible()
    check_page(other)
    other.keyboard.press("6")  # preparing the answer to a referral
    expect(other.locator("#verb-reject")).to_be_visible()
    other.keyboard.press("b")
    expect(other.locator("#verb-reject input[name=why]")).to_be_focused()
    other.keyboard.type("از حوزهٔ ما نیست")
    check_page(other)
    other.keyboard.press("Control+Enter")
    expect(other.locator("tbody a")).to_have_count(0)

    page.reload()  # it is back, with the reason, and is offered again
    expect(page.locator("#story")).to_contain_text("از حوزهٔ ما نیست")
    page.keyboard.press("r")
    expect(page.locator("#referform-to")).to_be_focused()
    page.keyboard.type(str(papers.other.name_fa))
    page.locator("#referform-why").fill("محل وقوع در حوزهٔ شماست")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#verb-withdraw")).to_be_visible()

    page = open_page("/files/referred/", session=there, language=language)
    page.locator("tbody a").click()
    expect(page.locator("#verb-accept")).to_be_visible()
    check_page(page)
    page.keyboard.press("a")
    expect(page.locator("#verb-accept")).to_have_count(0)
    page.keyboard.press("t")
    expect(page.locator("#verb-close")).to_be_visible()
    case.refresh_from_db()
    assert case.jurisdiction == papers.other
    page.keyboard.press("c")
    expect(page.locator("#closeform-outcome")).to_be_focused()
    page.locator("#closeform-outcome").select_option(str(papers.outcome.pk))
    page.keyboard.press("Control+Enter")
    expect(page.locator("button[aria-disabled=true]")).to_have_count(8)
    check_page(page)
    page.keyboard.press("n")  # and each says why, and what to do instead
    for said in (case_is_open.sentence, case_is_open.remedy):
        expect(page.locator("[data-refused]")).to_contain_text(getattr(said, language))
    case.refresh_from_db()
    assert case.state == "closed"
    _both_are_told_where(papers)
    _the_station_before_sees_nothing(papers, officer, case)


def _both_are_told_where(papers: Papers) -> None:
    """By the worker, of each step; in the last one both hear the station that has the file now."""
    for event in ("CaseReferred", "ReferralRejected", "ReferralAccepted"):
        for entry in Entry.objects.filter(event=event).order_by("pk"):
            for reaction in REACTIONS[event]:
                reaction(entry.pk)
    accepted = Entry.objects.get(event="ReferralAccepted")
    told = Notice.objects.filter(entry=accepted.pk)
    assert {one.party.role for one in told} == {"complainant", "respondent"}
    texts = [one.text for one in Message.objects.filter(event="case_accepted")]
    assert len(texts) == 2
    assert all(papers.other.name_fa in text for text in texts)
    assert Notice.objects.exclude(entry=accepted.pk).count() == 6  # offered twice, rejected once


def _the_station_before_sees_nothing(papers: Papers, officer: User, case: Case) -> None:
    """Not its page, not in a search; who audits both stations reads it for a purpose they state."""
    client, at = Counter(), f"/files/{case.pk}/"
    client.cookies["sessionid"] = sign_in(officer)
    assert client.get(at).status_code == 404
    for words in (case.number, "09121112233"):
        assert at not in client.post("/files/find/", {"q": words}).text
    auditor = grant(Role.AUDITOR, over=papers.hall.scene.city)
    assert case.narrative not in auditor_of(auditor, words="").get(at).text
    assert case.narrative in auditor_of(auditor).get(at).text
    assert Entry.objects.get(event="PageOpened", facts__page="case", reason__text=WORDS)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_somebody_new_becomes_a_party_and_leaves(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    case = papers.case()
    page = open_page(f"/files/{case.pk}/", session=sign_in(officer), language=language)
    page.keyboard.press("s")
    expect(page.locator("#somebody-given")).to_be_focused()
    page.keyboard.type("کاوه")
    page.keyboard.press("Tab")
    page.keyboard.type("امینی")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#verb-party #chosen")).to_contain_text("کاوه امینی")
    check_page(page)
    page.locator("#partyform-role").select_option("respondent")
    page.keyboard.press("Control+Enter")
    rows = page.locator("#parties li")
    expect(rows).to_have_count(2)
    page.keyboard.press("p")  # somebody known is found by a misspelt name
    expect(page.locator("#verb-party input[name=q]")).to_be_focused()
    page.keyboard.type("زهره رضائی")
    page.keyboard.press("Enter")
    expect(page.locator("#people input:checked")).to_be_focused()
    page.locator("#partyform-role").select_option("informant")
    page.keyboard.press("Control+Enter")
    expect(rows).to_have_count(3)
    page.keyboard.press("e")
    expect(page.locator("#parties details[open] input[name=why]")).to_be_focused()
    page.keyboard.type("دو بار نوشته شد")
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(rows).to_have_count(2)


def check_quiet(page: Page, check_page: CheckPage) -> None:
    """After a refusal was looked for: its own answer is no complaint."""
    page.complaints.clear()  # type: ignore[attr-defined]
    check_page(page)


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_papers_on_a_phone_too(
    open_page: OpenPage,
    check_page: CheckPage,
    papers: Papers,
    officer: User,
    language: str,
    theme: str,
) -> None:
    case = papers.case()
    order = papers.order(case=case.pk, due_in_days=0)
    how: dict[str, Any] = {"session": sign_in(officer), "language": language, "theme": theme}
    addresses = (
        "/files/", f"/files/{case.pk}/", "/files/new/", f"/files/{case.pk}/receipt/",
        "/orders/", f"/orders/{order.pk}/", "/orders/new/",
    )  # fmt: skip
    page = open_page("/files/mine/", **how, phone=True)
    for address in addresses:
        page.goto(address)
        check_page(page)


def test_no_address_says_who_complains(open_page: OpenPage, papers: Papers, officer: User) -> None:
    papers.case()
    page = open_page("/files/", session=sign_in(officer), language="fa")
    page.keyboard.press("/")
    page.keyboard.type("رضایی")
    page.keyboard.press("Enter")
    expect(page.locator("tbody a")).to_have_count(1)
    assert page.url.endswith("/files/find/")


def test_whose_number_it_is_is_answered_by_the_keys_that_stand_there(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User
) -> None:
    known = papers.zahra
    page = open_page("/files/new/", session=sign_in(officer))
    expect(page.locator("[name=q]")).to_be_focused()  # a page begins at its first field
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.locator("#verb-somebody [name=given]")).to_be_focused()
    page.keyboard.type("مریم")
    page.locator("#verb-somebody [name=family]").fill("رضایی")
    page.locator("#verb-somebody [name=national_id]").fill("0012345679")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#same")).to_be_focused()
    check_page(page)
    page.keyboard.press("1")
    page.wait_for_url(lambda url: f"person={known.pk}" in url)
    expect(page.locator("#category-words")).to_be_focused()
