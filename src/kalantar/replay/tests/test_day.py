"""The demo's day has the published shares and is the same for the same seed."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise, takewhile

import pytest

from kalantar.kernel.geometry import Point
from kalantar.replay.day import draw, read_day
from kalantar.replay.reading import PastCall

MIDNIGHT = datetime(2026, 11, 22, tzinfo=UTC)
PLACES = [(Point(24.94, 60.17), "Mannerheimintie 1"), (Point(24.95, 60.17), "Aleksanterinkatu 2")]


def calls(count: int, seed: int = 1) -> list[PastCall]:
    drawn = draw(
        read_day(),
        begins=MIDNIGHT,
        hour=lambda moment: moment.hour,
        calls_a_day=400,
        places=PLACES,
        seed=seed,
    )
    return list(islice(drawn, count))


def test_the_shares_are_whole() -> None:
    day = read_day()
    assert len(day.hours) == 24
    assert sum(day.hours) == pytest.approx(1)
    assert sum(day.types.values()) == pytest.approx(1)


def test_the_same_seed_draws_the_same_calls() -> None:
    assert calls(50) == calls(50)
    assert calls(50) != calls(50, seed=2)


def test_calls_come_in_order_at_the_published_hours() -> None:
    drawn = calls(20_000)
    assert all(a.received < b.received for a, b in pairwise(drawn))
    by_hour = Counter(call.received.hour for call in drawn)
    for hour, share in enumerate(read_day().hours):
        assert by_hour[hour] / len(drawn) == pytest.approx(share, abs=0.01)


def test_a_day_has_as_many_calls_as_asked_for() -> None:
    first_day = takewhile(
        lambda call: call.received < MIDNIGHT + timedelta(days=1), iter(calls(1000))
    )
    assert len(list(first_day)) == pytest.approx(400, abs=80)
