"""Who acts in a test, and by which clock."""

from datetime import UTC, datetime, timedelta

import pytest

from kalantar.kernel.actor import Actor, system


class HandClock:
    """A clock that stands until it is moved by hand."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> datetime:
        """Move on, for example ``clock.forward(minutes=5)``."""
        self.moment += timedelta(**by)
        return self.moment


@pytest.fixture
def clock() -> HandClock:
    """Noon in Tehran on the first day of 1405, until moved."""
    return HandClock(datetime(2026, 3, 21, 8, 30, tzinfo=UTC))


@pytest.fixture
def as_system(clock: HandClock) -> Actor:
    """The service itself, by the test's clock."""
    return system(clock)
