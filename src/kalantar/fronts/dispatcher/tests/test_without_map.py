"""A city whose map was never imported has its room all the same."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from kalantar.dispatch.models import Assignment
from kalantar.fronts.base.place import SOMEWHERE, map_of
from kalantar.kernel.clock import system_clock
from kalantar.people.roles import Role
from kalantar.places.models import Extract, Jurisdiction, Kind
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import SOUTH, WEST, Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.mark.parametrize(("language", "said"), [("en", "straight line"), ("fa", "خط مستقیم")])
def test_the_room_is_alive_and_sends_by_the_straight_line(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, language: str, said: str
) -> None:
    unit = scene.unit()
    session = sign_in(grant(Role.DISPATCHER, over=scene.city))
    page = open_page("/room/", session=session, language=language)
    expect(page.locator("html")).to_have_attribute("data-live", "on")
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    expect(page.locator(f"#in-{incident.pk}")).to_be_visible()
    expect(page.locator("#card [data-send-button]")).to_contain_text(unit.call_sign)
    expect(page.locator("#card")).to_contain_text(said)
    check_page(page)
    page.keyboard.press("Enter")
    expect(page.locator("#card .assigned")).to_contain_text(unit.call_sign)
    assert Assignment.objects.get(unit=unit).incident_id == incident.pk


def test_its_ground_is_that_of_its_stations(scene: Scene) -> None:
    west, south, east, north = map_of(scene.city)["bounds"]
    assert (west, south) == pytest.approx((WEST, SOUTH))
    assert (east, north) == pytest.approx((WEST + 0.2, SOUTH + 0.2))
    nowhere = Jurisdiction.below(None, kind=Kind.CITY, name_en="Nowhere")
    nowhere.save()
    assert map_of(nowhere)["bounds"] == list(SOMEWHERE)


def test_of_several_one_with_a_map_comes_first(client: Client, scene: Scene) -> None:
    nation = Jurisdiction.below(None, kind=Kind.NATION, name_en="Land")
    nation.save()
    bare, mapped = (
        Jurisdiction.below(nation, kind=Kind.CITY, name_en=name) for name in ("Abadan", "Zanjan")
    )
    bare.save()
    mapped.save()
    sides = {"west": 48.0, "south": 36.0, "east": 49.0, "north": 37.0}
    Extract.objects.create(city=mapped, digest="0" * 64, attribution="", **sides)
    client.cookies["sessionid"] = sign_in(grant(Role.COMMANDER, over=nation))
    assert client.get("/room/").context["city"] == mapped
    assert client.get(f"/room/?city={bare.pk}").context["city"] == bare
    assert client.get(f"/room/?city={scene.city.pk}").context["city"] != scene.city
