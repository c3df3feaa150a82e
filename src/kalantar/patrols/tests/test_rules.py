"""What may not happen to units, each rule by its name."""

import math
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from uuid_utils.compat import uuid7

from kalantar.catalogue.actions import retire_unavailable_reason
from kalantar.kernel.geometry import Point
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told
from kalantar.patrols import actions
from kalantar.patrols.models import CrewMember, Shift, Unit, UnitPosition
from kalantar.patrols.positions import Report
from kalantar.patrols.rules import position_is_fresh, position_is_possible
from kalantar.patrols.tests.world import HERE, World
from kalantar.people.roles import Role

type RefusedBy = Callable[[Callable[[], object]], str]


def assigned(unit: Unit) -> Unit:
    Unit.objects.filter(pk=unit.pk).update(status="assigned")
    return unit


def test_unit_has_a_call_sign(world: World, refused_by: RefusedBy) -> None:
    assert (
        refused_by(
            lambda: actions.add_unit(
                jurisdiction=world.first.pk, call_sign=" ", kind="car", by=world.system
            )
        )
        == "unit_has_a_call_sign"
    )
    unit = world.unit()
    change = lambda: actions.change_unit(unit=unit.pk, call_sign="", by=world.system)  # noqa: E731
    assert refused_by(change) == "unit_has_a_call_sign"


def test_unit_offers_what_exists(world: World, refused_by: RefusedBy) -> None:
    assert refused_by(lambda: world.unit(kind="balloon")) == "unit_offers_what_exists"
    assert refused_by(lambda: world.unit(capabilities=["magic"])) == "unit_offers_what_exists"


def test_unit_change_changes_something(world: World, refused_by: RefusedBy) -> None:
    unit = world.unit(kind="car")
    same = refused_by(lambda: actions.change_unit(unit=unit.pk, kind="car", by=world.system))
    assert same == "unit_change_changes_something"
    actions.change_unit(unit=unit.pk, kind="foot", capabilities=["k9", "armed"], by=world.system)
    unit.refresh_from_db()
    assert (unit.kind, unit.capabilities) == ("foot", ["armed", "k9"])
    said = told(unit.pk, world.system)[0].sentence
    assert "kind: Foot patrol instead of Car; what it can do: Armed, Police dog" in said.en
    assert "گونه: گشت پیاده به‌جای گشت خودرویی؛ توانایی‌ها: مسلح، سگ پلیس به‌جای هیچ" in said.fa


@pytest.mark.parametrize(
    "field", ["call_sign", "kind", "plain_clothes", "capabilities", "radio_identity"]
)
def test_no_change_of_a_unit_is_told_by_words_of_the_code(world: World, field: str) -> None:
    values: dict[str, Any] = {
        "call_sign": "۱۲",
        "kind": "foot",
        "capabilities": ["k9"],
        "radio_identity": "۹",
    }
    unit = world.unit("۱۱")
    given: dict[str, Any] = {field: values.get(field, True)}
    actions.change_unit(unit=unit.pk, **given, by=world.system)
    said = told(unit.pk, world.system)[0].sentence
    assert not re.search("[A-Za-z_]", said.fa)
    assert field not in said.en or "_" not in field


def test_call_sign_is_one_units_of_a_station(world: World, refused_by: RefusedBy) -> None:
    first = world.unit("گشت ۱۰۱")
    assert refused_by(lambda: world.unit("گشت ١٠١")) == "call_sign_is_one_units"
    world.unit("گشت ۱۰۱", station=world.second)
    actions.retire_unit(unit=first.pk, by=world.system)
    world.unit("گشت ۱۰۱")


def test_unit_is_in_service(world: World, refused_by: RefusedBy) -> None:
    unit, officer = world.unit(), world.officer()
    actions.retire_unit(unit=unit.pk, by=world.system)
    by = world.system
    for deed in (
        lambda: actions.begin_shift(unit=unit.pk, officers=[officer.pk], by=by),
        lambda: actions.change_unit(unit=unit.pk, kind="foot", by=by),
        lambda: actions.retire_unit(unit=unit.pk, by=by),
    ):
        assert refused_by(deed) == "unit_is_in_service"


def test_unit_is_off_duty_when_it_is_retired(world: World, refused_by: RefusedBy) -> None:
    unit = world.on_duty()
    retire = refused_by(lambda: actions.retire_unit(unit=unit.pk, by=world.system))
    assert retire == "unit_is_off_duty"


