"""A file with something to be done on it, by the test's clock."""

from typing import TYPE_CHECKING

import pytest

from tests.plugins.actors import HandClock

if TYPE_CHECKING:
    from kalantar.kernel.actor import Actor
    from kalantar.tasks.tests.world import Work


@pytest.fixture
def work(db: None, clock: HandClock, as_system: "Actor") -> "Work":
    from kalantar.cases.tests.world import a_world
    from kalantar.tasks.tests.world import Work
    from tests.scene import a_city

    world = a_world(a_city(clock), clock, as_system)
    return Work(world, world.case())
