"""Quiet hours by the service's clock, past midnight too."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.kernel.text.calendar import local
from kalantar.messaging.quiet import QuietHours

NIGHT = QuietHours(time(22), time(8))


def tehran(hour: int, minute: int = 0, day: int = 21) -> datetime:
    """In UTC, of a day in March 2026; Tehran is three and a half hours ahead."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=3, minutes=30)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (tehran(12), tehran(12)),
        (tehran(21, 59), tehran(21, 59)),
        (tehran(22), tehran(8, day=22)),
        (tehran(23, 30), tehran(8, day=22)),
        (tehran(0), tehran(8)),
        (tehran(7, 59), tehran(8)),
        (tehran(8), tehran(8)),
    ],
)
def test_a_message_waits_until_people_are_awake(now: datetime, then: datetime) -> None:
    assert NIGHT.until(now) == then


def test_quiet_hours_may_lie_within_a_day_or_nowhere() -> None:
    noon = QuietHours(time(13), time(15))
    assert noon.until(tehran(14)) == tehran(15)
    assert noon.until(tehran(15)) == tehran(15)
    assert QuietHours(time(0), time(0)).until(tehran(3)) == tehran(3)


@given(st.timedeltas(timedelta(0), timedelta(days=3000)), st.times(), st.times())
def test_what_waits_is_never_quiet_afterwards(later: timedelta, begin: time, end: time) -> None:
    now, hours = tehran(0) + later, QuietHours(begin, end)
    then = hours.until(now)
    assert now <= then <= now + timedelta(days=1)
    assert hours.until(then) == then
    assert then == now or local(then).time() == end
