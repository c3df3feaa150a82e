"""Truth tables: who may do what with units, and who sees where they are."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import Refused
from kalantar.patrols import actions, board, nearest, whereabouts
from kalantar.patrols.models import Unit, UnitPosition
from kalantar.patrols.positions import Batch, Report
from kalantar.patrols.queries import carriers_of
from kalantar.patrols.rules import (
    may_add_unit,
    may_change_unit,
    may_crew_unit,
    may_open_position_history,
    may_report_positions,
    may_set_unit_status,
)
from kalantar.patrols.tests.world import HERE, World
from kalantar.people.roles import Role
from kalantar.people.scopes import Scope

CALL, DISP, PATROL, DESK, CHIEF, COMM, AUDIT, ADMIN = list(Role)
OWN = "own crew"
ASKED: list[Role | str] = [*Role, OWN]


def roles(*held: Role | str) -> set[Role | str]:
    return set(held)


def asking(world: World, role: Role | str) -> tuple[Unit, Actor]:
    """A unit of the first station, and someone in that role over the city (or in the crew)."""
    person = world.officer()
    unit = world.on_duty(officer=person)
    if role == OWN:
        return unit, world.actor(None, id=person.pk)
    return unit, world.actor(Role(role))


def elsewhere(world: World, role: Role | str) -> Actor:
    return world.actor(None if role == OWN else Role(role), world.elsewhere)


@pytest.mark.parametrize("role", ASKED)
def test_may_add_unit_truth_table(role: Role | str, world: World) -> None:
    _, by = asking(world, role)
    assert may_add_unit(by, world.first) is (role in roles(CHIEF, COMM, ADMIN))
    assert not may_add_unit(elsewhere(world, role), world.first)


@pytest.mark.parametrize("role", ASKED)
def test_may_change_unit_truth_table(role: Role | str, world: World) -> None:
    unit, by = asking(world, role)
    assert may_change_unit(by, unit) is (role in roles(CHIEF, COMM, ADMIN))
    assert not may_change_unit(elsewhere(world, role), unit)


@pytest.mark.parametrize("role", ASKED)
def test_may_crew_unit_truth_table(role: Role | str, world: World) -> None:
    unit, by = asking(world, role)
    assert may_crew_unit(by, unit) is (role in roles(DISP, PATROL, CHIEF, COMM, ADMIN))
    assert not may_crew_unit(elsewhere(world, role), unit)


@pytest.mark.parametrize("role", ASKED)
def test_may_set_unit_status_truth_table(role: Role | str, world: World) -> None:
    unit, by = asking(world, role)
    assert may_set_unit_status(by, unit) is (role in roles(DISP, CHIEF, COMM, ADMIN, OWN))
    assert not may_set_unit_status(elsewhere(world, role), unit)


@pytest.mark.parametrize("role", ASKED)
def test_a_unit_is_listed_for_those_who_work_in_its_area(role: Role | str, world: World) -> None:
    unit, by = asking(world, role)
    sees = role != DESK
    assert Unit.objects.visible_to(by).filter(pk=unit.pk).exists() is sees
    assert bool(board.board(by, world.city.pk)) is sees
    other = elsewhere(world, role)
    assert not Unit.objects.visible_to(other).exists()
    assert board.board(other, world.city.pk) == []


@pytest.mark.parametrize("role", ASKED)
def test_may_report_positions_truth_table(role: Role | str, world: World) -> None:
    unit, by = asking(world, role)
    report = Report(unit.pk, HERE, world.clock())

    def may(who: Actor) -> bool:
        return may_report_positions(who, Batch([report], carriers_of([report], who)))

    assert may(by) is (role in roles(DISP, OWN))
    assert not may(elsewhere(world, role))
    assert may(world.system)


def test_may_report_positions_needs_the_scope(world: World) -> None:
    unit = world.on_duty()
    report = Report(unit.pk, HERE, world.clock())
    for scope, allowed in ((Scope.POSITIONS_WRITE, True), (Scope.UNITS_WRITE, False)):
        by = world.actor(DISP, kind=ActorKind.PROGRAM, scopes=frozenset({scope}))
        assert may_report_positions(by, Batch([report], carriers_of([report], by))) is allowed


def test_may_report_positions_refuses_a_batch_with_someone_elses_unit(
    world: World, refused_by: Callable[[Callable[[], object]], str]
) -> None:
    person = world.officer()
    own, other = world.on_duty(officer=person), world.on_duty()
    reports = [Report(unit.pk, HERE, world.clock()) for unit in (own, other)]
    by = world.crew(person)
    assert actions.report_positions(reports=reports[:1], by=by).kept == 1
    refused = refused_by(lambda: actions.report_positions(reports=reports, by=by))
    assert refused == "may_report_positions"
    assert UnitPosition.objects.count() == 1


@pytest.mark.parametrize("role", ASKED)
def test_may_open_position_history_truth_table(role: Role | str, world: World) -> None:
    unit, by = asking(world, role)
    assert may_open_position_history(by, unit) is (role in roles(COMM, AUDIT))
    assert not may_open_position_history(elsewhere(world, role), unit)


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("role", ASKED)
def test_where_a_unit_has_been_truth_table(role: Role | str, plain: bool, world: World) -> None:
    """Of a plain-clothes unit an auditor reads what is a day old, for a purpose; by any way there is."""
    unit, by = asking(world, role)
    Unit.objects.filter(pk=unit.pk).update(plain_clothes=plain)
    begun = world.clock()
    world.clock.forward(seconds=10)
    world.seen(unit)
    world.clock.forward(seconds=10)
    until = world.clock()
    for hours in (0, 23, 24):
        world.clock.moment = until + timedelta(hours=hours)
        past = hours == 24
        for why in ("", " ", "case 12"):
            opens = role == COMM or (role == AUDIT and (not plain or (past and why == "case 12")))
            assert _opened(unit, begun, until, by.because(why)) is opens, (hours, why)
        read = whereabouts.position_history(by, unit.pk, begun, world.clock())
        assert len(read) == (role == COMM or (role == AUDIT and (not plain or past)))
    assert not whereabouts.position_history(elsewhere(world, role), unit.pk, begun, until)


@pytest.mark.parametrize("role", ASKED)
def test_where_it_has_been_in_plain_clothes_stays_so_when_it_wears_them_no_more(
    role: Role | str, world: World
) -> None:
    by = asking(world, role)[1]
    unit, begun = world.on_duty(plain_clothes=True), world.clock()
    world.clock.forward(seconds=10)
    world.seen(unit)
    actions.end_shift(unit=unit.pk, by=world.system)
    actions.change_unit(unit=unit.pk, plain_clothes=False, by=world.system)
    world.clock.forward(seconds=10)
    until = world.clock()
    by = by.because("case 12")
    assert _opened(unit, begun, until, by) is (role == COMM)
    assert len(whereabouts.position_history(by, unit.pk, begun, until)) == (role == COMM)
    world.clock.forward(hours=24)
    assert _opened(unit, begun, until, by) is (role in roles(COMM, AUDIT))


def _opened(unit: Unit, since: datetime, until: datetime, by: Actor) -> bool:
    try:
        actions.open_position_history(unit=unit.pk, since=since, until=until, by=by)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("role", ASKED)
def test_where_a_unit_is_may_be_seen_is_one_judgement_everywhere(
    role: Role | str, plain: bool, world: World
) -> None:
    """The rows, the board, the map and the nearest agree, and count nothing they hide."""
    unit, by = asking(world, role)
    Unit.objects.filter(pk=unit.pk).update(plain_clothes=plain)
    unit.refresh_from_db()
    world.seen(unit)
    sees = role in (
        roles(DISP, COMM, OWN) if plain else roles(CALL, DISP, PATROL, CHIEF, COMM, OWN)
    )
    assert Unit.objects.place_visible_to(by).count() == sees
    assert UnitPosition.objects.visible_to(by).count() == sees
    assert (whereabouts.position_of(by, unit.pk) is not None) is sees
    features = json.loads(whereabouts.units_geojson(by, world.city.pk))["features"]
    assert [feature["properties"]["id"] for feature in features] == [str(unit.pk)] * sees
    assert len(nearest.nearest_units(HERE, world.city.pk, reader=by)) == sees
    assert not Unit.objects.place_visible_to(elsewhere(world, role)).exists()
    for line in board.board(by, world.city.pk):
        assert (line.place is not None) is sees
        assert (line.measured_at is not None) is sees
        assert line.place_hidden is not sees


def test_a_unit_that_may_not_be_seen_is_no_place_in_the_board(world: World) -> None:
    for sign in ("a", "c"):
        world.on_duty(sign)
    hidden = world.on_duty("b", station=world.second)
    chief = world.actor(CHIEF, world.first)

    def page(after: UUID | None) -> list[str]:
        return [line.call_sign for line in board.board(chief, world.city.pk, after=after)]

    assert page(hidden.pk) == page(uuid7()) == page(None) == ["a", "c"]
    assert page(board.board(chief, world.city.pk)[0].id) == ["c"]


def test_plain_clothes_leave_the_unit_on_the_call_takers_board(world: World) -> None:
    unit = world.on_duty("سایه ۱", plain_clothes=True)
    world.seen(unit)
    (line,) = board.board(world.actor(CALL), world.city.pk)
    assert (line.call_sign, line.place, line.place_hidden) == (unit.call_sign, None, True)
