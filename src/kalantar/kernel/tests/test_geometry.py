"""Points and polygons as PostgreSQL keeps them."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kalantar.kernel.geometry import Point, metres_between, parse_point, parse_polygon

points = st.builds(Point, st.floats(-180, 180), st.floats(-85, 85))


@given(points)
def test_a_point_reads_back_as_it_was_written(point: Point) -> None:
    assert parse_point(str(point)) == point


@given(st.lists(points, min_size=3, max_size=8))
def test_a_polygon_reads_back_as_it_was_written(ring: list[Point]) -> None:
    assert parse_polygon(f"({','.join(str(corner) for corner in ring)})") == tuple(ring)


@given(points, points)
def test_a_distance_is_the_same_both_ways_and_never_negative(a: Point, b: Point) -> None:
    assert metres_between(a, b) == pytest.approx(metres_between(b, a))
    assert metres_between(a, b) >= 0


def test_one_minute_of_latitude_is_a_nautical_mile() -> None:
    assert metres_between(Point(0, 0), Point(0, 1 / 60)) == pytest.approx(1852, rel=0.002)


@pytest.mark.django_db
def test_nearest_by_mercator_is_nearest_on_the_ground_in_the_north() -> None:
    """In Helsinki a degree of longitude is half one of latitude: degrees alone choose wrongly."""
    here, east, north = Point(24.94, 60.17), Point(24.954, 60.17), Point(24.94, 60.179)
    assert metres_between(here, east) < metres_between(here, north)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kalantar_mercator(%s::point) <-> kalantar_mercator(%s::point),"
            " kalantar_mercator(%s::point) <-> kalantar_mercator(%s::point)",
            [str(here), str(east), str(here), str(north)],
        )
        (to_east, to_north) = cursor.fetchone()
    assert to_east < to_north
