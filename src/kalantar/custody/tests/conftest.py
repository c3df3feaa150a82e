"""A file for which property is held."""

from typing import TYPE_CHECKING

import pytest

from tests.plugins.actors import HandClock

if TYPE_CHECKING:
    from kalantar.custody.tests.world import Store
    from kalantar.kernel.actor import Actor


@pytest.fixture
def store(db: None, clock: HandClock, as_system: "Actor") -> "Store":
    from kalantar.cases.tests.world import a_world
    from kalantar.custody.tests.world import store_of
    from tests.scene import a_city

    return store_of(a_world(a_city(clock), clock, as_system))