def test_plain_clothes_end_off_duty(world: World, refused_by: RefusedBy) -> None:
    unit = world.on_duty(plain_clothes=True)

    def wears(plain: bool) -> None:
        actions.change_unit(unit=unit.pk, plain_clothes=plain, by=world.system)

    assert refused_by(lambda: wears(False)) == "plain_clothes_end_off_duty"
    actions.change_unit(unit=unit.pk, call_sign="other", plain_clothes=True, by=world.system)
    actions.end_shift(unit=unit.pk, by=world.system)
    wears(False)
    actions.begin_shift(unit=unit.pk, officers=[world.officer().pk], by=world.system)
    wears(True)


def test_when_a_unit_was_in_plain_clothes_is_kept(world: World) -> None:
    unit, day = world.unit(), timedelta(days=1)
    marks = [True, False, True, False]
    begun = world.clock()
    for plain in marks:
        world.clock.forward(seconds=day.total_seconds())
        actions.change_unit(unit=unit.pk, plain_clothes=plain, by=world.system)
    unit.refresh_from_db()
    moments = [begun + n * day + day / 2 for n in range(5)]
    assert [unit.was_in_plain_clothes(at, at) for at in moments] == [False, *marks]
    assert unit.was_in_plain_clothes(moments[0], moments[1])


def test_one_marked_before_times_were_kept_was_always_so(world: World) -> None:
    unit = world.unit(plain_clothes=True)
    Unit.objects.filter(pk=unit.pk).update(plain_clothes_times=[])
    actions.change_unit(unit=unit.pk, plain_clothes=False, by=world.system)
    unit.refresh_from_db()
    long_ago, later = unit.status_since - timedelta(days=99), world.clock() + timedelta(seconds=1)
    assert unit.was_in_plain_clothes(long_ago, long_ago)
    assert not unit.was_in_plain_clothes(later, later)


def test_retired_unit_is_off_duty(world: World) -> None:
    unit = world.on_duty()
    with pytest.raises(Exception, match="retired_unit_is_off_duty"):
        Unit.objects.filter(pk=unit.pk).update(retired_at=world.clock())


def test_unit_is_on_duty_to_be_joined(world: World, refused_by: RefusedBy) -> None:
    unit, officer = world.unit(), world.officer()
    by = world.system
    join = lambda: actions.join_crew(unit=unit.pk, officer=officer.pk, by=by)  # noqa: E731
    leave = lambda: actions.leave_crew(unit=unit.pk, officer=officer.pk, by=by)  # noqa: E731
    assert refused_by(join) == refused_by(leave) == "unit_is_on_duty"


def test_unit_is_not_on_an_incident_when_it_stops(world: World, refused_by: RefusedBy) -> None:
    unit = assigned(world.on_duty())
    end = refused_by(lambda: actions.end_shift(unit=unit.pk, by=world.system))
    stop = refused_by(
        lambda: actions.become_unavailable(unit=unit.pk, reason=world.meal.pk, by=world.system)
    )
    assert end == stop == "unit_is_not_on_an_incident"


def test_crew_has_an_officer(world: World, refused_by: RefusedBy) -> None:
    unit, by = world.unit(), world.system
    empty = refused_by(lambda: actions.begin_shift(unit=unit.pk, officers=[], by=by))
    assert empty == "crew_has_an_officer"
    one, two = world.officer(), world.officer()
    actions.begin_shift(unit=unit.pk, officers=[one.pk], by=by)
    actions.join_crew(unit=unit.pk, officer=two.pk, by=by)
    world.clock.forward(hours=1)
    actions.leave_crew(unit=unit.pk, officer=one.pk, by=by)
    last = refused_by(lambda: actions.leave_crew(unit=unit.pk, officer=two.pk, by=by))
    assert last == "crew_has_an_officer"


def test_officers_patrol_the_area(world: World, refused_by: RefusedBy) -> None:
    unit, by = world.unit(), world.system
    for stranger in (
        world.officer(world.second),
        world.officer(role=Role.CALL_TAKER),
        world.officer(world.elsewhere),
    ):
        begin = partial(actions.begin_shift, unit=unit.pk, officers=[stranger.pk], by=by)
        assert refused_by(begin) == "officers_patrol_the_area"
    nobody = refused_by(lambda: actions.begin_shift(unit=unit.pk, officers=[uuid7()], by=by))
    assert nobody == "officers_patrol_the_area"
    actions.begin_shift(unit=unit.pk, officers=[world.officer(world.city).pk], by=by)


