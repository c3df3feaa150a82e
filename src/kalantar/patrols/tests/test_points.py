"""What a device may say: late, repeated, impossible, rough or unbelievable points, each by its rule."""

from datetime import timedelta

import pytest

from kalantar.kernel.geometry import Point
from kalantar.patrols import actions
from kalantar.patrols.models import Mark, PositionReport, Unit, UnitPosition
from kalantar.patrols.positions import Received, Report
from kalantar.patrols.rules import (
    position_follows_the_last,
    position_is_precise,
    unit_can_be_so_fast,
)
from kalantar.patrols.tests.world import HERE, World

DEGREE_M = 111_195.0  # of latitude


def north(metres: float) -> Point:
    return Point(HERE.lon, HERE.lat + metres / DEGREE_M)


def told(world: World, *reports: Report) -> Received:
    return actions.report_positions(reports=reports, by=world.system)


def where(unit: Unit) -> Point | None:
    return UnitPosition.objects.get(unit=unit).place


def marks(unit: Unit) -> list[Mark]:
    kept = PositionReport.objects.filter(unit=unit).order_by("measured_at")
    return [Mark(report.mark) for report in kept]


def test_position_is_somewhere(world: World) -> None:
    unit = world.on_duty()
    received = world.seen(unit, Point(0.0, 0.0))
    assert [refusal.rule.name for _, refusal in received.refused] == ["position_is_somewhere"]
    assert world.seen(unit, Point(0.0, 35.0)).kept == 1


def test_position_is_worth_keeping(world: World) -> None:
    unit = world.on_duty()
    world.clock.forward(days=91)
    received = world.seen(unit, ago_s=90 * 86_400)
    assert received.refused[0][1].rule.name == "position_is_worth_keeping"
    assert world.seen(unit, ago_s=90 * 86_400 - 1).kept == 1


def test_position_is_new_and_a_repeated_one_is_kept_once(world: World) -> None:
    """In one message and in another, under another place too: of a unit, a moment is one position."""
    unit = world.on_duty()
    one = Report(unit.pk, HERE, world.clock())
    other = Report(unit.pk, north(50), world.clock())
    assert told(world, one, other).repeated == (1,)
    again = told(world, one, one)
    assert (again.kept, again.moved, again.repeated) == (0, 0, (0, 1))
    assert PositionReport.objects.get(unit=unit).place == HERE


def test_position_follows_the_last_or_stands_in_the_history_only(world: World) -> None:
    unit = world.on_duty()
    world.clock.forward(minutes=1)
    world.seen(unit)
    late = world.seen(unit, north(200), ago_s=30)
    assert (late.kept, late.moved) == (1, 0)
    assert where(unit) == HERE
    last = UnitPosition.objects.get(unit=unit)
    assert not position_follows_the_last(last, last)


@pytest.mark.parametrize(
    ("kind", "metres", "seconds", "believed"),
    [
        ("foot", 25 * 10 + 95, 10, True),
        ("foot", 25 * 10 + 120, 10, False),
        ("motorcycle", 70 * 10 + 95, 10, True),
        ("motorcycle", 70 * 10 + 120, 10, False),
        ("car", 70 * 90 + 95, 90, True),
        ("car", 70 * 90 + 120, 90, False),
        ("car", 500_000, 91, True),  # the last is not relied on any more
        ("special_team", 90 * 10 + 95, 10, True),
        ("special_team", 90 * 10 + 120, 10, False),
    ],
)
def test_unit_can_be_so_fast(
    kind: str, metres: float, seconds: int, believed: bool, world: World
) -> None:
    now = world.clock()
    last = Report(world.unit().pk, HERE, now)
    after = now + timedelta(seconds=seconds)
    assert unit_can_be_so_fast(kind, last, Report(last.unit, north(metres), after)) is believed
    assert unit_can_be_so_fast(kind, last, Report(last.unit, north(metres), after, 60.0))
    assert unit_can_be_so_fast(kind, None, last)


def test_who_was_too_fast_is_kept_as_doubtful_and_believed_where_it_fits(world: World) -> None:
    unit = world.on_duty()
    begun = world.clock()
    world.clock.forward(minutes=5)
    jumps = [(0, 0), (10, 100), (20, 90_000), (30, 300), (125, 90_000)]
    reports = [
        Report(unit.pk, north(metres), begun + timedelta(seconds=at)) for at, metres in jumps
    ]
    assert told(world, *reports[:3]).kept == 3
    assert where(unit) == north(100)
    told(world, *reports[3:])
    assert marks(unit) == [Mark.NONE, Mark.NONE, Mark.TOO_FAST, Mark.NONE, Mark.NONE]
    assert where(unit) == north(90_000)


def test_position_is_precise_or_it_is_kept_and_marked(world: World) -> None:
    unit = world.on_duty()
    now = world.clock()
    for seconds, accuracy in enumerate((None, 0.0, 500.0, 500.1)):
        world.clock.forward(seconds=1)
        report = Report(unit.pk, HERE, now + timedelta(seconds=seconds), accuracy)
        assert told(world, report).moved == 1
    assert marks(unit) == [Mark.NONE, Mark.NONE, Mark.NONE, Mark.COARSE]
    assert PositionReport.objects.get(unit=unit, measured_at=now).accuracy_m is None
    assert not position_is_precise(10_000)
