"""Positions: in any order, any number, at a constant cost; boards are told once a batch."""

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kalantar.kernel import notice
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point, metres_between
from kalantar.kernel.models import Entry
from kalantar.kernel.unseen import Horizon
from kalantar.patrols import actions, board, nearest, queries, whereabouts
from kalantar.patrols.models import PositionReport, UnitPosition
from kalantar.patrols.positions import Carrier, Report
from kalantar.patrols.tests.world import HERE, World
from kalantar.people.roles import Role


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    order=st.permutations(range(8)),
    cuts=st.lists(st.integers(1, 7), max_size=3),
    again=st.integers(0, 7),
)
def test_in_whatever_order_they_come_the_last_measured_is_the_last(
    order: list[int], cuts: list[int], again: int, world: World
) -> None:
    UnitPosition.objects.all().delete()
    PositionReport.objects.all().delete()
    unit = world.on_duty()
    begun = world.clock()
    world.clock.forward(minutes=1)
    reports = [
        Report(unit.pk, Point(51 + n / 5000, 35.7), begun + timedelta(seconds=n), float(n))
        for n in range(8)
    ]
    sent = [reports[n] for n in order] + [reports[again]]
    edges = [0, *sorted(set(cuts)), len(sent)]
    kept = 0
    for start, end in pairwise(edges):
        kept += actions.report_positions(reports=sent[start:end], by=world.system).kept
    assert kept == 8
    assert PositionReport.objects.filter(unit=unit).count() == 8
    last = UnitPosition.objects.get(unit=unit)
    assert (last.measured_at, last.place) == (reports[7].measured_at, reports[7].place)
    unit.refresh_from_db()
    actions.end_shift(unit=unit.pk, by=world.system)


