"""A city with a map, by the machine's clock: pages count from now."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.scene import Scene


@pytest.fixture
def scene() -> "Scene":
    from kalantar.kernel.clock import system_clock
    from kalantar.places.models import Extract
    from tests.scene import a_city

    scene = a_city(system_clock)
    around = {"west": 51.3, "south": 35.6, "east": 51.5, "north": 35.8}
    Extract.objects.create(city=scene.city, digest="0" * 64, attribution="", **around)
    return scene
