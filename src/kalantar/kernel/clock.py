"""The clock is passed in, not called: an actor carries one, and a replay carries its own."""

from collections.abc import Callable
from datetime import UTC, datetime

type Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, timezone-aware, in UTC."""
    return datetime.now(UTC)


def stopped_at(moment: datetime) -> Clock:
    """A clock that always says ``moment``: for what is entered later than it happened, and tests."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone says nothing")
    return lambda: moment
