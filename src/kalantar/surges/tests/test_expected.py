"""A surge is what chance does not make: checked against the sums of the Poisson distribution itself."""

from datetime import timedelta
from math import exp, lgamma, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.surges import reactions
from kalantar.surges.actions import count_expected
from kalantar.surges.expected import (
    CHANCE,
    FLOOR,
    WEEKS,
    hour_of_week,
    is_a_surge,
    most_by_chance,
    usual,
)
from kalantar.surges.models import Expected
from tests.scene import Scene

MEANS = st.floats(min_value=0.001, max_value=120)


def at_most(number: int, mean: float) -> float:
    """The probability of so many calls or fewer."""
    return sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(number + 1))


@given(MEANS)
def test_as_many_come_by_chance_as_the_distribution_says(mean: float) -> None:
    most = most_by_chance(mean)
    assert at_most(most, mean) >= 1 - CHANCE - 1e-9
    assert most == 0 or at_most(most - 1, mean) < 1 - CHANCE + 1e-9


@given(MEANS, st.integers(min_value=0, max_value=400))
def test_a_surge_is_offered_exactly_beyond_it_and_never_below_the_floor(
    mean: float, calls: int
) -> None:
    assert is_a_surge(calls, mean) is (calls >= FLOOR and calls > most_by_chance(mean))
    if is_a_surge(calls, mean):
        assert is_a_surge(calls + 1, mean), "one call more does not end it"
        assert at_most(calls - 1, mean) >= 1 - CHANCE - 1e-9


@given(MEANS, MEANS)
def test_the_busier_the_area_the_more_it_takes(one: float, other: float) -> None:
    assert most_by_chance(min(one, other)) <= most_by_chance(max(one, other))


@pytest.mark.parametrize("mean", [699.0, 701.0, 5_000.0])
def test_also_where_a_whole_country_calls(mean: float) -> None:
    assert mean + 3 * mean**0.5 < most_by_chance(mean) < mean + 3.3 * mean**0.5


@pytest.mark.parametrize(
    ("calls", "mean"), [(0, 0.5 / WEEKS / 6), (48, 48.5 / WEEKS / 6), (480, 480.5 / WEEKS / 6)]
)
def test_what_is_usual_in_ten_minutes_of_an_hour(calls: int, mean: float) -> None:
    assert usual(calls, WEEKS) == pytest.approx(mean)


def test_the_calls_of_the_last_weeks_are_counted_by_the_hour_of_the_week(
    scene: Scene, dispatcher: Actor, as_system: Actor
) -> None:
    clock = scene.clock
    hour = hour_of_week(clock())
    assert hour == 5 * 24 + 12, "noon of a Saturday in Tehran"
    for number in ("09121110001", "09121110002"):
        call = scene.call(dispatcher, number)
        scene.incident(dispatcher, call=call.pk)
    scene.incident(dispatcher)
    Incident.objects.update(opened_at=clock() - timedelta(weeks=1))
    count_expected(city=scene.city.pk, by=as_system)
    (row,) = Expected.objects.all()
    station = Incident.objects.all()[0].jurisdiction_id
    assert (row.area_id, row.hour, row.calls, row.weeks) == (station, hour, 3, WEEKS)
    Incident.objects.update(opened_at=clock() - timedelta(weeks=WEEKS, seconds=1))
    clock.forward(minutes=1)  # type: ignore[attr-defined]
    count_expected(city=scene.city.pk, by=as_system)
    assert not Expected.objects.exists(), "what is older is not usual any more"


def test_it_is_counted_once_a_day(
    scene: Scene, dispatcher: Actor, as_system: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reactions, "BY", as_system.because(reactions.BY.why))
    scene.incident(dispatcher)
    scene.clock.forward(minutes=1)  # type: ignore[attr-defined]
    assert not reactions.count_what_is_usual()
    first = Expected.objects.get().counted_at
    scene.clock.forward(hours=5)  # type: ignore[attr-defined]
    reactions.count_what_is_usual()
    assert Expected.objects.get().counted_at == first
    scene.clock.forward(hours=20)  # type: ignore[attr-defined]
    reactions.count_what_is_usual()
    assert Expected.objects.get().counted_at > first
