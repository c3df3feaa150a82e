"""An administrator sets how long it is kept who was in a role, and what the 110 room keeps."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kalantar.kernel.actor import system
from kalantar.kernel.clock import system_clock
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction
from kalantar.retention.actions import erase_in_room
from kalantar.retention.models import RoomRetention
from kalantar.retention.room import room_kept
from kalantar.retention.schedule import roles_kept
from tests.people import grant, sign_in
from tests.plugins.actors import HandClock
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import NOON, Scene, a_city


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


def _session(scene: Scene) -> str:
    whole = Jurisdiction.objects.get(pk=scene.city.ancestors[0])
    return sign_in(grant(Role.ADMINISTRATOR, over=whole))


@pytest.mark.django_db
def test_a_role_is_kept_as_an_administrator_says(client: Client, scene: Scene) -> None:
    client.cookies["sessionid"] = _session(scene)
    address = reverse("administrator:role_retention", args=["witness"])
    assert address in client.get(reverse("administrator:retention")).text
    for wrong in ({"years": "0", "source": "x"}, {"years": "4", "source": " "}, {"years": "x"}):
        assert client.post(address, wrong).status_code == 422
    assert not roles_kept()["witness"].own
    client.post(address, {"years": "۴", "source": "بخشنامهٔ ۱۲"})
    kept = roles_kept()["witness"]
    assert (kept.years, kept.source, kept.own) == (4, "بخشنامهٔ ۱۲", True)
    assert "بخشنامهٔ ۱۲" in client.get(address).text
    assert client.get(address.replace("witness", "nobody")).status_code == 404


@pytest.mark.django_db
def test_a_record_of_the_room_is_kept_as_an_administrator_says(
    client: Client, scene: Scene
) -> None:
    client.cookies["sessionid"] = _session(scene)
    address = reverse("administrator:room_retention", args=["call"])
    assert address in client.get(reverse("administrator:retention")).text
    for wrong in ({"months": "0", "source": "x"}, {"months": "4", "source": " "}, {"months": "x"}):
        assert client.post(address, wrong).status_code == 422
    assert not room_kept()["call"].own
    client.post(address, {"months": "۶", "source": "بخشنامهٔ ۱۲"})
    kept = room_kept()["call"]
    assert (kept.months, kept.source, kept.own) == (6, "بخشنامهٔ ۱۲", True)
    assert "بخشنامهٔ ۱۲" in client.get(address).text
    assert client.get(address.replace("call", "nothing")).status_code == 404


@pytest.mark.django_db
def test_the_page_says_what_was_erased_and_leads_to_the_acts(client: Client) -> None:
    clock = HandClock(NOON)
    there = a_city(clock)
    there.call(there.person(Role.DISPATCHER))
    clock.forward(days=400)
    erase_in_room(what="call", by=system(clock, why="kept long enough"))
    client.cookies["sessionid"], client.cookies["django_language"] = _session(there), "en"
    page = client.get(reverse("administrator:retention")).text
    assert re.search(r"calls that led to no incident.*?<bdi>1</bdi>.*2027", page, re.S)
    acts = client.get(reverse("administrator:room_retention", args=["call"])).text
    assert "Erased after its time" in acts
    assert "kept long enough" in acts
    assert RoomRetention.objects.get().erased == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_page_in_both_languages(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, language: str
) -> None:
    session = _session(scene)
    check_page(
        open_page("/administration/retention/", session=session, language=language, phone=True)
    )
    page = open_page("/administration/retention/", session=session, language=language)
    check_page(page)
    page.locator("tbody a").first.click()
    page.locator("[name=source]").fill("Circular 12")
    check_page(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/administration/retention/")
    assert roles_kept()["complainant"].own
    page.locator("#room tbody a").first.click()
    page.locator("[name=source]").fill("Circular 12")
    check_page(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/administration/retention/")
    assert room_kept()["call"].own