def test_a_batch_costs_the_same_however_long(world: World, django_assert_num_queries: Any) -> None:
    units = [world.on_duty() for _ in range(12)]
    chance = Random(1)
    for number in (1, 12, 1200):
        world.clock.forward(minutes=30)
        reports = [
            Report(
                units[n % len(units)].pk,
                Point(51 + chance.random() / 10, 35 + chance.random() / 10),
                world.clock() - timedelta(seconds=n // len(units)),
            )
            for n in range(number)
        ]
        with django_assert_num_queries(
            8
        ):  # savepoint, hold (2), who may, known, COPY, move, release
            received = actions.report_positions(reports=reports, by=world.system)
        assert (received.kept, received.refused) == (number, ())
    assert not Entry.objects.filter(event="PositionsReported").exists()


def test_a_bad_report_harms_no_other(world: World) -> None:
    unit = world.on_duty()
    world.clock.forward(minutes=5)
    now = world.clock()
    reports = [
        Report(unit.pk, HERE, now - timedelta(seconds=2)),
        Report(unit.pk, Point(0.0, 99.0), now - timedelta(seconds=1)),
        Report(unit.pk, HERE, now + timedelta(hours=1)),
        Report(unit.pk, Point(51.39, 35.69), now),
    ]
    received = actions.report_positions(reports=reports, by=world.system)
    assert (received.kept, received.moved) == (2, 1)
    assert [(place, refusal.rule.name) for place, refusal in received.refused] == [
        (1, "position_is_possible"),
        (2, "position_is_not_from_the_future"),
    ]
    assert UnitPosition.objects.get().place == Point(51.39, 35.69)


def test_an_empty_batch_is_nothing(world: World) -> None:
    received = actions.report_positions(reports=[], by=world.actor(Role.DISPATCHER))
    assert (received.kept, received.moved, received.refused) == (0, 0, ())


def test_boards_are_told_once_a_batch_and_only_when_a_unit_moved(committed_world: World) -> None:
    world = committed_world
    one, two = world.on_duty(), world.on_duty(station=world.second)
    world.clock.forward(minutes=1)
    with connection.cursor() as cursor:
        cursor.execute("LISTEN kalantar")
    try:
        reports = [
            Report(unit.pk, HERE, world.clock() - timedelta(seconds=n))
            for unit in (one, two)
            for n in range(3)
        ]
        actions.report_positions(reports=reports, by=world.system)
        world.seen(one, ago_s=30)  # late: moves nobody
        world.clock.forward(seconds=1)
        world.seen(two)
        heard = [
            notice.read(told.payload)
            for told in connection.connection.notifies(timeout=5, stop_after=2)
        ]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("UNLISTEN *")
    around = {f"positions:{area}" for area in two.jurisdiction.ancestors}
    both = around | {f"positions:{one.jurisdiction_id}"}
    assert f"positions:{world.city.pk}" in around
    assert len(both) == len(around) + 1
    assert [told.event for told in heard] == ["PositionsReported"] * 2
    assert [told.keys for told in heard] == [both, around]


def test_batches_about_the_same_units_at_once_never_lock_each_other_out(
    committed_world: World,
) -> None:
    world = committed_world
    units = [world.on_duty().pk for _ in range(20)]
    world.clock.forward(minutes=10)
    now = world.clock()

    def report(batch: int) -> int:
        order = Random(batch).sample(units, len(units))
        reports = [Report(unit, HERE, now - timedelta(seconds=batch)) for unit in order]
        try:
            return actions.report_positions(reports=reports, by=world.system).kept
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as devices:
        assert list(devices.map(report, range(40))) == [20] * 40
    assert set(UnitPosition.objects.values_list("measured_at", flat=True)) == {now}


def test_a_shift_that_ends_meanwhile_leaves_no_position_behind(
    committed_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shift is ended in the moment between asking who is on duty and keeping where they are."""
    world = committed_world
    unit = world.on_duty()
    world.clock.forward(minutes=1)
    report = Report(unit.pk, HERE, world.clock())

    def end() -> None:
        try:
            actions.end_shift(unit=unit.pk, by=world.system)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as elsewhere:
        ending: list[Future[None]] = []

        def asked(
            reports: Sequence[Report], by: Actor, lasts: Mapping[UUID, Report]
        ) -> dict[UUID, Carrier]:
            found = queries.carriers_of(reports, by, lasts)
            ending.append(elsewhere.submit(end))
            with suppress(TimeoutError):  # it waits for us; were it not held, it would be over
                ending[0].result(timeout=2)
            return found

        monkeypatch.setattr(actions, "carriers_of", asked)
        assert actions.report_positions(reports=[report], by=world.system).moved == 1
        ending[0].result()
    assert not UnitPosition.objects.filter(unit=unit).exists()
    assert PositionReport.objects.filter(unit=unit).count() == 1


def test_the_nearest_come_first_with_true_distances(world: World) -> None:
    chance = Random(7)
    places = {}
    for n in range(30):
        unit = world.on_duty(f"N{n:02}", kind="foot" if n % 3 else "car")
        places[unit.pk] = Point(51.3 + chance.random() / 5, 35.6 + chance.random() / 5)
        world.seen(unit, places[unit.pk])
    found = nearest.nearest_units(HERE, world.city.pk, 10, reader=world.system)
    right = sorted(places, key=lambda pk: metres_between(places[pk], HERE))
    assert [unit.id for unit in found] == right[:10]
    assert [unit.distance_m for unit in found] == [
        metres_between(places[pk], HERE) for pk in right[:10]
    ]
    cars = nearest.nearest_units(HERE, world.city.pk, 99, reader=world.system, kinds=["car"])
    assert {unit.kind for unit in cars} == {"car"}
    assert len(cars) == 10
    near = nearest.nearest_units(
        HERE, world.city.pk, 99, reader=world.system, within_m=found[4].distance_m
    )
    assert [unit.id for unit in near] == right[:5]


def test_the_nearest_can_be_asked_for_by_what_they_can_do(world: World) -> None:
    armed = world.on_duty("armed", capabilities=["armed", "k9"])
    busy, stale = world.on_duty("busy"), world.on_duty("stale")
    other_city = world.on_duty(
        "other", station=world.elsewhere, officer=world.officer(world.elsewhere)
    )
    world.seen(stale)
    world.clock.forward(minutes=2)
    for unit in (armed, busy, other_city):
        world.seen(unit)
    actions.become_unavailable(unit=busy.pk, reason=world.meal.pk, by=world.system)

    def names(**asked: Any) -> set[str]:
        found = nearest.nearest_units(HERE, world.city.pk, reader=world.system, **asked)
        return {unit.call_sign for unit in found}

    assert names() == {"armed", "busy", "stale"}
    assert names(available_only=True) == {"armed", "stale"}
    assert names(available_only=True, fresh_only=True) == {"armed"}
    assert names(capabilities=["k9"]) == {"armed"}
    found = nearest.nearest_units(HERE, world.city.pk, reader=world.system)
    (meal,) = [near.reason for near in found if near.call_sign == "busy"]
    assert meal is not None
    assert meal.en == "meal"


def test_the_board_is_one_query_and_says_how_old_positions_are(
    world: World, django_assert_num_queries: Any
) -> None:
    fresh, stale, nowhere = (world.on_duty(name) for name in ("a", "b", "c"))
    world.unit("d")
    world.seen(stale)
    world.clock.forward(seconds=100)
    world.seen(fresh)
    with django_assert_num_queries(1):
        lines = board.board(world.system, world.city.pk)
    assert [(line.call_sign, line.age_s, line.fresh) for line in lines] == [
        ("a", 0, True),
        ("b", 100, False),
        ("c", None, False),
    ]
    assert [name.fa for name in lines[0].crew] == ["مأمور"]
    assert lines[0].station_name.en == "first"
    all_of_them = board.board(world.system, world.city.pk, off_duty=True)
    assert [line.call_sign for line in all_of_them] == ["a", "b", "c", "d"]
    assert board.board(world.system, world.second.pk) == []
    with django_assert_num_queries(2):
        board.board(world.actor(Role.DISPATCHER), world.city.pk)
    assert nowhere.status == "available"


def test_the_map_says_which_positions_are_stale(world: World) -> None:
    stale, fresh = world.on_duty("old"), world.on_duty("new")
    world.seen(stale, Point(51.4, 35.7))
    world.clock.forward(seconds=91)
    world.seen(fresh, Point(51.5, 35.8))
    found = json.loads(whereabouts.units_geojson(world.actor(Role.DISPATCHER), world.city.pk))
    assert found["type"] == "FeatureCollection"
    said = {
        feature["properties"]["call_sign"]: (
            feature["geometry"]["coordinates"],
            feature["properties"]["fresh"],
        )
        for feature in found["features"]
    }
    assert said == {"old": ([51.4, 35.7], False), "new": ([51.5, 35.8], True)}
    assert json.loads(whereabouts.units_geojson(world.system, world.second.pk))["features"] == []


def test_the_map_can_be_asked_only_for_what_changed(committed_world: World) -> None:
    world = committed_world
    still, moved, stopped = world.on_duty("still"), world.on_duty("moved"), world.on_duty("stopped")
    for unit in (still, moved, stopped):
        world.seen(unit)
    since = Horizon.now()
    world.clock.forward(seconds=10)
    world.seen(moved)
    actions.become_unavailable(unit=stopped.pk, reason=world.meal.pk, by=world.system)
    told = json.loads(whereabouts.units_geojson(world.system, world.city.pk, since=since))
    names = {feature["properties"]["call_sign"] for feature in told["features"]}
    assert names >= {"moved", "stopped"}


def test_the_history_is_read_by_few_and_every_reading_is_recorded(world: World) -> None:
    unit = world.on_duty()
    begun = world.clock()
    world.clock.forward(minutes=2)
    for ago in (90, 60, 30):
        world.seen(unit, ago_s=ago)
    auditor = world.actor(Role.AUDITOR)
    until = begun + timedelta(seconds=90)
    actions.open_position_history(unit=unit.pk, since=begun, until=until, by=auditor)
    track = whereabouts.position_history(auditor, unit.pk, begun, until)
    assert [report.measured_at - begun for report in track] == [
        timedelta(seconds=30),
        timedelta(seconds=60),
    ]
    assert whereabouts.position_history(world.actor(Role.DISPATCHER), unit.pk, begun, until) == []
    entry = Entry.objects.get(event="PositionHistoryOpened")
    assert (entry.actor, entry.role) == (auditor.id, "auditor")


def test_an_officer_finds_their_own_unit(world: World) -> None:
    officer = world.officer()
    assert queries.own_unit(world.crew(officer)) is None
    unit = world.on_duty(officer=officer)
    assert queries.own_unit(world.crew(officer)) == unit
    actions.end_shift(unit=unit.pk, by=world.crew(officer))
    assert queries.own_unit(world.crew(officer)) is None


@pytest.mark.django_db
def test_a_call_sign_is_how_a_unit_is_said(world: World) -> None:
    unit = world.unit("گشت ۱")
    assert queries.unit_labels([unit.pk], world.system)[unit.pk].fa == "گشت ۱"
