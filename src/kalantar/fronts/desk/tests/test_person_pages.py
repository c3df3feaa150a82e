"""A person's record at the desk: a phone is verified by a code; two records are merged and taken apart."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from kalantar.cases.actions import keep_case_confidential, put_in_charge
from kalantar.cases.purposes import Purpose
from kalantar.fronts.desk.tests.desk_of_papers import Papers, approve_words
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.text import to_latin_digits
from kalantar.messaging.models import Message
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.persons.actions import merge_persons
from kalantar.persons.codes import SENDERS, ToSend
from kalantar.persons.models import Person
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes that went out."""
    codes: list[str] = []

    def keep(what: ToSend, by: Actor) -> None:
        codes.append(what.code)

    monkeypatch.setattr("kalantar.persons.actions.SENDERS", [*SENDERS, keep])
    return codes


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_whose_records_they_are(client: Client, papers: Papers, role: Role) -> None:
    zahra, again = papers.zahra, papers.hall.somebody(family_fa="رضائی")
    merge_persons(person=again.pk, into=zahra.pk, why="همان کارت ملی", by=papers.hall.by)
    works = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.station))
    at = f"/persons/{zahra.pk}/"
    answer = client.get(at)
    assert answer.status_code == (200 if works or role == Role.AUDITOR else 404)
    assert ("رضایی" in answer.text) == works
    assert client.post(f"{at}find/", {"q": "رضایی"}).status_code == (200 if works else 404)
    for verb in ("send", "verify", "merge", "unmerge"):
        assert client.get(f"{at}{verb}/").status_code == 302
        assert works or client.post(f"{at}{verb}/").status_code == 404
    assert client.post(f"{at}fly/").status_code == 404
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.other))
    assert client.post(f"{at}merge/").status_code == 404
    assert "رضایی" not in client.get(at).text


@pytest.mark.django_db
def test_an_auditor_reads_a_record_for_a_purpose(client: Client, papers: Papers) -> None:
    client.cookies["sessionid"] = sign_in(grant(Role.AUDITOR, over=papers.station))
    page = client.post(f"/persons/{papers.zahra.pk}/", {"why": "complaint 12 of 1405"})
    assert "رضایی" in page.text
    entry = Entry.objects.get(event="PageOpened", facts__page="registered_person")
    assert entry.why == "complaint 12 of 1405"


@pytest.mark.django_db
def test_a_phone_is_verified_by_its_code(desk: Client, papers: Papers, sent: list[str]) -> None:
    at = f"/persons/{papers.zahra.pk}/"
    assert 'id="verb-verify"' not in desk.get(at).text
    assert desk.post(f"{at}verify/", {"code": "123456"}).status_code == 422  # none is waited for
    assert desk.post(f"{at}send/").status_code == 302
    assert desk.post(f"{at}send/").status_code == 422  # a moment ago
    assert 'id="verb-verify"' in desk.get(at).text
    wrong = "000000" if sent[0] != "000000" else "111111"
    page = desk.post(f"{at}verify/", {"code": wrong})
    assert page.status_code == 422
    assert 'data-rule="phone_code_came_back"' in page.text
    assert Entry.objects.filter(event="PhoneNotVerified").count() == 1
    assert desk.post(f"{at}verify/", {"code": f"{sent[0][:3]} {sent[0][3:]}"}).status_code == 302
    papers.zahra.refresh_from_db()
    assert papers.zahra.phone_verified_at is not None


@pytest.mark.django_db
def test_without_a_phone_no_code_is_sent(desk: Client, papers: Papers) -> None:
    at = f"/persons/{papers.hall.somebody().pk}/"
    desk.cookies["django_language"] = "en"
    assert "No phone number of this person is known." in desk.get(at).text
    assert desk.post(f"{at}send/").status_code == 422


@pytest.mark.django_db
def test_two_records_are_merged_and_taken_apart(desk: Client, papers: Papers) -> None:
    zahra, again = papers.zahra, papers.hall.somebody(family_fa="رضائی")
    case = papers.case()
    at = f"/persons/{again.pk}/"
    found = desk.post(f"{at}find/", {"q": "زهرا رضایی"}).text
    assert str(zahra.pk) in found
    assert str(again.pk) not in found
    assert desk.post(f"{at}merge/", {"why": "همان کارت ملی"}).status_code == 422
    page = desk.post(f"{at}merge/", {"person": zahra.pk, "why": ""})
    assert 'data-rule="merge_gives_its_reason"' in page.text
    assert f'value="{zahra.pk}" checked' in page.text
    assert desk.post(f"{at}merge/", {"person": again.pk, "why": "x"}).status_code == 422
    answer = desk.post(f"{at}merge/", {"person": zahra.pk, "why": "همان کارت ملی"})
    assert answer.headers["Location"] == f"/persons/{zahra.pk}/"
    page = desk.get(f"/persons/{zahra.pk}/")
    assert f'href="{at}"' in page.text
    assert f'href="/files/{case.pk}/"' in desk.get(at).text
    assert desk.post(f"{at}unmerge/", {"why": " "}).status_code == 422
    assert desk.post(f"{at}unmerge/", {"why": "دو خواهرند"}).status_code == 302
    assert Person.objects.get(pk=again.pk).merged_into is None
    assert Entry.objects.get(event="PersonsUnmerged").why == "دو خواهرند"


