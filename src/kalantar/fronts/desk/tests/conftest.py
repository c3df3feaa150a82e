"""A station with a hall by the machine's clock: pages count from now."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kalantar.people.models import User
    from kalantar.reception.tests.hall import Hall


@pytest.fixture
def hall() -> "Hall":
    from kalantar.kernel.clock import system_clock
    from kalantar.reception.tests.hall import a_hall

    return a_hall(system_clock)


@pytest.fixture
def officer(hall: "Hall") -> "User":
    from kalantar.people.roles import Role
    from tests.people import grant

    return grant(Role.DESK_OFFICER, over=hall.station)
