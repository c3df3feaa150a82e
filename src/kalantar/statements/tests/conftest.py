"""A file with a complainant, and the officer who hears them."""

from typing import TYPE_CHECKING

import pytest

from tests.plugins.actors import HandClock

if TYPE_CHECKING:
    from kalantar.kernel.actor import Actor
    from kalantar.statements.tests.world import Hearing


@pytest.fixture
def hearing(db: None, clock: HandClock, as_system: "Actor") -> "Hearing":
    from kalantar.cases.tests.world import a_world
    from kalantar.statements.tests.world import hearing_of
    from tests.scene import a_city

    return hearing_of(a_world(a_city(clock), clock, as_system))
