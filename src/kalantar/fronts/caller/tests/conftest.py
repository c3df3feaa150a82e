"""A caller by the machine's clock: pages count from now."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kalantar.caller_links.tests.callers import Callers


@pytest.fixture
def callers(db: None) -> "Callers":
    from kalantar.caller_links.tests.callers import callers_in
    from kalantar.kernel.clock import system_clock
    from tests.scene import a_city

    return callers_in(a_city(system_clock))
