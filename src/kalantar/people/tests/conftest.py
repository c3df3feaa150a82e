"""The small service the tests of people begin with."""

from typing import TYPE_CHECKING

import pytest

from kalantar.kernel.actor import Actor
from tests.plugins.actors import HandClock

if TYPE_CHECKING:
    from kalantar.people.tests.small import Small


@pytest.fixture
def small(db: None, clock: HandClock, as_system: Actor) -> "Small":
    """A nation, two provinces, in the north a city with two stations."""
    from kalantar.people.tests.small import Small  # models can be imported only now

    service = Small(clock, as_system)
    service.place("nation", "nation")
    service.place("north", "province", "nation")
    service.place("south", "province", "nation")
    service.place("city", "city", "north")
    service.place("first", "station", "city")
    service.place("second", "station", "city")
    return service