def test_officer_is_in_the_crew(world: World, refused_by: RefusedBy) -> None:
    unit, other = world.on_duty(), world.officer()
    leave = refused_by(lambda: actions.leave_crew(unit=unit.pk, officer=other.pk, by=world.system))
    assert leave == "officer_is_in_the_crew"


def test_officer_leaves_after_joining(world: World, refused_by: RefusedBy) -> None:
    one, two = world.officer(), world.officer()
    unit = world.on_duty(officer=one)
    actions.join_crew(unit=unit.pk, officer=two.pk, by=world.system)
    leave = partial(actions.leave_crew, unit=unit.pk, officer=two.pk, by=world.system)
    assert refused_by(leave) == "officer_leaves_after_joining"
    world.clock.forward(seconds=1)
    leave()


def test_shift_is_due_after_it_begins_within_three_days(
    world: World, refused_by: RefusedBy
) -> None:
    unit, officer = world.unit(), world.officer()

    def begin(hours: float) -> Shift:
        due = world.clock() + timedelta(hours=hours)
        crew = [officer.pk]
        return actions.begin_shift(unit=unit.pk, officers=crew, due_at=due, by=world.system)

    for hours in (-1, 0, 72.1):
        assert refused_by(partial(begin, hours)) == "shift_is_due_after_it_begins"
    assert begin(24).due_at == world.clock() + timedelta(hours=24)


def test_shift_runs_forward(world: World, refused_by: RefusedBy) -> None:
    unit = world.on_duty()
    earlier = world.system.at(world.clock() - timedelta(minutes=1))
    assert refused_by(lambda: actions.end_shift(unit=unit.pk, by=earlier)) == "shift_runs_forward"


def test_a_whole_shift_stands_on_the_timeline(world: World) -> None:
    officer = world.officer()
    unit = world.on_duty("گشت ۷", officer=officer)
    by = world.crew(officer)
    world.seen(unit)
    actions.become_unavailable(unit=unit.pk, reason=world.meal.pk, by=by)
    actions.become_unavailable(unit=unit.pk, reason=world.broken.pk, by=by)
    actions.become_available(unit=unit.pk, by=by)
    world.clock.forward(hours=8)
    shift = actions.end_shift(unit=unit.pk, by=by)
    assert shift.ended_at == world.clock()
    member = CrewMember.objects.get(shift=shift)
    assert (member.period.lower, member.period.upper) == (shift.begun_at, shift.ended_at)
    assert not UnitPosition.objects.exists(), "nobody is followed home"
    said = [entry.sentence.fa for entry in reversed(told(unit.pk, world.system))]
    assert said == [
        "یگان گشت ۷ افزوده شد.",
        "شیفت گشت ۷ آغاز شد؛ شمار سرنشینان: 1.",
        "گشت ۷ آمادهٔ اعزام نیست: meal.",
        "گشت ۷ آمادهٔ اعزام نیست: broken_down.",
        "گشت ۷ دوباره آزاد است.",
        "شیفت گشت ۷ پایان یافت.",
    ]
    assert told(officer.pk, world.system)[-1].event == "ShiftBegun"


def test_catalogue_row_is_offered_as_a_reason(world: World, refused_by: RefusedBy) -> None:
    unit = world.on_duty()
    retire_unavailable_reason(reason=world.meal.pk, by=world.system)
    stop = refused_by(
        lambda: actions.become_unavailable(unit=unit.pk, reason=world.meal.pk, by=world.system)
    )
    assert stop == "catalogue_row_is_offered"


def test_officer_in_one_crew_at_a_time(world: World, refused_by: RefusedBy) -> None:
    officer = world.officer()
    world.on_duty(officer=officer)
    other = world.unit()
    begin = lambda: actions.begin_shift(unit=other.pk, officers=[officer.pk], by=world.system)  # noqa: E731
    assert refused_by(begin) == "officer_in_one_crew_at_a_time"
    other.refresh_from_db()
    assert other.status == "off_duty"


def racing(deeds: Sequence[Callable[[], object]]) -> list[str]:
    """Do all at once; what became of each: ``done`` or the rule that refused."""
    ready = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> str:
        try:
            ready.wait(timeout=30)
            deed()
        except Refused as refusal:
            return refusal.rule.name
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as people:
        return sorted(people.map(run, deeds))


def test_unit_in_one_shift_when_two_begin_it_at_once(committed_world: World) -> None:
    world = committed_world
    unit = world.unit()
    crews = [world.officer().pk for _ in range(6)]
    begun = [
        partial(actions.begin_shift, unit=unit.pk, officers=[who], by=world.system) for who in crews
    ]
    assert racing(begun) == ["done", *["unit_allows_step"] * 5]
    assert Shift.objects.count() == CrewMember.objects.count() == 1
    assert Entry.objects.filter(event="ShiftBegun").count() == 1


