"""The map is told all it did not see, whenever it was said to be, and nothing of who is hidden."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection

from kalantar.catalogue.models import UnavailableReason
from kalantar.fronts.dispatcher.moving import units_on_map
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.clock import stopped_at, system_clock
from kalantar.kernel.geometry import Point
from kalantar.kernel.unseen import Horizon
from kalantar.patrols.actions import become_unavailable, change_unit, end_shift, report_positions
from kalantar.patrols.models import Unit
from kalantar.patrols.positions import Report
from kalantar.people.roles import Role
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


class OpenMap:
    """A map as a page keeps it: by the last answer it asks for the next."""

    def __init__(self, scene: Scene, role: Role = Role.DISPATCHER) -> None:
        self.city, self.reader = scene.city, scene.person(role)
        self.since: Horizon | None = None
        self.ask()

    def ask(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(units_on_map(self.city, self.reader, self.since))
        self.since = Horizon.read(told["horizon"])
        assert self.since is not None
        return told

    def told(self) -> dict[str, str]:
        """The units told of now, each with its status."""
        of = [feature["properties"] for feature in self.ask()["features"]]
        return {unit["id"]: unit["status"] for unit in of}

    def settle(self) -> None:
        """Ask until nothing is told, as soon as whatever else ran in the database has ended."""
        assert any(self.told() == {} for _ in range(2000))


def test_a_map_is_told_all_once_and_then_nothing_that_it_has_seen(scene: Scene) -> None:
    units = {str(scene.unit().pk): "available" for _ in range(3)}
    page = OpenMap(scene)
    page.settle()
    page.since = None
    assert page.told() == units


def test_a_status_pressed_31_seconds_before_it_was_sent_reaches_an_open_map(scene: Scene) -> None:
    unit, other = scene.unit(), scene.unit()
    page = OpenMap(scene)
    unavailable(unit, by=replace(system(), clock=pressed(seconds_ago=31)))
    assert page.told()[str(unit.pk)] == "unavailable"
    page.settle()
    position(other)
    assert page.told()[str(other.pk)] == "available"


@pytest.mark.parametrize("savepoint", [False, True])
def test_what_is_committed_after_later_answers_were_given_is_told_then(
    scene: Scene, savepoint: bool
) -> None:
    late, early = scene.unit(), scene.unit()
    page = OpenMap(scene)
    page.settle()
    with another() as writing:
        writing.execute("SELECT pg_current_xact_id()")
        if savepoint:
            writing.execute("SAVEPOINT within")
        writing.execute("UPDATE patrols_unit SET status = 'en_route' WHERE id = %s", [late.pk])
        position(early)
        for _ in range(2):
            assert page.told()[str(early.pk)] == "available"
        writing.commit()
    assert page.told()[str(late.pk)] == "en_route"
    page.settle()


def test_a_plain_clothes_unit_is_told_only_to_those_who_may_see_where_it_is(scene: Scene) -> None:
    hidden = scene.unit(plain_clothes=True)
    room, chief = OpenMap(scene), OpenMap(scene, Role.STATION_CHIEF)
    unavailable(hidden, by=system())
    position(hidden)
    assert room.told() == {str(hidden.pk): "unavailable"}
    asked = chief.ask()
    assert (asked["features"], asked["gone"], asked["shown"]) == ([], [], [0, 0])


@pytest.mark.parametrize(("role", "told"), [(Role.DISPATCHER, 2), (Role.STATION_CHIEF, 1)])
def test_a_plain_clothes_unit_leaves_only_the_maps_it_was_on(
    scene: Scene, role: Role, told: int
) -> None:
    units = [scene.unit(), scene.unit(plain_clothes=True)]
    page = OpenMap(scene, role)
    for unit in units:
        end_shift(unit=unit.pk, by=replace(system(), clock=pressed(seconds_ago=31)))
    asked = page.ask()
    gone = {str(unit.pk) for unit in units[:told]}
    assert (set(asked["gone"]), asked["shown"]) == (gone, [0, 0])
    assert any(page.ask()["gone"] == [] for _ in range(2000))


def test_a_map_can_know_that_a_unit_was_hidden_from_its_reader(scene: Scene) -> None:
    units = [scene.unit(), scene.unit()]
    page = OpenMap(scene, Role.STATION_CHIEF)
    assert page.ask()["shown"] == [2, _mark(units)]
    change_unit(unit=units[0].pk, plain_clothes=True, by=system())
    asked = page.ask()
    assert asked["shown"] == [1, _mark(units[1:])]
    assert str(units[0].pk) not in json.dumps(asked)


def test_all_is_told_again_where_another_database_took_the_place_of_the_one_seen(
    scene: Scene,
) -> None:
    unit = scene.unit()
    page = OpenMap(scene)
    now = Horizon.now()
    for other in (replace(now, course="FFFFFFFF"), replace(now, oldest=now.oldest + 10**9)):
        page.since = other
        asked = page.ask()
        assert asked["all"]
        assert [feature["id"] for feature in asked["features"]] == [str(unit.pk)]


@pytest.mark.parametrize("said", ["", "2026-03-21T08:30:00Z", "00000001-", "0000000G-1", "x" * 99])
def test_what_is_no_horizon_is_not_read_as_one(said: str) -> None:
    assert Horizon.read(said) is None
    assert Horizon.read(str(Horizon("00000001", 7))) == Horizon("00000001", 7)


def unavailable(unit: Unit, *, by: Actor) -> None:
    become_unavailable(unit=unit.pk, reason=UnavailableReason.objects.all()[0].pk, by=by)


def position(unit: Unit) -> None:
    report = Report(unit.pk, Point(51.4052, 35.7001), system_clock())
    assert report_positions(reports=[report], by=system()).moved == 1


def pressed(*, seconds_ago: int) -> Any:
    return stopped_at(datetime.now(UTC) - timedelta(seconds=seconds_ago))


@contextmanager
def another() -> Iterator[psycopg.Connection]:
    """A connection of its own, in a transaction of its own."""
    where = connection.settings_dict
    with psycopg.connect(
        dbname=where["NAME"], user=where["USER"], password=where["PASSWORD"],
        host=where["HOST"], port=where["PORT"],
    ) as opened:  # fmt: skip
        yield opened


def _mark(units: list[Unit]) -> int:
    """As the map reckons it: in signed numbers of 32 bits."""
    mark = 0
    for unit in units:
        mark ^= int(unit.pk.hex[-8:], 16)
    return mark - 2**32 if mark >= 2**31 else mark
