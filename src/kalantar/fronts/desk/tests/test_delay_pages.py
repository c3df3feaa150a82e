"""Whether both sides were told at the same time: the report, for whom it is there, and on the order's page."""

from datetime import timedelta

import pytest
from django.test import Client

from kalantar.cases.tests.world import a_world
from kalantar.kernel.actor import system
from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.messaging.models import Message
from kalantar.notices.tests.world import Parties, parties_of, react, told
from kalantar.orders.models import Order
from kalantar.orders.tests.world import courts_of
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import a_city

REPORT = "/files/told/"


@pytest.fixture
def parties(db: None) -> Parties:
    """By the machine's clock; the respondent heard of an order a minute and a half later."""
    by = system()
    world = a_world(a_city(system_clock), system_clock, by)  # type: ignore[arg-type]
    made = parties_of(courts_of(world, by), by)
    react(entry := made.order())
    for party, seconds in ((made.complainant, 0), (made.respondent, 90)):
        message = told(entry)[party].message
        assert message
        at = system_clock() - timedelta(minutes=5) + timedelta(seconds=seconds)
        Message.objects.filter(pk=message.pk).update(state="submitted", submitted_at=at)
    return made


def _link(parties: Parties) -> str:
    return f'href="/files/{parties.case.pk}/notices/"'


@pytest.mark.parametrize("role", Role)
def test_for_whom_the_report_is(client: Client, parties: Parties, role: Role) -> None:
    client.cookies["sessionid"] = sign_in(grant(role, over=parties.world.here))
    leads, audits = role in {Role.STATION_CHIEF, Role.COMMANDER}, role == Role.AUDITOR
    answer = client.get(REPORT)
    assert answer.status_code == (200 if leads or audits else 404)
    assert (_link(parties) in answer.text) is leads
    said = client.post(REPORT, {"why": "complaint 12"})
    assert (said.status_code == 200 and _link(parties) in said.text) is (leads or audits)
    if leads or audits:
        assert f'href="{REPORT}"' in client.get("/files/").text
        assert Entry.objects.filter(event="PageOpened", facts__page="notices").exists()


def test_of_another_station_it_says_nothing(client: Client, parties: Parties) -> None:
    client.cookies["sessionid"] = sign_in(grant(Role.STATION_CHIEF, over=parties.world.there))
    assert _link(parties) not in client.get(REPORT).text


def test_the_figures_and_the_limit(client: Client, parties: Parties) -> None:
    client.cookies["sessionid"] = sign_in(grant(Role.STATION_CHIEF, over=parties.world.here))
    client.cookies["django_language"] = "en"
    page = client.get(REPORT).text
    assert page.count("<dd>1 min 30 s</dd>") == 2  # the median and the widest
    assert "1 min 30 s · the respondent later" in page
    page = client.post(REPORT, {"limit": "600", "days": "7"}).text
    assert _link(parties) not in page
    assert "None in this period" in page
    assert client.post(REPORT, {"limit": "7"}).status_code == 404


def test_the_order_says_when_each_side_was_told(client: Client, parties: Parties) -> None:
    client.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=parties.world.here))
    client.cookies["django_language"] = "en"
    page = client.get(f"/orders/{Order.objects.get().pk}/").text
    for said in (
        "The complainant was told",
        "The respondent was told",
        "1 min 30 s · the respondent later",
    ):
        assert said in page
    assert page.count("at the operator&#x27;s") == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "phone"), [("fa", False), ("fa", True), ("en", False)])
def test_by_keyboard_from_the_files(
    open_page: OpenPage, check_page: CheckPage, parties: Parties, language: str, phone: bool
) -> None:
    chief = sign_in(grant(Role.STATION_CHIEF, over=parties.world.here))
    page = open_page("/files/", session=chief, language=language, phone=phone)
    page.keyboard.press("d")
    page.wait_for_url(f"**{REPORT}")
    check_page(page)
    page.keyboard.press("s")
    page.wait_for_load_state()
    page.locator("tbody a").first.click()
    page.wait_for_url("**/notices/")
    page.goto(page.url.split("/files/")[0] + f"/orders/{Order.objects.get().pk}/")
    check_page(page)