@pytest.mark.django_db
def test_a_party_of_another_station_is_no_link(client: Client, papers: Papers) -> None:
    from kalantar.cases.actions import accept_referral, refer_case

    case, there = papers.case(), papers.hall.scene.person(Role.DESK_OFFICER, papers.other)
    refer_case(case=case.pk, to=papers.other.pk, why="x", by=papers.hall.by)
    accept_referral(case=case.pk, by=there)
    client.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=papers.other))
    page = client.get(f"/files/{case.pk}/").text
    assert "رضایی" in page
    assert f"/persons/{papers.zahra.pk}/" not in page


def _last_code() -> str:
    """As it stands in the message: the page is another process here."""
    text = Message.objects.filter(event="phone_code").latest("queued_at", "pk").text
    return next(word.strip(".:،") for word in text.split() if word.strip(".:،").isdecimal())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_code_and_a_merge_by_keyboard(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    approve_words(papers.hall)
    case, other = papers.case(), papers.hall.somebody(family_fa="کریمی", phone="09121112244")
    how: dict[str, Any] = {"session": sign_in(officer), "language": language}
    page = open_page(f"/files/{case.pk}/", **how)
    page.locator("#parties a").click()
    expect(page.locator("#verb-send")).to_be_visible()
    check_page(page)
    page.keyboard.press("s")
    expect(page.locator("#verb-verify")).to_be_visible()
    page.keyboard.press("v")
    expect(page.locator("#codeform-code")).to_be_focused()
    page.keyboard.type(_last_code())
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#verb-verify")).to_have_count(0)
    page.keyboard.press("m")
    expect(page.locator("#verb-merge input[name=q]")).to_be_focused()
    page.keyboard.type("زهرا کریمی")
    page.keyboard.press("Enter")
    expect(page.locator("#people input:checked")).to_be_focused()
    page.locator("#mergeform-why").fill("همان کارت ملی")
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#merged li")).to_have_count(1)
    assert page.url.endswith(f"/persons/{other.pk}/")
    check_page(page)
    page.locator("#merged a").click()
    expect(page.locator("#verb-unmerge")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator("#verb-unmerge input[name=why]")).to_be_focused()
    page.keyboard.type("دو نفرند")
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#verb-merge")).to_be_visible()
    papers.zahra.refresh_from_db()
    assert papers.zahra.merged_into is None
    assert papers.zahra.phone_verified_at is not None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_record_on_a_phone_too(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    papers.case()
    how: dict[str, Any] = {"session": sign_in(officer), "language": language, "theme": "dark"}
    check_page(open_page(f"/persons/{papers.zahra.pk}/", **how, phone=True))


@pytest.mark.django_db
def test_a_confidential_file_beside_a_person_says_only_with_whom(papers: Papers) -> None:
    """Until it was said what for; whoever is in charge, or not asked, reads it as any other."""
    case, plain = papers.case(), papers.case()
    keep_case_confidential(case=case.pk, why="امنیت", by=papers.hall.chief)
    keeper = grant(Role.DESK_OFFICER, over=papers.station)
    put_in_charge(case=case.pk, officer=keeper.pk, by=papers.hall.chief)
    pages = (
        f"/persons/{papers.zahra.pk}/", f"/files/new/?person={papers.zahra.pk}",
        f"/reception/{papers.hall.first.pk}/person/{papers.zahra.pk}/",
    )  # fmt: skip

    def shown(browser: Client) -> list[bool]:
        texts = [to_latin_digits(browser.get(at).text) for at in pages]
        assert all(f"/files/{case.pk}/" in one and plain.number in one for one in texts)
        return [case.number in one for one in texts]

    other, mine = Client(), Client()
    other.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=papers.station))
    mine.cookies["sessionid"] = sign_in(keeper)
    assert (shown(other), shown(mine)) == ([False] * 3, [True] * 3)
    assert str(keeper.name_fa or keeper.name_en) in other.get(pages[0]).text
    other.post(f"/files/{case.pk}/", {"read_for": Purpose.COUNTER})
    assert shown(other) == [True] * 3
