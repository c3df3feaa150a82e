"""A station with two desks and three services. What is made is imported late, when Django is ready."""

from typing import TYPE_CHECKING

import pytest

from tests.plugins.actors import HandClock

if TYPE_CHECKING:
    from kalantar.reception.tests.hall import Hall


@pytest.fixture
def hall(db: None, clock: HandClock) -> "Hall":
    from kalantar.reception.tests.hall import a_hall

    return a_hall(clock)


@pytest.fixture
def committed_hall(transactional_db: None, clock: HandClock) -> "Hall":
    """The same, committed for real: for races."""
    from kalantar.reception.tests.hall import a_hall

    return a_hall(clock)
