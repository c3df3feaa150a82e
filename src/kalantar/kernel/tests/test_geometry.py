"""Points and polygons as PostgreSQL keeps them."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kalantar.kernel.geometry import NOTHING, Point, metres_between, parse_point, parse_polygon

points = st.builds(Point, st.floats(-180, 180), st.floats(-85, 85))


@given(points)
def test_a_point_reads_back_as_it_was_written(point: Point) -> None:
    assert parse_point(str(point)) == pytest.approx(point, rel=0, abs=NOTHING)
    assert parse_point(str(point)) == point.settled()


@given(st.lists(points, min_size=3, max_size=8))
def test_a_polygon_reads_back_as_it_was_written(ring: list[Point]) -> None:
    read = parse_polygon(f"({','.join(str(corner) for corner in ring)})")
    assert read == tuple(corner.settled() for corner in ring)


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


NEXT_TO_NOTHING = [5e-324, -5e-324, 2.2e-308, 1e-300, -1e-13, 1e-12, 0.0, -0.0]


@pytest.mark.django_db
@pytest.mark.parametrize("least", NEXT_TO_NOTHING)
def test_postgresql_calculates_with_every_place_on_earth(least: float) -> None:
    places = [Point(least, 35.7), Point(51.4, least), Point(least, least), Point(180, -90)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(kalantar_mercator(place::point) <-> kalantar_mercator('(0,0)'::point)),"
            " count(cos(radians((place::point)[1])) + cosd((place::point)[1]))"
            " FROM unnest(%s::text[]) place",
            [[str(place) for place in places]],
        )
        assert cursor.fetchone() == (len(places), len(places))


@pytest.mark.parametrize(
    ("place", "is_on_earth"),
    [
        (Point(180, 90), True),
        (Point(-180, -90), True),
        (Point(-0.0, 5e-324), True),
        (Point(180.001, 0), False),
        (Point(0, -90.001), False),
        (Point(float("nan"), 0), False),
        (Point(0, float("inf")), False),
    ],
)
def test_a_place_is_on_earth_or_not(place: Point, is_on_earth: bool) -> None:
    assert place.on_earth is is_on_earth
