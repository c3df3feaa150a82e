"""Any incident is found again, by what one remembers of it, and opened where it can be reopened."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import expect

from kalantar.incidents.actions import close_incident
from kalantar.incidents.models import Incident
from kalantar.incidents.queries import PAGE
from kalantar.kernel.clock import system_clock
from kalantar.kernel.text import say_date
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def closed(scene: Scene) -> Incident:
    incident = scene.incident(scene.person(Role.CALL_TAKER), address="خیابان ولی‌عصر، پلاک ۷")
    by = scene.person(Role.DISPATCHER)
    close_incident(incident=incident.pk, disposition=scene.ending.pk, by=by)
    return incident


@pytest.fixture
def session(scene: Scene) -> str:
    return sign_in(grant(Role.DISPATCHER, over=scene.city))


def test_it_is_found_by_number_words_type_days_and_state(
    client: Client, scene: Scene, closed: Incident, session: str
) -> None:
    client.cookies["sessionid"] = session
    today = say_date(system_clock(), short=True)
    later = (system_clock() + timedelta(days=2)).date().isoformat()

    def found(**asked: str) -> bool:
        return str(closed.pk) in client.post("/room/history/", asked).text

    assert found()
    assert found(number=closed.number.rpartition("-")[2].lstrip("0"))
    assert found(address="ولي‌عصر", type=str(scene.type.pk), state="closed")
    assert found(since=today, until=today)
    assert not found(number="999999")
    assert not found(address="آزادی")
    assert not found(state="waiting")
    assert not found(since=later)


@pytest.mark.parametrize("day", ["1405/13/1", "yesterday", "9999-12-31", "0001-01-01", "\x00"])
def test_a_day_that_is_none_is_said_in_place(
    client: Client, scene: Scene, closed: Incident, session: str, day: str
) -> None:
    client.cookies["sessionid"] = session
    answer = client.post("/room/history/", {"since": day, "until": day, "before": "x", "type": "x"})
    assert answer.status_code == 200
    assert "errorlist" in answer.text
    assert str(closed.pk) not in answer.text


def test_the_next_page_begins_where_this_one_ends(
    client: Client, scene: Scene, session: str
) -> None:
    client.cookies["sessionid"] = session
    by = scene.person(Role.CALL_TAKER)
    all_of_them = [scene.incident(by) for _ in range(PAGE + 1)]
    page = client.get("/room/history/").text
    assert page.count("incident=") == PAGE
    last = all_of_them[1].pk
    assert f'name="before" value="{last}"' in page
    assert client.post("/room/history/", {"before": str(last)}).text.count("incident=") == 1


def test_the_words_of_an_address_stand_in_no_address(
    open_page: OpenPage, closed: Incident, session: str
) -> None:
    page = open_page("/room/history/", session=session)
    page.locator("[name=address]").fill("آزادی")
    page.keyboard.press("Enter")
    expect(page.locator(".rows")).to_have_count(0)
    expect(page.locator("[name=address]")).to_have_value("آزادی")
    assert re.search(r"/room/history/\?city=[^&]+$", page.url)
    assert "آزادی" not in page.evaluate("document.referrer + location.href")


@pytest.mark.parametrize(("language", "phone"), [("fa", False), ("en", True), ("fa", True)])
def test_a_closed_incident_is_opened_from_it_by_everyone(
    open_page: OpenPage,
    check_page: CheckPage,
    closed: Incident,
    session: str,
    language: str,
    phone: bool,
) -> None:
    page = open_page("/room/", session=session, language=language, phone=phone)
    page.keyboard.press("h")
    page.wait_for_url("**/room/history/?city=*")
    check_page(page)
    page.locator(".rows a").click()
    expect(page.locator(f"#card[data-card='{closed.pk}'] [data-key=R]")).to_be_visible()
