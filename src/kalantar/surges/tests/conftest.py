"""The small city, by the test's clock."""

from typing import TYPE_CHECKING

import pytest

from tests.plugins.actors import HandClock

if TYPE_CHECKING:
    from kalantar.kernel.actor import Actor
    from tests.scene import Scene


@pytest.fixture
def scene(db: None, clock: HandClock) -> "Scene":
    from tests.scene import a_city

    return a_city(clock)


@pytest.fixture
def dispatcher(scene: "Scene") -> "Actor":
    from kalantar.people.roles import Role

    return scene.person(Role.DISPATCHER)
