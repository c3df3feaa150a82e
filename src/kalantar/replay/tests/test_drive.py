"""A patrol on its way is on its line, and gets there when the route says."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.kernel.geometry import Point, metres_between
from kalantar.replay.drive import Drive

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LINE = [Point(24.94, 60.17), Point(24.95, 60.17), Point(24.95, 60.18)]


@given(st.floats(-5, 30))
def test_a_drive_never_leaves_the_box_of_its_line(minutes: float) -> None:
    place = Drive(LINE, NOON, 10).place(NOON + timedelta(minutes=minutes))
    assert 24.94 <= place.lon <= 24.95
    assert 60.17 <= place.lat <= 60.18


def test_a_drive_begins_and_ends_where_its_line_does() -> None:
    drive = Drive(LINE, NOON, 10)
    assert drive.place(NOON) == LINE[0]
    assert drive.place(drive.ends) == LINE[-1]


def test_half_the_time_is_half_the_way() -> None:
    straight = [Point(24.94, 60.17), Point(24.96, 60.17)]
    middle = Drive(straight, NOON, 4).place(NOON + timedelta(minutes=2))
    assert metres_between(straight[0], middle) == pytest.approx(
        metres_between(middle, straight[1]), rel=1e-3
    )


@pytest.mark.parametrize("line", [[LINE[0]], [LINE[0], LINE[0]]])
def test_a_drive_to_where_one_already_is_has_arrived(line: list[Point]) -> None:
    assert Drive(line, NOON, 0).place(NOON) == LINE[0]
