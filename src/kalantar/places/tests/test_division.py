"""A city without boundaries is divided so that every place has one station."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from kalantar.kernel.geometry import Point, metres_between
from kalantar.places.boundaries import divide, judge, rings, surface
from kalantar.places.boundaries.division import MARGIN_DEGREES, whole
from kalantar.places.boundaries.geojson import Drawn
from kalantar.places.boundaries.judge import square_metres
from kalantar.places.city import Brought
from kalantar.places.models import Kind
from kalantar.places.queries import station_of, stations_geojson
from kalantar.places.tests.town import EAST, NORTH, SOUTH, WEST, corner

BOUNDS = (51.30, 35.60, 51.50, 35.80)
inside = st.builds(Point, st.floats(51.30, 51.50), st.floats(35.60, 35.80))


@settings(max_examples=60, deadline=None)
@given(st.lists(inside, max_size=12), inside)
def test_every_point_of_a_divided_city_has_exactly_one_station(
    seats: list[Point], place: Point
) -> None:
    shares = divide(BOUNDS, seats)
    point = shapely.Point(place)
    within = [share for share in shares if share.shape.contains(point)]
    on_border = any(share.shape.boundary.distance(point) < 1e-9 for share in shares)
    assert len(within) == 1 or on_border


@settings(max_examples=30, deadline=None)
@given(st.lists(inside, max_size=12))
def test_a_division_has_no_overlap_and_no_gap(seats: list[Point]) -> None:
    shares = divide(BOUNDS, seats)
    drawn = [Drawn("", str(n), "", "", share.shape) for n, share in enumerate(shares)]
    findings = judge(drawn, whole(BOUNDS))
    assert (findings.overlaps, findings.gaps) == ((), ())


def test_a_place_goes_to_the_seat_nearest_on_the_ground_also_in_the_north() -> None:
    west, east = Point(24.90, 60.17), Point(24.96, 60.20)
    shares = divide((24.85, 60.10, 25.00, 60.25), [west, east], stations=2)
    place = Point(24.926, 60.1878)
    mine = next(share for share in shares if share.shape.contains(shapely.Point(place)))
    assert mine.at == min((west, east), key=lambda seat: metres_between(seat, place))


def test_two_doors_of_one_station_are_one() -> None:
    seat = Point(51.40, 35.70)
    shares = divide(BOUNDS, [seat, Point(51.4005, 35.7005)])
    assert [share.seat for share in shares if share.seat is not None] == [0]


def test_a_brought_town_has_a_station_everywhere(town: Brought) -> None:
    city = town.extract.city_id
    for column in range(7):
        for row in range(7):
            station = station_of(corner(column, row))
            assert station is not None
            assert (station.kind, station.ancestors[0]) == (Kind.STATION, city)
    assert station_of(Point(WEST - MARGIN_DEGREES / 2, SOUTH)) is not None
    assert station_of(Point(WEST - 1, SOUTH)) is None
    names = {station_of(Point(WEST, SOUTH)), station_of(Point(EAST, NORTH))}
    assert {str(name) for name in names} == {"کلانتری ۱۰۱", "کلانتری ۱۰۲"}
    nameless = {str(station_of(corner(1, 5))), str(station_of(corner(5, 1)))}
    assert nameless == {"کلانتری", "کلانتری ۲"}
    assert len(stations_geojson(city)["features"]) == town.stations  # type: ignore[arg-type]


def test_a_hole_is_cut_and_comes_back_whole() -> None:
    ring = shapely.box(0, 0, 10, 10).difference(shapely.box(4, 4, 6, 6))
    kept = rings(ring)
    assert len(kept) == 2
    assert surface(kept).symmetric_difference(ring).area == pytest.approx(0)


def test_areas_are_measured_on_the_sphere() -> None:
    # A degree by a degree at the equator is 12,364 km² (111.195 km squared).
    assert square_metres(shapely.box(0, -0.5, 1, 0.5)) == pytest.approx(12_364e6, rel=1e-3)
    assert square_metres(shapely.box(0, 59.5, 1, 60.5)) == pytest.approx(6_182e6, rel=2e-3)
