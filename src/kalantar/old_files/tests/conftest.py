"""The world of case files, by the test's clock."""

from typing import TYPE_CHECKING

import pytest

from tests.plugins.actors import HandClock

if TYPE_CHECKING:
    from kalantar.cases.tests.world import World
    from kalantar.kernel.actor import Actor


@pytest.fixture
def world(db: None, clock: HandClock, as_system: "Actor") -> "World":
    from kalantar.cases.tests.world import a_world
    from tests.scene import a_city

    return a_world(a_city(clock), clock, as_system)
