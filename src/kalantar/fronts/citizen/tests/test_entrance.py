"""The way in: what browsers are given to hold, what is answered, and what never stands in an address."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.signing import Signer
from django.http import HttpRequest, HttpResponse
from django.test import Client
from uuid_utils.compat import uuid7

from kalantar.cases.numbering import number_of
from kalantar.citizens.tests.portal import Portal, another
from kalantar.fronts.citizen import session
from kalantar.fronts.citizen.tests.way_in import the_code_comes
from kalantar.notices.tests.world import COMPLAINS

START, CODE, FILE = "/my/", "/my/code/", "/my/file/"
NOW = datetime(2026, 3, 21, 8, 30, tzinfo=UTC)


def _ask(client: Client, portal: Portal, **more: str) -> Any:
    return client.post(START, {"number": portal.case.number, "phone": COMPLAINS} | more)


def _come_in(client: Client, portal: Portal) -> Any:
    _ask(client, portal)
    return client.post(CODE, {"code": the_code_comes()})


def test_two_numbers_a_code_and_the_file(client: Client, portal: Portal) -> None:
    asked = _ask(client, portal)
    assert (asked.status_code, asked.headers["Location"]) == (302, CODE)
    taken = client.post(CODE, {"code": the_code_comes()})
    assert (taken.status_code, taken.headers["Location"]) == (302, FILE)
    page = client.get(FILE)
    assert page.status_code == 200
    assert "پروندهٔ شما در" in page.text
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("cookie", [session.ASKED, session.HELD])
def test_what_the_browser_holds_no_script_reads_and_no_other_site_sends(
    client: Client, portal: Portal, cookie: str
) -> None:
    asked = _ask(client, portal)
    answer = asked if cookie == session.ASKED else client.post(CODE, {"code": the_code_comes()})
    held = answer.cookies[cookie]
    told = {name: held[name] for name in ("httponly", "samesite", "path", "max-age")}
    assert told == {"httponly": True, "samesite": "Strict", "path": "/my/", "max-age": 1200}


def test_whatever_is_asked_the_next_page_is_the_same(client: Client, portal: Portal) -> None:
    def shown(**asked: str) -> tuple[int, str, str]:
        browser = Client()
        answer = _ask(browser, portal, **asked)
        page = browser.get(CODE).text
        start = page.index("csrfmiddlewaretoken")
        return answer.status_code, answer.headers["Location"], page[:start]

    usual = shown()
    assert shown(number=number_of(1405, 9, 9)) == usual
    assert shown(phone="09129998877") == usual


def test_a_number_that_cannot_be_one_is_said_so(client: Client, portal: Portal) -> None:
    mistyped = f"{portal.case.number[:-1]}{(int(portal.case.number[-1]) + 1) % 10}"
    answer = _ask(client, portal, number=mistyped)
    assert (answer.status_code, 'data-rule="case_number_check_digit_fits"' in answer.text) == (
        422,
        True,
    )
    assert mistyped in answer.text, "what was typed stays"
    assert _ask(client, portal, phone="12").status_code == 422


def test_asking_too_often_is_refused_in_words(client: Client, portal: Portal) -> None:
    said = [_ask(client, portal).status_code for _ in range(5)]
    assert said == [302, 302, 302, 302, 422]
    assert "یک ربع ساعت صبر کنید" in _ask(client, portal).text


def test_a_wrong_code_and_one_nobody_waits_for_are_answered_alike(
    client: Client, portal: Portal
) -> None:
    _ask(client, portal)
    wrong = client.post(CODE, {"code": another(the_code_comes())})
    nobody = Client().post(CODE, {"code": "123456"})
    for answer in (wrong, nobody):
        assert (answer.status_code, 'data-rule="access_code_came_back"' in answer.text) == (
            422,
            True,
        )
    assert client.get(FILE).status_code == 302


def test_leaving_closes_it_here_and_where_the_cookie_was_copied_to(
    client: Client, portal: Portal
) -> None:
    _come_in(client, portal)
    copied = Client()
    copied.cookies[session.HELD] = client.cookies[session.HELD].value
    assert copied.get(FILE).status_code == 200
    assert client.post("/my/leave/").headers["Location"] == START
    assert copied.get(FILE).headers["Location"] == f"{START}?ended=yes"
    assert client.get(FILE).status_code == 302


def test_who_has_no_access_begins_at_the_beginning(client: Client) -> None:
    assert client.get(FILE).headers["Location"] == START
    assert client.post("/my/leave/").headers["Location"] == START
    client.cookies[session.HELD] = "forged"
    assert client.get(FILE).headers["Location"] == f"{START}?ended=yes"
    assert "برای امنیت شما بسته شد" in client.get(f"{START}?ended=yes").text


@pytest.mark.parametrize(("minutes", "held"), [(0, True), (19.9, True), (20, False)])
def test_twenty_minutes_without_a_page_and_it_is_over(minutes: float, held: bool) -> None:
    answer, access = HttpResponse(), uuid7()
    session.put(answer, session.HELD, access, "token", NOW)
    request = HttpRequest()
    request.COOKIES[session.HELD] = answer.cookies[session.HELD].value
    found = session.held_in(request, session.HELD, NOW + timedelta(minutes=minutes))
    assert found == ((access, "token") if held else None)
    assert session.held_in(request, session.ASKED, NOW) is None, "one is not the other"


def test_each_page_puts_the_moment_anew(client: Client, portal: Portal) -> None:
    _come_in(client, portal)
    access, token, _ = Signer(salt="kalantar.citizen.my_file").unsign(
        client.cookies[session.HELD].value
    ).split(".")  # fmt: skip
    earlier = HttpResponse()
    session.put(
        earlier, session.HELD, UUID(access), token, datetime.now(UTC) - timedelta(minutes=15)
    )
    client.cookies[session.HELD] = before = earlier.cookies[session.HELD].value
    client.get(FILE)
    assert client.cookies[session.HELD].value != before


@pytest.mark.parametrize(
    ("said", "counted"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")],
)
def test_of_the_internets_longer_addresses_the_network_is_counted(said: str, counted: str) -> None:
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = said
    assert session.address_of(request) == counted


def test_nobody_else_is_named(client: Client, portal: Portal) -> None:
    """Neither side's name stands on the page, nor the officer's."""
    _come_in(client, portal)
    page = client.get(FILE).text
    for party in portal.case.parties.all():
        for name in (party.person.family_fa, party.person.family_en):
            assert not name or name not in page
