"""A city's map in the browser: drawn from pieces of its file, each with an address of its own."""

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Request, expect

from kalantar.kernel.clock import system_clock
from kalantar.patrols.models import UnitStatus
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.places.extract.archive import Tile, write_archive
from kalantar.places.extract.prepare import MAP
from kalantar.places.files import home
from kalantar.places.models import Extract
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import a_city

pytestmark = pytest.mark.django_db(transaction=True)
BOX = {"west": 51.3, "south": 35.6, "east": 51.5, "north": 35.8}


@pytest.fixture
def dispatcher() -> Iterator[User]:
    """Of a city that has a map, of one tile, with nothing on it."""
    scene = a_city(system_clock)
    extract = Extract.objects.create(city=scene.city, digest="0" * 64, attribution="", **BOX)
    folder: Path = home() / str(extract.pk)
    folder.mkdir(parents=True)
    tile = Tile(8, 164, 100, gzip.compress(b""))
    write_archive(folder / MAP, [tile], bounds=(51.3, 35.6, 51.5, 35.8), metadata={})
    yield grant(Role.DISPATCHER, over=scene.city)
    shutil.rmtree(folder)


def test_the_map_is_read_by_pieces_that_have_addresses_of_their_own(
    open_page: OpenPage, check_page: CheckPage, dispatcher: User
) -> None:
    page = open_page("/account/", session=sign_in(dispatcher))
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto("/room/")
    expect(page.locator("[data-map][data-loaded]")).to_be_visible()
    pieces = [request for request in asked if "/tiles/" in request.url]
    assert len({piece.url for piece in pieces}) > 1  # the directory, and a tile
    assert all("range" not in piece.headers for piece in pieces)
    check_page(page)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_legend_names_every_status_of_a_unit_on_the_map(
    open_page: OpenPage, dispatcher: User, language: str
) -> None:
    """Who is off duty is not drawn."""
    page = open_page("/room/", session=sign_in(dispatcher), language=language)
    named = {
        str(one.get_attribute("data-status")): one.inner_text()
        for one in page.locator(".legend [data-status]").all()
    }
    assert set(named) == set(UnitStatus) - {UnitStatus.OFF_DUTY}
    assert named["unavailable"] == {"fa": "خارج از دسترس", "en": "Unavailable"}[language]