def test_unit_in_one_shift_is_held_by_the_database(world: World) -> None:
    unit = world.on_duty()
    with pytest.raises(Exception, match="unit_in_one_shift"):
        Shift.objects.create(unit=unit, begun_at=world.clock())


def test_officer_in_one_crew_at_a_time_when_two_units_want_them(committed_world: World) -> None:
    world = committed_world
    officer = world.officer()
    crew = [officer.pk]
    begun = [
        partial(actions.begin_shift, unit=world.unit().pk, officers=crew, by=world.system)
        for _ in range(4)
    ]
    assert racing(begun) == ["done", *["officer_in_one_crew_at_a_time"] * 3]


@pytest.mark.parametrize(
    ("place", "accuracy", "possible"),
    [
        (HERE, 5.0, True),
        (Point(-180.0, -90.0), None, True),
        (Point(180.0, 90.0), 0.0, True),
        (Point(180.1, 0.0), 5.0, False),
        (Point(0.0, -90.1), 5.0, False),
        (Point(math.nan, 35.0), 5.0, False),
        (Point(51.0, math.inf), 5.0, False),
        (HERE, -1.0, False),
        (HERE, math.nan, False),
    ],
)
def test_position_is_possible(
    place: Point, accuracy: float | None, possible: bool, world: World
) -> None:
    assert position_is_possible(place, accuracy) is possible
    unit = world.on_duty()
    report = Report(unit.pk, place, world.clock(), accuracy)
    received = actions.report_positions(reports=[report], by=world.system)
    names = [refusal.rule.name for _, refusal in received.refused]
    assert (received.kept, names) == ((1, []) if possible else (0, ["position_is_possible"]))


def test_position_is_not_from_the_future(world: World) -> None:
    unit = world.on_duty()
    assert world.seen(unit, ago_s=-60).kept == 1
    received = world.seen(unit, ago_s=-61)
    assert [(place, refusal.rule.name) for place, refusal in received.refused] == [
        (0, "position_is_not_from_the_future")
    ]


def test_position_is_from_a_shift(world: World) -> None:
    unit = world.on_duty()
    assert world.seen(unit, ago_s=1).refused[0][1].rule.name == "position_is_from_a_shift"
    world.clock.forward(hours=1)
    actions.end_shift(unit=unit.pk, by=world.system)
    world.clock.forward(minutes=10)
    assert world.seen(unit).refused[0][1].rule.name == "position_is_from_a_shift"
    late = world.seen(unit, ago_s=15 * 60)
    assert (late.kept, late.moved, late.refused) == (1, 0, ())
    assert not UnitPosition.objects.exists()


@pytest.mark.parametrize(("age_s", "fresh"), [(0, True), (90, True), (91, False), (-30, True)])
def test_position_is_fresh_for_ninety_seconds(age_s: int, fresh: bool, world: World) -> None:
    position = UnitPosition(measured_at=world.clock() - timedelta(seconds=age_s))
    assert position_is_fresh(position, world.clock()) is fresh


def _hidden_track(world: World, why: str, hours: float) -> Callable[[], object]:
    """An auditor opens the last hour before so many hours ago, of a unit in plain clothes."""
    unit, until = world.on_duty(plain_clothes=True), world.clock() - timedelta(hours=hours)
    by, since = world.actor(Role.AUDITOR).because(why), until - timedelta(hours=1)
    asked = {"unit": unit.pk, "since": since, "until": until, "by": by}
    return lambda: actions.open_position_history(**asked)  # type: ignore[arg-type]


def test_hidden_track_is_read_for_a_purpose(world: World, refused_by: RefusedBy) -> None:
    refused = refused_by(_hidden_track(world, " ", 24))
    assert refused == "hidden_track_is_read_for_a_purpose"
    assert not Entry.objects.filter(event="PositionHistoryOpened").exists()
    _hidden_track(world, "case 12", 24)()
    assert Entry.objects.get(event="PositionHistoryOpened").why == "case 12"


def test_hidden_track_is_a_day_old(world: World, refused_by: RefusedBy) -> None:
    for hours in (0, 23.99, -1):
        assert refused_by(_hidden_track(world, "case 12", hours)) == "hidden_track_is_a_day_old"
    _hidden_track(world, "case 12", 24)()
