"""An open map keeps itself right: who is hidden leaves it, who falls silent is drawn so."""

import pytest
from playwright.sync_api import Page

from kalantar.catalogue.models import UnavailableReason
from kalantar.fronts.dispatcher.layer import FEW
from kalantar.kernel.actor import system
from kalantar.kernel.geometry import Point
from kalantar.patrols.actions import become_unavailable, change_unit, end_shift
from kalantar.patrols.models import Unit, UnitPosition
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import OpenPage
from tests.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)


def shown(page: Page, holds: str) -> None:
    """Wait until it holds of ``units``, the features the map shows."""
    page.wait_for_function(
        f"() => {{ const units = [...(window.watched?.moving.features.values() ?? [])];"
        f" return {holds}; }}"
    )


def test_who_is_hidden_leaves_and_who_is_silent_grows_stale(
    open_page: OpenPage, scene: Scene
) -> None:
    hidden = scene.unit()
    scene.unit()
    chief = sign_in(grant(Role.STATION_CHIEF, over=scene.city))
    page = open_page("/room/units/", session=chief)
    page.add_init_script(
        "document.addEventListener('map:begun', (event) => (window.watched = event.detail.map))"
    )
    page.goto("/room/")
    shown(page, "units.length === 2 && units.every((unit) => unit.properties.fresh)")
    change_unit(unit=hidden.pk, plain_clothes=True, by=system())
    shown(page, f"units.length === 1 && units[0].properties.id !== '{hidden.pk}'")
    page.evaluate("watched.freshFor = 1000; watched.grow()")
    shown(page, "!units[0].properties.fresh")


FAR_OFF = Point(51.31, 35.61)
CUT = """() => document.querySelector("[data-live-stream]")._htmx.sse.reader.cancel()"""
WATCHED = """
document.addEventListener("map:begun", (event) => (window.watched = event.detail.map));
window.told = [];
document.addEventListener("board", ({ detail }) => {
  const { units } = JSON.parse(detail.data);
  for (const unit of units?.features ?? []) window.told.push(unit.properties.id);
});
"""


def test_a_map_is_told_what_is_in_its_window_and_after_a_break_what_is_true(
    open_page: OpenPage, scene: Scene
) -> None:
    near, far = scene.unit(), scene.unit(FAR_OFF)
    crowd(scene, FEW)
    page = open_page("/room/units/", session=sign_in(grant(Role.DISPATCHER, over=scene.city)))
    page.add_init_script(WATCHED)
    page.goto("/room/")
    shown(
        page, f"units.some((unit) => unit.properties.count === {FEW + 1} && unit.properties.free)"
    )
    page.evaluate("watched.map.jumpTo({ center: [51.405, 35.7], zoom: 16 }); window.told = []")
    shown(page, f"units.length === 1 && units[0].properties.id === '{near.pk}'")
    unavailable(far)
    unavailable(near)
    shown(page, "units[0].properties.status === 'unavailable'")
    assert str(far.pk) not in page.evaluate("told")

    page.route("**/live/?*", lambda route: route.abort())
    page.evaluate(CUT)
    page.locator("html[data-live=lost]").wait_for()
    end_shift(unit=near.pk, by=system())
    other, incident = scene.unit(), scene.incident(scene.person(Role.CALL_TAKER))
    page.unroute("**/live/?*")
    shown(page, f"units.length === 1 && units[0].properties.id === '{other.pk}'")
    page.locator(f"#in-{incident.pk}").wait_for()
    page.wait_for_function(f"() => watched.pins.has('{incident.pk}')")


def crowd(scene: Scene, count: int) -> None:
    now = scene.clock()
    units = [
        Unit(
            call_sign=f"C-{number}",
            kind="car",
            status="available",
            status_since=now,
            jurisdiction=scene.stations[0],
        )
        for number in range(count)
    ]
    Unit.objects.bulk_create(units)
    UnitPosition.objects.bulk_create(
        UnitPosition(unit=one, place=FAR_OFF, measured_at=now, received_at=now) for one in units
    )


def unavailable(unit: Unit) -> None:
    reason = UnavailableReason.objects.all()[0].pk
    become_unavailable(unit=unit.pk, reason=reason, by=system())
