"""The levels are shown with their lists; a screen on the wall shows shares and counts, and nothing of anybody."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kalantar.calls.actions import answer_call, offer_call
from kalantar.dispatch.actions import send_units
from kalantar.incidents.actions import create_incident
from kalantar.incidents.models import Incident
from kalantar.kernel.clock import system_clock
from kalantar.people.roles import Role
from kalantar.service_levels.models import WallScreen
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import CENTRE, Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "02188776655"


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def served(scene: Scene) -> Incident:
    by = scene.person(Role.DISPATCHER)
    call = offer_call(number=NUMBER, jurisdiction=scene.city.pk, by=by)
    answer_call(call=call.pk, by=by)
    incident = create_incident(
        type=scene.type.pk, address="Secret lane 7", place=CENTRE, call=call.pk, by=by
    )
    send_units(incident=incident.pk, units=[scene.unit().pk], by=by)
    return incident


@pytest.fixture
def commander(client: Client, scene: Scene) -> str:
    session = sign_in(grant(Role.COMMANDER, over=scene.city))
    client.cookies["sessionid"] = session
    client.cookies["django_language"] = "en"
    return session


def test_each_number_opens_its_list_and_tells_no_caller(
    client: Client, served: Incident, commander: str
) -> None:
    client.get("/command/levels/")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/command/levels/").text
    counting = [one for one in asked if "count(" in one["sql"].lower()]
    assert len(counting) == 4
    links = {unescape(link) for link in re.findall(r'href="(/command/levels/list/[^"]+)"', page)}
    assert len({link for link in links if "level=answered_10" in link}) == 5  # windows and centre
    for link in sorted(links):
        listed = client.get(link)
        assert listed.status_code == 200
        assert NUMBER[1:] not in listed.text
        if "dispatched_60" in link:
            assert str(served.pk) in listed.text
    assert client.get("/command/levels/list/?level=unheard").status_code == 404


def test_who_may_not_watch_reads_why(client: Client, scene: Scene) -> None:
    client.cookies["sessionid"] = sign_in(grant(Role.PATROL_OFFICER, over=scene.stations[0]))
    for path in ("levels/", "levels/part/", "levels/list/?level=on_scene", "wall/"):
        assert client.get(f"/command/{path}").status_code in (403, 404, 422)


def test_a_screen_on_the_wall_has_an_address_until_it_is_revoked(
    client: Client, scene: Scene, served: Incident, commander: str
) -> None:
    issued = client.post("/command/wall/screens/").text
    [address] = re.findall(r"http://testserver(/wall/[^<\s]+/)", issued)
    somebody = Client()
    shown = somebody.get(address)
    assert shown.status_code == 200
    assert 'data-theme="dark"' in shown.text
    assert "<button" not in shown.text.partition("<main")[2]
    for secret in (NUMBER[1:], "Secret lane", served.number, "T-01", str(served.pk)):
        assert secret not in shown.text
    assert "sessionid" not in shown.cookies
    screen = WallScreen.objects.get()
    assert client.post(f"/command/wall/screens/{screen.pk}/revoke/").status_code == 302
    assert somebody.get(address).status_code == 404
    assert "hx-get" not in somebody.get(f"{address}part/").text


@pytest.mark.parametrize("language", ["fa", "en"])
def test_its_pages_can_be_read_by_everyone(
    open_page: OpenPage, check_page: CheckPage, served: Incident, commander: str, language: str
) -> None:
    page = open_page("/command/levels/", session=commander, language=language)
    for path in ("/command/levels/", "/command/wall/", "/command/wall/screens/"):
        page.goto(path)
        check_page(page)
