"""A file and its parties by the machine's clock: pages count from now."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kalantar.citizens.tests.portal import Portal


@pytest.fixture
def portal(db: None) -> "Portal":
    from kalantar.citizens.tests.portal import a_portal
    from kalantar.kernel.actor import system
    from kalantar.kernel.clock import system_clock

    return a_portal(system_clock, system())
