"""A file, and the services it may be referred to, by the test's clock."""

from typing import TYPE_CHECKING

import pytest

from tests.plugins.actors import HandClock

if TYPE_CHECKING:
    from kalantar.kernel.actor import Actor
    from kalantar.outside_referrals.tests.world import Outside


@pytest.fixture
def outside(db: None, clock: HandClock, as_system: "Actor") -> "Outside":
    from kalantar.cases.tests.world import a_world
    from kalantar.outside_referrals.tests.world import Outside
    from tests.scene import a_city

    world = a_world(a_city(clock), clock, as_system)
    return Outside(world, world.case())
