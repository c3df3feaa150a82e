"""The small city, by the test's clock, with a unit that was sent and falls silent."""

from typing import TYPE_CHECKING

import pytest

from tests.plugins.actors import HandClock

if TYPE_CHECKING:
    from kalantar.kernel.actor import Actor
    from tests.scene import Scene

LIMIT_MIN = 10


@pytest.fixture
def scene(db: None, clock: HandClock) -> "Scene":
    from tests.scene import a_city

    city = a_city(clock)
    city.type.word_within_s = LIMIT_MIN * 60
    city.type.save()
    return city


@pytest.fixture
def dispatcher(scene: "Scene") -> "Actor":
    from kalantar.people.roles import Role

    return scene.person(Role.DISPATCHER)
