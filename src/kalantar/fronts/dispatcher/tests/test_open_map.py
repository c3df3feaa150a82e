"""An open map keeps itself right: who is hidden leaves it, who falls silent is drawn so."""

import pytest
from playwright.sync_api import Page

from kalantar.kernel.actor import system
from kalantar.patrols.actions import change_unit
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
