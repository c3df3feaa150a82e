"""Messages of which nobody knows whether they arrived: shown to who works there, sent again with a reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect
from uuid_utils.compat import uuid7

from kalantar.cases.models import Case
from kalantar.fronts.desk.tests.desk_of_papers import Papers, approve_words
from kalantar.kernel.listing import PAGE
from kalantar.kernel.models import Entry
from kalantar.message_templates.models import Encoding
from kalantar.messaging.actions import queue_message
from kalantar.messaging.models import Message
from kalantar.people.models import User
from kalantar.people.roles import DESK, Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

NUMBER, LISTS = "+989121112233", ("", "waiting/", "over/")


def told(papers: Papers, **more: Any) -> Message:
    """A message of a file that waits; its words and its number are in it."""
    if not Message.objects.exists():
        approve_words(papers.hall)
    case: Case = more.pop("case", None) or papers.case()
    asked: dict[str, Any] = {
        "number": NUMBER, "event": "case_opened", "language": "fa", "role": "complainant",
        "values": {"file_number": case.number, "station": "کلانتری"}, "about": ("case", case.pk),
        "area": papers.station.pk, "by": papers.hall.by,
    }  # fmt: skip
    return queue_message(**asked | more)


def lost(papers: Papers, **more: Any) -> Message:
    """… and its sender was cut off between sending and noting."""
    message = told(papers, **more)
    Message.objects.filter(pk=message.pk).update(state="unknown", route="first")
    return message


def older(message: Message, **by: float) -> None:
    """As if it had been put in the outbox so much earlier."""
    row = Message.objects.get(pk=message.pk)
    row.queued_at -= timedelta(**by)
    row.expires_at -= timedelta(**by)
    row.save(update_fields=["queued_at", "expires_at"])


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_whose_lost_messages_they_are(client: Client, papers: Papers, role: Role) -> None:
    message, works = lost(papers), role in DESK
    number = Case.objects.get(pk=message.about).number
    client.cookies["django_language"] = "en"
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.station))
    page = client.get("/files/messages/").text
    assert (number in page) == works
    assert NUMBER not in page
    assert ('id="unsettled"' in client.get("/files/work/").text) == works
    sent = client.post(f"/files/messages/{message.pk}/send_again/", {"why": "nothing came"})
    assert sent.status_code in ((302,) if works else (404, 422))
    assert Message.objects.get(pk=message.pk).state == ("queued" if works else "unknown")


@pytest.mark.django_db
def test_who_works_elsewhere_neither_sees_nor_sends_them(client: Client, papers: Papers) -> None:
    message = lost(papers)
    client.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=papers.other))
    number = Case.objects.get(pk=message.about).number
    assert all(number not in client.get(f"/files/messages/{at}").text for at in LISTS)
    for verb in ("send_again", "cancel"):
        asked = {"why": "nothing came"}
        assert client.post(f"/files/messages/{message.pk}/{verb}/", asked).status_code == 404


@pytest.mark.django_db
def test_each_verb_of_a_message(desk: Client, papers: Papers) -> None:
    message = lost(papers)
    at = f"/files/messages/{message.pk}"
    assert desk.get(f"{at}/send_again/").headers["Location"] == "/files/messages/"
    assert desk.post(f"{at}/fly/", {}).status_code == 404
    assert desk.post(f"/files/messages/{uuid7()}/cancel/", {}).status_code == 404
    assert desk.post(f"{at}/cancel/", {}).status_code == 422  # it may be at the operator's
    refused = desk.post(f"{at}/send_again/", {"why": " "})
    assert refused.status_code == 422
    assert "دلیل را بنویسید" in refused.text
    assert desk.post(f"{at}/send_again/", {"why": "زنگ زد: نرسیده"}).status_code == 302
    assert Entry.objects.filter(event="MessageSentAgain", reason__text="زنگ زد: نرسیده").exists()
    assert str(message.pk) not in desk.get("/files/messages/").text
    assert f"{at}/cancel/" in desk.get("/files/messages/waiting/").text
    assert desk.post(f"{at}/cancel/", {}).headers["Location"] == "/files/messages/waiting/"
    assert Message.objects.get(pk=message.pk).state == "cancelled"
    assert desk.post(f"{at}/cancel/", {}).status_code == 422


@pytest.mark.django_db
def test_after_its_time_nothing_may_be_sent_again(desk: Client, papers: Papers) -> None:
    message = lost(papers)
    older(message, days=3)
    assert str(message.pk) not in desk.get("/files/messages/").text
    assert 'id="unsettled"' not in desk.get("/files/work/").text
    over = desk.get("/files/messages/over/").text
    assert f"/files/{message.about}/papers/" in over
    assert "send_again" not in over
    asked = {"why": "nothing came"}
    assert desk.post(f"/files/messages/{message.pk}/send_again/", asked).status_code == 422


@pytest.mark.django_db
def test_the_lists_come_in_pages(desk: Client, papers: Papers) -> None:
    first = lost(papers)
    case = Case.objects.get(pk=first.about)
    Message.objects.bulk_create(
        Message(
            about_kind="case", about=case.pk, event="case_opened", role="complainant", language="fa",
            area=papers.station, state="unknown", encoding=Encoding.UCS2, segments=1, reference=0,
            text_sha256=b"", queued_at=first.queued_at + timedelta(seconds=n),
            not_before=first.queued_at, expires_at=first.expires_at,
        )
        for n in range(1, PAGE + 1)
    )  # fmt: skip
    page = desk.get("/files/messages/").text
    assert page.count("/send_again/") == PAGE
    after = page.partition("?after=")[2][:36]
    assert desk.get(f"/files/messages/?after={after}").text.count("/send_again/") == 1
    assert desk.get("/files/messages/?after=nothing").text.count("/send_again/") == PAGE


@pytest.mark.django_db
def test_a_file_that_is_not_open_to_the_reader_has_no_number(
    client: Client, papers: Papers
) -> None:
    """It was referred on meanwhile; the message stays with the station that sent it."""
    message = lost(papers)
    Case.objects.filter(pk=message.about).update(jurisdiction=papers.other)
    client.cookies["django_language"] = "en"
    client.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=papers.station))
    page = client.get("/files/messages/").text
    assert "of a file that is not open to you" in page
    assert Case.objects.get(pk=message.about).number not in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_lost_message_is_sent_again_by_keyboard(
    open_page: OpenPage, check_page: CheckPage, papers: Papers, officer: User, language: str
) -> None:
    message = lost(papers)
    page = open_page("/files/work/", session=sign_in(officer), language=language)
    expect(page.locator("#unsettled")).to_be_visible()
    check_page(page)
    page.keyboard.press("u")
    page.wait_for_url("**/files/messages/")
    expect(page.locator("#messages li")).to_have_count(1)
    page.keyboard.press("s")
    expect(page.locator("#messages details[open] input[name=why]")).to_be_focused()
    page.keyboard.type("زنگ زد")
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#messages li")).to_have_count(0)
    check_page(page)
    page.locator("#messages nav a").nth(1).click()
    expect(page.locator("#messages li")).to_have_count(1)
    check_page(page)
    page.keyboard.press("c")
    expect(page.locator("#messages li")).to_have_count(0)
    assert Message.objects.get(pk=message.pk).state == "cancelled"
