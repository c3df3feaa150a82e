"""The recommendation over a real road graph: a small town's, made for the test."""

from pathlib import Path
from typing import Any

import pytest

from kalantar.dispatch.actions import divert, send_units
from kalantar.dispatch.recommendation import recommend
from kalantar.dispatch.why_not import WhyNot
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.people.roles import Role
from kalantar.places.city import bring_city
from kalantar.places.models import Jurisdiction, Kind
from kalantar.places.routing import COSTING, Router, router
from kalantar.places.tests.town import corner, write_town
from tests.plugins.actors import HandClock
from tests.scene import Scene, scene_of


@pytest.fixture(scope="module")
def town_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_town(tmp_path_factory.mktemp("town") / "town.osm.pbf")


@pytest.fixture
def town(
    db: None, town_file: Path, tmp_path: Path, settings: Any, clock: HandClock, as_system: Actor
) -> Scene:
    settings.HOME = tmp_path / "home"
    return _brought(town_file, clock, as_system)


def _brought(file: Path, clock: HandClock, by: Actor) -> Scene:
    brought = bring_city(file, name_fa="گلستان", name_en="Golestan", by=by)
    city = brought.extract.city
    stations = Jurisdiction.objects.within([city.pk]).filter(kind=Kind.STATION)
    return scene_of(clock, city, list(stations))


def test_minutes_are_those_of_the_road_and_a_nearer_slower_unit_says_so(town: Scene) -> None:
    dispatcher = town.person(Role.DISPATCHER)
    walking = town.unit(corner(1, 0), kind="foot")
    driving = [town.unit(corner(2, row)) for row in range(3)]
    incident = town.incident(dispatcher, at=corner(0, 0)).pk
    shown = recommend(incident=incident, by=dispatcher)
    assert (shown.method, shown.note, shown.said_note) == ("routed", "", None)
    assert [row.unit for row in shown.proposed] == [unit.pk for unit in driving]
    assert [row.recommended for row in shown.proposed] == [True, False, False]
    times = [row.eta_s for row in shown.proposed]
    assert times == sorted(times)
    reason = next(row.reason for row in shown.passed_over if row.unit == walking.pk)
    assert reason.code is WhyNot.SLOWER_BY_ROUTE
    assert reason.sentence.en == "not sooner by road: 3 min"  # 200 m at Valhalla's 5.1 km/h


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The costing of each matrix that is asked for."""
    costings, ask = [], Router._ask

    def keep(router: Router, verb: str, question: dict[str, Any]) -> Any:
        if verb == "matrix":
            costings.append(question["costing"])
        return ask(router, verb, question)

    monkeypatch.setattr(Router, "_ask", keep)
    return costings


def test_where_all_are_of_one_kind_one_matrix_ranks_them(
    town: Scene, asked: list[str], django_assert_max_num_queries: Any
) -> None:
    dispatcher = town.person(Role.DISPATCHER)
    near = town.unit(corner(1, 0))
    town.unit(corner(4, 4))
    town.unit(corner(3, 3), kind="special_team")
    incident = town.incident(dispatcher, at=corner(0, 0)).pk
    with django_assert_max_num_queries(5):
        shown = recommend(incident=incident, by=dispatcher)
    assert shown.units == [near.pk]
    assert shown.method == "routed"
    assert asked == ["auto"]


def test_each_kind_has_the_minutes_of_its_own_way_as_its_phone_shows_it(
    town: Scene, asked: list[str]
) -> None:
    dispatcher = town.person(Role.DISPATCHER)
    there = corner(5, 4)  # three units at one place: only their kind differs
    units = {kind: town.unit(there, kind=kind) for kind in ("foot", "motorcycle", "car")}
    incident = town.incident(dispatcher, at=corner(0, 0)).pk
    shown = recommend(incident=incident, by=dispatcher)
    assert sorted(asked) == ["auto", "motorcycle", "pedestrian"]
    seconds = {row.unit: row.eta_s for row in shown.proposed}
    for kind, unit in units.items():
        way = router(town.city.pk).route(there, corner(0, 0), COSTING[kind])
        assert seconds[unit.pk] == pytest.approx(way.minutes * 60, abs=5)
    assert seconds[units["foot"].pk] > 5 * seconds[units["motorcycle"].pk]


def test_where_cars_may_not_go_a_motorcycle_is_sent(
    tmp_path: Path, db: None, settings: Any, clock: HandClock, as_system: Actor
) -> None:
    settings.HOME = tmp_path / "home"
    town = _brought(write_town(tmp_path / "town.osm.pbf", motorcar="no"), clock, as_system)
    dispatcher = town.person(Role.DISPATCHER)
    town.unit(corner(1, 0))
    motorcycle = town.unit(corner(2, 0), kind="motorcycle")
    walking = town.unit(corner(2, 1), kind="foot")
    incident = town.incident(dispatcher, at=corner(0, 0)).pk
    shown = recommend(incident=incident, by=dispatcher)
    assert shown.method == "routed"
    assert [row.unit for row in shown.proposed] == [motorcycle.pk, walking.pk]


def test_a_place_no_road_is_near_falls_back_and_says_so(town: Scene) -> None:
    dispatcher = town.person(Role.DISPATCHER)
    unit = town.unit(corner(1, 0))
    call = town.call(dispatcher)
    at_sea = town.incident(dispatcher, at=Point(40.0, 20.0), call=call.pk).pk
    shown = recommend(incident=at_sea, by=dispatcher)
    assert (shown.method, shown.note) == ("straight_line", "no_road_near")
    assert shown.units == [unit.pk]
    assert shown.said_note is not None
    assert shown.said_note.fa == "بر پایهٔ خط مستقیم؛ در نزدیکی این محل راهی نیست."


def test_a_unit_no_road_leads_from_is_not_proposed(town: Scene) -> None:
    dispatcher = town.person(Role.DISPATCHER)
    town.unit(Point(51.45, 35.75))  # kilometres beyond the last street
    reached = town.unit(corner(6, 6))
    incident = town.incident(dispatcher, at=corner(0, 0)).pk
    shown = recommend(incident=incident, by=dispatcher)
    assert shown.method == "routed"
    assert [row.unit for row in shown.proposed] == [reached.pk]


def test_a_divert_keeps_what_was_recommended_and_the_minutes_by_road(town: Scene) -> None:
    dispatcher = town.person(Role.DISPATCHER)
    going = town.unit(corner(6, 6))
    calm = town.incident(dispatcher, at=corner(5, 5), priority=3).pk
    sent = send_units(incident=calm, units=[going.pk], by=dispatcher).assignments.get()
    nearer, on_foot = town.unit(corner(1, 0)), town.unit(corner(2, 0), kind="foot")
    urgent = town.incident(dispatcher, at=corner(0, 0), priority=1).pk
    decision = divert(assignment=sent.pk, to=urgent, why="knows the house", by=dispatcher)
    decision.refresh_from_db()
    assert (decision.method, decision.needed, decision.made_at) == ("routed", 1, town.clock())
    proposed = {row["unit"]: row for row in decision.proposed}
    assert proposed[str(nearer.pk)]["recommended"]
    assert not proposed[str(going.pk)]["recommended"]
    assert str(on_foot.pk) in proposed
    assert decision.assignments.get().expected_s == proposed[str(going.pk)]["eta_s"]
    assert (decision.overridden, decision.why) == (True, "knows the house")
