"""A city with a map, whose square can be searched, by the machine's clock: pages count from now."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kalantar.people.models import User
    from tests.scene import Scene


@pytest.fixture
def scene() -> "Scene":
    from kalantar.kernel.clock import system_clock
    from kalantar.kernel.text import search_key
    from kalantar.places.models import Extract, GazetteerEntry, PlaceKind
    from tests.scene import CENTRE, a_city

    scene = a_city(system_clock)
    around = {"west": 51.3, "south": 35.6, "east": 51.5, "north": 35.8}
    extract = Extract.objects.create(city=scene.city, digest="0" * 64, attribution="", **around)
    GazetteerEntry.objects.create(
        extract=extract,
        kind=PlaceKind.SQUARE,
        name="میدان نمونه",
        name_fa="میدان نمونه",
        name_en="Sample square",
        search=" | ".join(search_key(name) for name in ("میدان نمونه", "Sample square")),
        point=CENTRE,
    )
    return scene


@pytest.fixture
def taker(scene: "Scene") -> "User":
    from kalantar.people.roles import Role
    from tests.people import grant

    return grant(Role.CALL_TAKER, over=scene.city)
