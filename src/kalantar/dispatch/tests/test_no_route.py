"""A unit from which no road leads is judged by straight line where too few are reached by road."""

from pathlib import Path
from typing import Any

import osmium
import pytest
from osmium.osm.mutable import Node, Way

from kalantar.catalogue.models import IncidentType
from kalantar.dispatch.actions import divert, send_units
from kalantar.dispatch.recommendation import recommend
from kalantar.dispatch.tests.test_routed import _brought
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.people.roles import Role
from kalantar.places.tests.town import corner, write_town
from tests.plugins.actors import HandClock
from tests.scene import Scene

ISLAND = Point(51.43, 35.72)


@pytest.fixture(scope="module")
def island_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town, and a street of its own that no bridge leads to."""
    folder = tmp_path_factory.mktemp("island")
    town, whole = write_town(folder / "town.osm.pbf"), folder / "island.osm.pbf"
    with osmium.SimpleWriter(str(whole)) as writer:
        for thing in osmium.FileProcessor(str(town), osmium.osm.NODE):
            writer.add(thing)
        for number in range(1000, 1040):
            place = (ISLAND.lon + (number - 1000) * 0.0005, ISLAND.lat)
            writer.add_node(Node(id=number, location=place))
        for thing in osmium.FileProcessor(str(town), osmium.osm.WAY):
            writer.add(thing)
        tags = {"highway": "residential", "name": "Island Street"}
        writer.add_way(Way(id=900, nodes=list(range(1000, 1040)), tags=tags))
    return whole


@pytest.fixture
def town(
    db: None, island_file: Path, tmp_path: Path, settings: Any, clock: HandClock, as_system: Actor
) -> Scene:
    settings.HOME = tmp_path / "home"
    return _brought(island_file, clock, as_system)


@pytest.mark.parametrize("place", [ISLAND, Point(51.45, 35.75)])
@pytest.mark.parametrize("kind", ["car", "foot"])
def test_the_only_unit_is_proposed_by_straight_line(town: Scene, place: Point, kind: str) -> None:
    dispatcher = town.person(Role.DISPATCHER)
    unit = town.unit(place, kind=kind)
    incident = town.incident(dispatcher, at=corner(0, 0)).pk
    shown = recommend(incident=incident, by=dispatcher)
    assert shown.units == [unit.pk]
    assert (shown.method, shown.note) == ("straight_line", "no_route")


def test_where_too_few_are_reached_by_road_the_nearest_without_a_route_is_sent_too(
    town: Scene,
) -> None:
    IncidentType.objects.filter(pk=town.type.pk).update(units=2)
    dispatcher = town.person(Role.DISPATCHER)
    farther = town.unit(Point(ISLAND.lon + 0.01, ISLAND.lat))
    island = town.unit(ISLAND)
    reached = town.unit(corner(6, 6))
    incident = town.incident(dispatcher, at=corner(0, 0)).pk
    shown = recommend(incident=incident, by=dispatcher)
    assert shown.units == [reached.pk, island.pk]
    assert [row.eta_s > 0 for row in shown.proposed] == [True, True]
    assert (shown.method, shown.note) == ("routed", "some_without_route")
    assert shown.said_note is not None
    assert "straight line" in shown.said_note.en
    assert farther.pk not in [row.unit for row in shown.passed_over]  # it is not nearer
    decision = send_units(incident=incident, units=shown.units, shown=shown, by=dispatcher)
    assert decision.note == "some_without_route"
    assert all(sent.expected_s for sent in decision.assignments.all())


def test_a_diverted_unit_without_a_route_has_its_minutes_by_straight_line(town: Scene) -> None:
    dispatcher = town.person(Role.DISPATCHER)
    going = town.unit(ISLAND)
    calm = town.incident(dispatcher, at=corner(5, 5), priority=3).pk
    sent = send_units(incident=calm, units=[going.pk], by=dispatcher).assignments.get()
    nearer = town.unit(corner(1, 0))
    urgent = town.incident(dispatcher, at=corner(0, 0), priority=1).pk
    decision = divert(assignment=sent.pk, to=urgent, why="on the radio", by=dispatcher)
    assert decision.note == "some_without_route"
    assert [row["unit"] for row in decision.proposed] == [str(nearer.pk), str(going.pk)]
    assert decision.assignments.get().expected_s
