"""Where a unit was is forgotten when it has been kept long enough, and that is on the timeline."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import translation

from kalantar.kernel.actor import Actor, ActorKind, system
from kalantar.kernel.geometry import Point
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told
from kalantar.patrols import actions, reactions
from kalantar.patrols.history import BEFORE, TABLE, parts
from kalantar.patrols.models import PositionReport, Unit
from kalantar.patrols.reactions import forget_old_positions
from kalantar.patrols.tests.world import World
from kalantar.places.models import Jurisdiction

BY, DAY = system(), timedelta(days=1)


def _was(unit: Unit, *, days: float) -> PositionReport:
    at = datetime.now(UTC) - days * DAY
    return PositionReport.objects.create(
        unit=unit, place=Point(51.4, 35.7), measured_at=at, received_at=at
    )


def _refused(**asked: Any) -> str:
    with pytest.raises(Refused) as refusal:
        actions.forget_positions(**asked)
    return refusal.value.rule.name


def test_old_positions_go_in_recorded_batches_and_younger_ones_stay(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    units = [world.on_duty() for _ in range(2)]
    for unit in units:
        for days in (91, 92, 400):
            _was(unit, days=days)
    young = {_was(unit, days=days).pk for unit in units for days in (0, 89)}
    for _ in range(2):  # the second time there is nothing to do, and to say
        forget_old_positions()
        assert {report.pk for report in PositionReport.objects.all()} == young
        entries = Entry.objects.filter(event="PositionsForgotten")
        assert [entry.facts["count"] for entry in entries] == [2, 2, 2]
    before = datetime.fromisoformat(entries[0].facts["before"])
    assert datetime.now(UTC) - before - settings.KEEP_POSITIONS < DAY
    outermost = Jurisdiction.objects.filter(parent=None).values_list("pk", flat=True)
    for area in outermost:
        with translation.override("en"):
            assert str(told(area, BY)[0].sentence).startswith("2 positions from before ")


def test_positions_are_kept_their_time(world: World) -> None:
    report = _was(world.on_duty(), days=80)
    before = datetime.now(UTC) - 79 * DAY
    assert _refused(before=before, by=BY) == "positions_are_kept_their_time"
    assert PositionReport.objects.filter(pk=report.pk).exists()


def test_older_positions_are_kept_or_there_is_nothing_to_forget(world: World) -> None:
    _was(world.on_duty(), days=80)
    before = datetime.now(UTC) - 100 * DAY
    assert _refused(before=before, by=BY) == "older_positions_are_kept"
    assert not Entry.objects.filter(event="PositionsForgotten").exists()


def test_may_forget_positions_is_for_the_service_itself(world: World) -> None:
    by = Actor(kind=ActorKind.PERSON, id=world.system.id)
    before = datetime.now(UTC) - 100 * DAY
    assert _refused(before=before, by=by) == "may_forget"


def test_days_are_made_ahead_and_a_day_that_was_kept_long_enough_goes_with_one_stroke(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each position lies in the table of its day; no day is missing, and no other part is needed."""
    first, *days = parts()
    assert first.table == BEFORE
    world.clock.moment = days[-1].until + DAY / 2
    assert actions.make_days(by=world.system) == 15
    assert actions.make_days(by=world.system) == 0
    (first, *days) = parts()
    assert {later.until - one.until for one, later in pairwise([first, *days])} == {DAY}
    assert days[-1].until > world.clock() + 14 * DAY
    unit = world.on_duty()
    assert world.seen(unit).kept == 1
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table that waits for one stays
        cursor.execute(f"SELECT tableoid::regclass::text FROM {TABLE}")
        ((table,),) = cursor.fetchall()
    assert table == f"{TABLE}_{world.clock():%Y%m%d}"
    (of_today,) = [part for part in days if part.table == table]
    monkeypatch.setattr(reactions, "BY", world.system)
    world.clock.moment = of_today.until + settings.KEEP_POSITIONS - timedelta(seconds=1)
    forget_old_positions()
    assert parts()[0] == of_today
    assert PositionReport.objects.filter(unit=unit).exists()
    world.clock.forward(seconds=1)
    forget_old_positions()
    assert not PositionReport.objects.filter(unit=unit).exists()
    assert parts()[0].until == of_today.until + DAY
    gone = Entry.objects.filter(event="DayForgotten")
    assert of_today.until.isoformat() in {entry.facts["until"] for entry in gone}


def test_a_service_that_was_switched_off_for_a_year_makes_its_days_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reactions, "BY", world.system)
    world.clock.moment = parts()[-1].until + timedelta(days=365)
    forget_old_positions()
    assert parts() == []
    reactions.make_days_ahead()
    assert parts()[0].until - DAY <= world.clock() - settings.KEEP_POSITIONS
    assert world.seen(world.on_duty()).kept == 1


def test_a_day_is_not_forgotten_early_nor_out_of_turn(world: World) -> None:
    (first, second, *_) = parts()
    for until, rule in (
        (first, "positions_are_kept_their_time"),
        (second, "older_positions_are_kept"),
    ):
        world.clock.moment = first.until + settings.KEEP_POSITIONS - timedelta(seconds=1)
        if until is second:
            world.clock.forward(days=2)
        with pytest.raises(Refused) as refusal:
            actions.forget_day(until=until.until, by=world.system)
        assert refusal.value.rule.name == rule


def test_the_history_is_forgotten_by_its_key(world: World) -> None:
    """However long it is, and however many at once: no plan reads what stays."""
    world.on_duty()
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN " + actions._FORGET,
            [UUID(int=0), datetime.now(UTC), actions.AT_ONCE, actions.AT_ONCE],
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Tid Scan on patrols_positionreport_before" in plan
    assert "Index Cond: ((unit_id = patrols_unit.id) AND (measured_at <" in plan
    assert "Seq Scan on patrols_positionreport_before" not in plan
