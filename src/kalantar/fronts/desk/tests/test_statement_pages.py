"""A statement at the desk: taken, signed on the screen and corrected by keyboard; and whose it is."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.kernel.models import Entry
from kalantar.papers.models import IssuedPaper
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.statements import actions
from kalantar.statements.models import Statement
from tests.counter import auditor_of
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage


def _draft(papers: Papers) -> Statement:
    case, by = papers.case(), papers.hall.by
    made = actions.begin_statement(case=case.pk, party=case.parties.get().pk, by=by)
    said = [("fact", "کیفم را بردند"), ("assessment", "روشن گفت")]
    return actions.write_statement(statement=made.pk, sections=said, by=by)


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_whose_statements_they_are(client: Client, papers: Papers, role: Role) -> None:
    row = _draft(papers)
    at = f"/statements/{row.pk}/"
    works = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
    user = grant(role, over=papers.station)
    client.cookies["sessionid"] = sign_in(user)
    answer = client.get(at)
    assert answer.status_code == (200 if works or role == Role.AUDITOR else 404)
    assert ("کیفم را بردند" in answer.text) == works
    for verb in ("write", "agree", "sign", "drop", "follow", "print"):
        assert client.get(f"{at}{verb}/").status_code == (200 if role == Role.AUDITOR else 302)
        if not works:  # an auditor is asked what for, and has no verb then either
            asked = 422 if role == Role.AUDITOR else 404
            assert client.post(f"{at}{verb}/").status_code == asked
    if role == Role.AUDITOR:
        assert auditor_of(user).post(f"{at}drop/").status_code == 404
    if works:  # it is signed by who took it
        assert client.post(f"{at}sign/").status_code == 422
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.other))
    assert client.post(f"{at}write/").status_code == 404
    assert "کیفم را بردند" not in client.get(at).text


@pytest.mark.django_db
def test_an_auditor_reads_it_for_a_purpose(papers: Papers) -> None:
    row = _draft(papers)
    page = auditor_of(grant(Role.AUDITOR, over=papers.station)).get(f"/statements/{row.pk}/")
    assert "کیفم را بردند" in page.text
    entry = Entry.objects.get(event="PageOpened", facts__page="statement")
    assert entry.why == "complaint 12 of 1405"


@pytest.mark.django_db
def test_what_is_refused_stays_with_what_was_typed(desk: Client, papers: Papers) -> None:
    row = _draft(papers)
    page = desk.post(
        f"/statements/{row.pk}/agree/", {"how": "typed", "name": "زهرا", "identified": ""}
    )
    assert page.status_code == 422
    assert "agreement_is_complete" in page.text
    assert 'value="زهرا"' in page.text
    assert desk.post(f"/statements/{row.pk}/other/").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_statement_is_taken_signed_and_corrected(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    case = papers.case()
    page = open_page(f"/files/{case.pk}/papers/", session=sign_in(officer), language=language)
    page.keyboard.press("h")
    expect(page.locator("#ofwhomform-party")).to_be_focused()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/statements/*/")
    check_page(page)
    page.keyboard.press("w")
    expect(page.locator("#sectionsform-kind-0")).to_be_focused()
    page.locator("#sectionsform-text-0").fill("در بازار کیفم را بردند")
    page.locator("#sectionsform-text-1").fill("روشن گفت")
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said-fact")).to_contain_text("کیفم")
    expect(page.locator(".said-assessment")).to_contain_text("روشن")
    page.keyboard.press("g")
    page.locator("#agreeform-identified").fill("کارت ملی")
    page.locator("#agreeform-how").select_option("drawn")
    page.locator("#agreeform-consents").check()
    box = page.locator(".signature-pad").bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 60, steps=5)
    page.mouse.up()
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".signature-drawn")).to_be_visible()
    check_page(page)
    page.keyboard.press("s")
    expect(page.locator("#verb-follow")).to_be_visible()
    check_page(page)
    page.keyboard.press("p")
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")
    opened.value.wait_for_url("**/papers/*/")
    opened.value.close()
    first = Statement.objects.get()
    assert (first.state, first.how) == ("signed", "drawn")
    assert first.drawn.startswith("M")
    page.keyboard.press("f")
    page.locator("#verb-follow input[name=why]").fill("ساعت نادرست بود")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#verb-write")).to_be_visible()
    check_page(page)
    assert Statement.objects.get(follows=first).version == 2
    assert IssuedPaper.objects.get().about == first.pk


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_statement_on_a_phone(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    row, session = _draft(papers), sign_in(officer)
    for theme in ("light", "dark"):
        page = open_page(
            f"/statements/{row.pk}/", session=session, language=language, theme=theme, phone=True
        )
        check_page(page)
        page.locator("#verb-agree summary").click()
        page.locator("#agreeform-how").select_option("drawn")
        check_page(page)
