"""Property at the desk: taken in, handed to the expert, back, returned with its receipt; whose it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect
from uuid_utils.compat import uuid7

from kalantar.cases.actions import accept_referral, close_case, refer_case
from kalantar.cases.models import Case
from kalantar.custody.actions import hand_out_item, propose_destruction, take_in_item
from kalantar.custody.models import Item
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.kernel.models import Entry
from kalantar.kernel.text.calendar import local
from kalantar.papers.models import IssuedPaper
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.counter import Counter, auditor_of
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

WORKS = {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}


def _held(papers: Papers, case: Case | None = None, **more: Any) -> Item:
    of = case or papers.case()
    asked: dict[str, Any] = {
        "kind": "weapon", "description": "چاقوی دسته‌قرمز", "store": "انبار ۱", "found_at": "بازار",
        "by": papers.hall.by,
    }  # fmt: skip
    return take_in_item(case=of.pk, **asked | more)


def _form(**more: str) -> dict[str, str]:
    asked = {
        "kind": "device", "description": "گوشی سیاه", "count": "1", "store": "انبار ۱",
        "found_at": "میدان", "operation": str(uuid7()),
    }  # fmt: skip
    return asked | more


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_whose_property_it_is(client: Client, papers: Papers, role: Role) -> None:
    item, works = _held(papers), role in WORKS
    at = f"/property/{item.pk}/"
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.station))
    answer = client.get(at)
    assert answer.status_code == (200 if works or role == Role.AUDITOR else 404)
    assert ("دسته‌قرمز" in answer.text) == works
    assert ("دسته‌قرمز" in client.get("/property/").text) == works
    auditing = role == Role.AUDITOR  # who is asked what for
    sees = 200 if works or auditing else 404
    assert client.get(f"/property/file/{item.case_id}/").status_code == sees
    for verb in ("move", "hand_out", "return", "papers/label"):
        assert client.get(f"{at}{verb}/").status_code == (200 if auditing else 302)
        assert client.post(f"{at}{verb}/").status_code == (422 if sees == 200 else 404)
    taken = client.post(f"/files/{item.case_id}/item/", _form())
    assert taken.status_code == (302 if works else 422 if auditing else 404)
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.other))
    assert "دسته‌قرمز" not in client.get(at).text + client.get("/property/").text
    assert client.post(f"{at}move/", {"store": "x"}).status_code == 404


@pytest.mark.django_db
def test_an_auditor_reads_it_for_a_purpose(papers: Papers) -> None:
    item = _held(papers)
    page = auditor_of(grant(Role.AUDITOR, over=papers.station)).get(f"/property/{item.pk}/")
    assert "دسته‌قرمز" in page.text
    entry = Entry.objects.get(event="PageOpened", facts__page="item")
    assert entry.why == "complaint 12 of 1405"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"description": ""}, "item_is_described"), ({"store": ""}, "place_is_named"),
        ({"found_at": ""}, "item_says_where_it_is_from"), ({"count": "0"}, "item_is_at_least_one"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why_and_stays(
    desk: Client, papers: Papers, wrong: dict[str, str], rule: str
) -> None:
    page = desk.post(f"/files/{papers.case().pk}/item/", _form(identifier="SN-1", **wrong))
    assert (page.status_code, f'data-rule="{rule}' in page.text) == (422, True)
    assert 'value="SN-1"' in page.text
    assert not Item.objects.exists()


@pytest.mark.django_db
def test_what_an_item_is_handed_out_for_is_no_reason_on_the_timeline(
    desk: Client, papers: Papers
) -> None:
    item = _held(papers)
    day = local(papers.hall.by.now() + timedelta(days=5)).date().isoformat()
    told = {
        "holder": "expert",
        "to_whom": "دکتر کریمی",
        "purpose": "انگشت‌نگاری",
        "due_back_at": day,
    }
    at = f"/property/{item.pk}/"
    assert desk.post(f"{at}hand_out/", told | {"due_back_at": "1390/1/1"}).status_code == 422
    assert desk.post(f"{at}hand_out/", told).status_code == 302
    link = item.chain.latest("number")
    assert (link.why, link.to_whom) == ("انگشت‌نگاری", "دکتر کریمی")
    assert Entry.objects.get(event="ItemHandedOut").why == ""
    assert "item_allows_step" in desk.post(f"{at}hand_out/", told).text
    assert desk.post(f"{at}other/").status_code == 404
    assert desk.post(f"{at}papers/other/").status_code == 404


@pytest.mark.django_db
def test_what_is_held_is_listed_by_kind_and_overdue_a_page_at_a_time(
    desk: Client, papers: Papers
) -> None:
    case = papers.case()
    knife, phone = _held(papers, case), _held(papers, case, kind="device", description="گوشی")
    back = papers.hall.by.now() + timedelta(hours=1)
    hand_out_item(item=phone.pk, holder="court", to_whom="شعبه", why="رسیدگی", due_back_at=back, by=papers.hall.by)  # fmt: skip

    def shown(query: str) -> list[bool]:
        page = desk.get(f"/property/{query}").text
        return [f'href="/property/{one.pk}/"' in page for one in (knife, phone)]

    assert shown("") == shown("?kind=nonsense") == [True, True]
    assert shown("?kind=device") == [False, True]
    assert shown("?overdue=yes") == [False, False]
    Item.objects.filter(pk=phone.pk).update(due_back_at=back - timedelta(days=1))
    assert shown("?overdue=yes") == shown("?overdue=yes&kind=device") == [False, True]
    assert shown("?overdue=yes&kind=weapon") == [False, False]
    for _ in range(50):
        _held(papers, case)
    first = desk.get("/property/?kind=weapon")
    assert first.text.count('href="/property/0') == 50
    after = first.context["found"].next
    assert shown(f"?kind=weapon&after={after}") == [True, False]
    assert f'href="/property/file/{case.pk}/"' in desk.get(f"/files/{case.pk}/property/").text
    assert desk.get(f"/property/file/{case.pk}/").context["found"].count == 52


@pytest.mark.django_db
def test_a_closed_file_says_that_property_is_held(desk: Client, papers: Papers) -> None:
    case = papers.case()
    _held(papers, case)
    said = "1 item is still held for this closed file"
    english = {"headers": {"accept-language": "en"}}
    assert said not in desk.get(f"/files/{case.pk}/property/", **english).text  # type: ignore[arg-type]
    close_case(case=case.pk, outcome=papers.outcome.pk, note="صلح", by=papers.hall.by)
    assert said in desk.get(f"/files/{case.pk}/property/", **english).text  # type: ignore[arg-type]


@pytest.mark.django_db
def test_it_follows_its_file_and_is_received(desk: Client, papers: Papers) -> None:
    item = _held(papers)
    at = f"/property/{item.pk}/"
    assert "hand_over" not in desk.get(at).text
    refer_case(case=item.case_id, to=papers.other.pk, why="آنجا رخ داد", by=papers.hall.by)
    chief = papers.hall.scene.person(Role.STATION_CHIEF, over=papers.other)
    accept_referral(case=item.case_id, by=chief)
    assert desk.post(f"{at}hand_over/", {"to_whom": "سروان رضایی"}).status_code == 302
    there = Counter()
    there.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=papers.other))
    assert at in there.get("/property/coming/").text
    assert there.post(f"{at}receive/", {"store": "انبار"}).status_code == 302
    item.refresh_from_db()
    assert (item.station, item.state) == (papers.other, "held")
    assert desk.get(at).status_code == 404


@pytest.mark.django_db
def test_who_proposed_that_it_be_destroyed_does_not_confirm_it(
    client: Client, papers: Papers
) -> None:
    item, chief = _held(papers), grant(Role.STATION_CHIEF, over=papers.station)
    client.cookies["sessionid"] = sign_in(chief)
    at = f"/property/{item.pk}/"
    assert client.post(f"{at}propose_destruction/", {"basis": "مادهٔ ۲۱۵"}).status_code == 302
    assert "destroyed_by_two_people" in client.post(f"{at}destroy/").text
    client.cookies["sessionid"] = sign_in(grant(Role.COMMANDER, over=papers.station))
    assert client.post(f"{at}destroy/").status_code == 302
    assert Item.objects.get(pk=item.pk).state == "destroyed"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_property_goes_to_the_expert_comes_back_and_to_its_owner(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    case = papers.case()
    page = open_page(f"/files/{case.pk}/", session=sign_in(officer), language=language)
    page.keyboard.press("4")
    expect(page.locator("#property")).to_be_visible()
    page.keyboard.press("t")
    expect(page.locator("#takeinitemform-kind")).to_be_focused()
    page.locator("#takeinitemform-kind").select_option("weapon")
    page.locator("#takeinitemform-party").select_option(str(case.parties.get().pk))
    page.locator("#takeinitemform-description").fill("چاقوی دسته‌قرمز")
    page.locator("#takeinitemform-identifier").fill("SN-4471")
    page.locator("#takeinitemform-store").fill("انبار ۱")
    page.locator("#takeinitemform-shelf").fill("قفسهٔ ۳")
    check_page(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/property/*/")
    links = page.locator("#chain li")
    expect(links).to_have_count(1)
    check_page(page)

    page.keyboard.press("h")
    expect(page.locator("#handoutform-holder")).to_be_focused()
    page.locator("#handoutform-to_whom").fill("دکتر کریمی، پزشکی قانونی")
    page.locator("#handoutform-purpose").fill("تعیین نوع سلاح")
    day = local(papers.hall.by.now() + timedelta(days=7)).date().isoformat()
    page.locator("#handoutform-due_back_at").fill(day)
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(links).to_have_count(2)
    expect(links.last).to_contain_text("کریمی")
    check_page(page)
    page.keyboard.press("b")
    expect(page.locator("#backform-to_whom")).to_be_focused()
    expect(page.locator("#backform-store")).to_have_value("انبار ۱")
    page.keyboard.press("Control+Enter")
    expect(links).to_have_count(3)

    page.keyboard.press("n")  # the receipt is printed, the owner signs it
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")
    opened.value.wait_for_url("**/papers/*/")
    opened.value.close()
    page.keyboard.press("r")
    expect(page.locator("#returnform-to_whom")).to_have_value(str(papers.zahra.name.fa))
    page.locator("#returnform-identified").fill("کارت ملی")
    page.locator("#returnform-signed").check()
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(links).to_have_count(4)
    expect(page.locator("#verb-move")).to_have_count(0)
    check_page(page)
    item = Item.objects.get()
    assert (item.state, item.moves) == ("returned", 4)
    paper = IssuedPaper.objects.get()
    assert (paper.kind, paper.about, paper.title) == ("returned", item.pk, item.label)
    page.keyboard.press("Escape")
    expect(page.locator("#property li")).to_have_count(1)
    check_page(page)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_property_on_a_phone(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    item, session = _held(papers), sign_in(officer)
    other = _held(papers)
    propose_destruction(item=other.pk, basis="مادهٔ ۲۱۵", by=papers.hall.by)
    for theme in ("light", "dark"):
        how: dict[str, Any] = {"session": session, "language": language, "theme": theme}
        page = open_page(f"/property/{item.pk}/", **how, phone=True)
        page.locator("#verb-hand_out summary").click()
        check_page(page)
        for address in (f"/property/{other.pk}/", "/property/", "/property/coming/"):
            page.goto(address)
            check_page(page)
