"""Minutes and routes over the town's own graph."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kalantar.kernel.geometry import Point, metres_between
from kalantar.places.city import Brought
from kalantar.places.extract.graph import build_graph
from kalantar.places.models import Jurisdiction, Kind
from kalantar.places.routing import Costing, NoGraph, NoRoute, Router, router
from kalantar.places.tests.town import corner, write_town

AT_SEA = Point(40.0, 20.0)


@pytest.fixture
def roads(town: Brought) -> Router:
    return router(town.extract.city_id)


def test_the_nearer_takes_fewer_minutes_and_a_walk_takes_more(roads: Router) -> None:
    target, sources = corner(0, 0), [corner(1, 0), corner(3, 0), corner(6, 6)]
    driven = roads.minutes_to(target, sources, "auto")
    walked = roads.minutes_to(target, sources, "pedestrian")
    assert driven == sorted(driven, key=lambda minutes: minutes or 0)
    assert all(
        on_foot > by_car > 0
        for on_foot, by_car in zip(walked, driven, strict=True)
        if on_foot and by_car
    )
    # 2.4 km on foot at Valhalla's 5.1 km/h
    assert walked[2] == pytest.approx(28, rel=0.1)


def test_a_source_off_the_road_has_no_minutes_and_spoils_nobody_elses(roads: Router) -> None:
    alone = roads.minutes_to(corner(0, 0), [corner(3, 0)])
    minutes = roads.minutes_to(corner(0, 0), [AT_SEA, corner(3, 0), Point(51.45, 35.75)])
    assert minutes == [None, *alone, None]
    assert roads.minutes_to(corner(0, 0), []) == []


@pytest.mark.parametrize("sources", [[corner(3, 0)], [AT_SEA, corner(3, 0)], [AT_SEA]])
def test_there_is_at_most_one_matrix_also_where_a_source_is_off_the_road(
    roads: Router, monkeypatch: pytest.MonkeyPatch, sources: list[Point]
) -> None:
    asked, ask = [], Router._ask

    def keep(router: Router, verb: str, question: dict[str, Any]) -> Any:
        asked.append(verb)
        return ask(router, verb, question)

    monkeypatch.setattr(Router, "_ask", keep)
    roads.minutes_to(corner(0, 0), sources)
    assert asked == ["locate", "matrix"][: 1 + (corner(3, 0) in sources)]


def test_a_place_far_from_any_road_has_no_route(roads: Router) -> None:
    with pytest.raises(NoRoute):
        roads.minutes_to(AT_SEA, [corner(0, 0), corner(1, 0)])
    with pytest.raises(NoRoute):
        roads.minutes_to(AT_SEA, [corner(0, 0)])
    with pytest.raises(NoRoute):
        roads.route(corner(0, 0), AT_SEA)


def test_a_route_runs_along_the_streets(roads: Router) -> None:
    route = roads.route(corner(0, 0), corner(6, 6), "motorcycle")
    assert metres_between(route.line[0], corner(0, 0)) < 5
    assert metres_between(route.line[-1], corner(6, 6)) < 5
    assert route.metres == pytest.approx(2400, rel=0.05)
    assert 1 < route.minutes < 15


@pytest.mark.parametrize("costing", ["auto", "motorcycle", "pedestrian"])
def test_what_a_route_reaches_over_ground_for_its_visitors_the_matrix_reaches_too(
    tmp_path: Path, costing: Costing
) -> None:
    roads = Router(_graph_of(write_town(tmp_path / "town.osm.pbf", gated=True), tmp_path))
    inside, outside = corner(8, 5), [corner(0, 0), corner(5, 6)]
    for target, sources in ((inside, outside), (corner(0, 0), [corner(5, 6), inside])):
        routed = [roads.route(source, target, costing).minutes for source in sources]
        assert roads.minutes_to(target, sources, costing) == pytest.approx(routed, abs=0.1)


def test_two_cities_are_each_asked_about_their_own_roads(tmp_path: Path, town_file: Path) -> None:
    """Also by an engine that is made after the other city was opened."""
    (tmp_path / "far").mkdir()
    far_file = write_town(tmp_path / "far" / "town.osm.pbf", east=1.0)
    here = Router(_graph_of(town_file, tmp_path))
    far = Router(_graph_of(far_file, tmp_path / "far"))
    a, b = corner(0, 0), corner(3, 0)
    assert here.route(a, b).metres == pytest.approx(600, rel=0.05)
    there, beyond = (Point(point.lon + 1.0, point.lat) for point in (a, b))
    assert far.route(there, beyond).metres == pytest.approx(600, rel=0.05)
    with pytest.raises(NoRoute):
        far.route(a, b)


def _graph_of(file: Path, folder: Path) -> Path:
    graph, work = folder / "graph.tar", folder / "work"
    work.mkdir()
    build_graph(file, work, graph)
    return graph


def test_threads_share_a_router(roads: Router) -> None:
    def ask(number: int) -> list[float | None]:
        return roads.minutes_to(corner(number % 7, 0), [corner(3, 3), corner(6, 6)])

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(70)))
    assert answers[:7] == answers[7:14] == answers[63:]


def test_a_city_without_a_map_has_no_graph(db: None) -> None:
    city = Jurisdiction.below(None, kind=Kind.CITY, name_en="Bare")
    city.save()
    with pytest.raises(NoGraph):
        router(city.id)
