"""A stale position is called so wherever a unit is chosen, and before it is sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from kalantar.kernel.geometry import Point
from kalantar.patrols.board import board
from kalantar.patrols.models import Unit
from kalantar.patrols.nearest import nearest_units
from kalantar.patrols.whereabouts import units_geojson
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import CENTRE, Scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def units(scene: Scene) -> dict[str, Unit]:
    return {"fresh": scene.unit(), "stale": scene.unit(age_s=600), "lost": scene.unit(None)}


def _about(page: str, unit: Unit) -> str:
    """What is said of the unit up to the next one."""
    return page.split(f">{unit.call_sign}<")[1].split("T-0")[0]


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("where", ["others", "units"])
def test_the_lists_of_units_say_which_position_is_stale(
    client: Client, scene: Scene, units: dict[str, Unit], where: str, language: str
) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    address = "units/" if where == "units" else f"incidents/{incident.pk}/others/"
    page = client.get(f"/room/{address}", headers={"accept-language": language}).text
    stale = {"en": "stale position", "fa": "موقعیت قدیمی"}[language]
    lost = {"en": "no position", "fa": "بدون موقعیت"}[language]
    said = {
        name: [word in _about(page, unit) for word in (stale, lost)] for name, unit in units.items()
    }
    assert said == {"fresh": [False, False], "stale": [True, False], "lost": [False, True]}
    assert "data-since" in _about(page, units["stale"])


def test_choosing_a_unit_of_unknown_place_is_marked_for_the_warning_before_sending(
    client: Client, scene: Scene, units: dict[str, Unit]
) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    page = client.get(f"/room/incidents/{incident.pk}/others/").text
    marked = {
        name: "data-place-unsure" in page.split(f'value="{unit.pk}"')[1].split(">")[0]
        for name, unit in units.items()
    }
    assert marked == {"fresh": False, "stale": True, "lost": True}
    card = client.get(f"/room/incidents/{incident.pk}/", headers={"accept-language": "en"}).text
    assert "The position of a chosen unit is old or unknown." in card


@pytest.mark.parametrize(("age_s", "fresh"), [(89, True), (90, True), (91, False)])
def test_the_board_the_map_and_the_nearest_judge_by_one_rule(
    scene: Scene, age_s: int, fresh: bool
) -> None:
    unit, reader = scene.unit(age_s=0), scene.person(Role.DISPATCHER)
    now = unit.position.measured_at + timedelta(seconds=age_s)
    asked: dict[str, Any] = {"reader": reader, "now": now}
    assert [one.fresh for one in board(reader, scene.city.pk, now=now)] == [fresh]
    assert [one.fresh for one in nearest_units(CENTRE, scene.city.pk, **asked)] == [fresh]
    only = nearest_units(CENTRE, scene.city.pk, fresh_only=True, **asked)
    assert [one.id for one in only] == [unit.pk] * fresh
    assert f'"fresh" : {str(fresh).lower()}' in units_geojson(reader, scene.city.pk, now=now)


def test_by_keys_the_nearer_units_open_and_a_stale_choice_is_warned_of(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, units: dict[str, Unit]
) -> None:
    for _ in range(8):
        scene.unit(status="off_duty")
    scene.incident(scene.person(Role.CALL_TAKER))
    scene.unit(Point(51.45, 35.70))
    Unit.objects.filter(pk=units["fresh"].pk).update(status="off_duty")
    session = sign_in(grant(Role.DISPATCHER, over=scene.city))
    page = open_page("/room/", session=session, language="fa")
    page.locator("#card[data-card]").wait_for()
    others = page.locator("details.passed")
    expect(others.locator("summary")).to_contain_text("و ۵ یگان نزدیک‌تر")
    page.keyboard.press(",")
    expect(others.locator("li")).to_have_count(5)
    expect(others.locator("li").first).to_be_visible()
    page.keyboard.press("o")
    box = page.locator(f'#others input[value="{units["stale"].pk}"]')
    notice = page.locator("[data-unsure]")
    expect(notice).to_be_hidden()
    box.check()
    expect(notice).to_contain_text(units["stale"].call_sign)
    expect(notice).to_be_visible()
    check_page(page)
