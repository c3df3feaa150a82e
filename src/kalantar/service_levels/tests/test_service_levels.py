"""Each number is true of what happened, is counted of what its reader may see, and equals its list."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kalantar.calls.actions import abandon_call, answer_call, offer_call
from kalantar.dispatch.actions import arrive, send_units
from kalantar.dispatch.by_hour import AT_ONCE
from kalantar.dispatch.models import Assignment
from kalantar.incidents.actions import create_incident
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.rules import Refused
from kalantar.people.roles import Role
from kalantar.people.tokens import digest_of, new_token
from kalantar.service_levels.actions import issue_wall_screen, revoke_wall_screen
from kalantar.service_levels.levels import BY_CODE, LEVELS, WINDOWS
from kalantar.service_levels.models import WallScreen
from kalantar.service_levels.queries import behind, levels, span_of, wall_of, wall_screens
from kalantar.service_levels.rules import (
    may_keep_wall_screens,
    wall_screen_is_in_use,
    wall_token_is_one_screens,
)
from tests.plugins.actors import HandClock
from tests.scene import CENTRE, Scene


@pytest.fixture
def room(scene: Scene) -> Actor:
    return scene.person(Role.DISPATCHER)


def _served(scene: Scene, by: Actor, clock: HandClock, *waits: float) -> Incident:
    """It rang; answered, opened, sent, arrived after so many seconds each."""
    answered, opened, sent, arrived = waits
    call = offer_call(number="02188776655", jurisdiction=scene.city.pk, by=by)
    clock.forward(seconds=answered)
    answer_call(call=call.pk, by=by)
    clock.forward(seconds=opened)
    incident = create_incident(
        type=scene.type.pk, address="Example st.", place=CENTRE, call=call.pk, by=by
    )
    clock.forward(seconds=sent)
    unit = scene.unit()
    send_units(incident=incident.pk, units=[unit.pk], why="by radio", by=by)
    clock.forward(seconds=arrived)
    arrive(assignment=Assignment.objects.get(unit=unit).pk, by=by)
    clock.forward(seconds=1)
    return incident


def _shares(reader: Actor, scene: Scene, **part: object) -> dict[str, tuple[int, int]]:
    told = levels(reader, scene.city.pk, reader.now())
    return {level.code: told.share(level=level.code, **part) for level in LEVELS}


def test_what_was_in_time_and_what_was_not(scene: Scene, room: Actor, clock: HandClock) -> None:
    _served(scene, room, clock, 8, 50, 40, 300)
    _served(scene, room, clock, 18, 70, 80, 900)
    left = offer_call(number="02188776650", jurisdiction=scene.city.pk, by=room)
    clock.forward(seconds=5)
    abandon_call(call=left.pk, by=room)
    offer_call(number="02188776651", jurisdiction=scene.city.pk, by=room)
    clock.forward(seconds=1)
    assert _shares(room, scene, window="shift", weeks=0) == {
        "answered_10": (1, 3),  # who hung up was not answered; what still rings is not counted
        "answered_15": (1, 3),
        "answered_20": (2, 3),
        "processed_60": (1, 2),
        "dispatched_60": (1, 2),
        "on_scene": (1, 2),  # priority 2: within ten minutes of being opened
    }


def test_what_is_not_decided_yet_counts_neither_way(
    scene: Scene, room: Actor, clock: HandClock
) -> None:
    scene.incident(room)
    clock.forward(minutes=20)
    assert set(_shares(room, scene, window="hour", weeks=0).values()) == {(0, 0)}


def test_windows_end_now_and_a_week_ago_is_the_same_window_then(
    scene: Scene, room: Actor, clock: HandClock
) -> None:
    _served(scene, room, clock, 5, 5, 5, 5)
    clock.forward(minutes=30)
    told = levels(room, scene.city.pk, clock())
    found = {one.code: told.share(level="answered_10", window=one.code, weeks=0) for one in WINDOWS}
    assert found == {"15min": (0, 0), "hour": (1, 1), "shift": (1, 1), "day": (1, 1)}
    clock.forward(days=7)
    told = levels(room, scene.city.pk, clock())
    assert told.share(level="answered_10", window="hour", weeks=1) == (1, 1)
    assert told.share(level="answered_10", window="day", weeks=0) == (0, 0)


def test_each_number_is_as_long_as_its_list(scene: Scene, room: Actor, clock: HandClock) -> None:
    for waits in ((8, 50, 40, 300), (18, 70, 80, 900), (30, 10, 10, 10)):
        _served(scene, room, clock, *waits)
    told = levels(room, scene.city.pk, clock())
    assert told.of
    for key, number in told.of.items():
        since, until = span_of(key.window, told.at, key.weeks)
        part = {"priority": key.priority, "area": key.area}
        asked = (room, scene.city.pk, key.level, since, until)
        assert behind(*asked, **part).count() == number  # type: ignore[arg-type]
        for met, count in ((True, told.met[key]), (False, number - told.met[key])):
            assert behind(*asked, **part, met=met).count() == count  # type: ignore[arg-type]


def test_the_parts_are_the_priorities_and_the_stations(
    scene: Scene, room: Actor, clock: HandClock
) -> None:
    incident = _served(scene, room, clock, 5, 5, 5, 5)
    told = levels(room, scene.city.pk, clock())
    assert told.values("priority") == [incident.priority]
    assert told.values("area") == sorted({scene.city.pk, incident.jurisdiction_id})
    at = {"level": "on_scene", "window": "day", "weeks": 0}
    assert told.share(**at, priority=2, area=scene.stations[1].pk) == (1, 1)
    assert told.share(**at, area=scene.stations[0].pk) == (0, 0)


@pytest.mark.parametrize("role", Role)
def test_only_what_the_reader_may_see_is_counted(
    scene: Scene, room: Actor, clock: HandClock, role: Role
) -> None:
    _served(scene, room, clock, 5, 5, 5, 5)
    watches = role in (
        Role.DISPATCHER, Role.CALL_TAKER, Role.COMMANDER, Role.STATION_CHIEF, Role.AUDITOR,
    )  # fmt: skip
    seen = _shares(scene.person(role), scene, window="day", weeks=0)
    assert set(seen.values()) == {(1, 1) if watches else (0, 0)}
    at_station = _shares(scene.person(role, scene.stations[1]), scene, window="day", weeks=0)
    assert at_station["answered_10"] == (0, 0)  # the city's 110 rang, not the station
    assert at_station["on_scene"] == ((1, 1) if watches else (0, 0))
    elsewhere = _shares(scene.person(role, scene.stations[0]), scene, window="day", weeks=0)
    assert set(elsewhere.values()) == {(0, 0)}


def test_it_is_the_number_of_the_rooms_bar() -> None:
    assert timedelta(seconds=60) == AT_ONCE
    assert all(level.goal is None or level.source for level in LEVELS)


def test_four_questions_by_the_index_however_much_happened(
    scene: Scene, room: Actor, clock: HandClock
) -> None:
    _served(scene, room, clock, 5, 5, 5, 5)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO incidents_incident (id, number, type_id, priority, state, units_on_it, place,"
            " address, place_source, city_id, jurisdiction_id, narrative, opened_at, closed_at,"
            " disposition_id) SELECT gen_random_uuid(), 'x' || n, %s, 3, 'closed', 0, point(51.4, 35.7),"
            " '', 'map', %s, %s, '', %s - n * interval '30 minutes', %s, %s"
            " FROM generate_series(1, 30000) n",
            [scene.type.pk, scene.city.pk, scene.stations[1].pk, clock(), clock(), scene.ending.pk],
        )
        cursor.execute("ANALYZE incidents_incident")
        with CaptureQueriesContext(connection) as asked:
            levels(room, scene.city.pk, clock())
        counting = [one["sql"] for one in asked if "count(" in one["sql"].lower()]
        assert len(counting) == 4
        assert len(asked) <= 10
        # whether the index can answer it; what is cheaper depends on what other tests left in the table
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + next(sql for sql in counting if "incidents_incident" in sql))
        plan = str(cursor.fetchall())
    assert "incident_by_city" in plan or "incident_by_area" in plan
    assert "Seq Scan on incidents_incident" not in plan


@pytest.mark.parametrize("role", Role)
def test_may_keep_wall_screens(scene: Scene, role: Role) -> None:
    keeps = role in (Role.COMMANDER, Role.STATION_CHIEF)
    by, token = scene.person(role), new_token()
    screen = WallScreen(area=scene.city)
    assert may_keep_wall_screens(by, screen) == keeps
    assert not may_keep_wall_screens(scene.person(role, scene.stations[0]), screen)
    if not keeps:
        with pytest.raises(Refused) as refused:
            issue_wall_screen(area=scene.city.pk, digest=digest_of(token).hex(), by=by)
        assert refused.value.rule is may_keep_wall_screens


def test_wall_screen_is_in_use(scene: Scene) -> None:
    by, token = scene.person(Role.COMMANDER), new_token()
    screen = issue_wall_screen(area=scene.city.pk, digest=digest_of(token).hex(), by=by)
    assert wall_of(token) == scene.city
    assert list(wall_screens(by, scene.city)) == [screen]
    assert list(wall_screens(scene.person(Role.DISPATCHER), scene.city)) == []
    revoke_wall_screen(screen=screen.pk, by=by)
    assert wall_of(token) is None
    with pytest.raises(Refused) as refused:
        revoke_wall_screen(screen=screen.pk, by=by)
    assert refused.value.rule is wall_screen_is_in_use


def test_wall_token_is_one_screens(scene: Scene) -> None:
    by = scene.person(Role.COMMANDER)
    issue_wall_screen(area=scene.city.pk, digest="a" * 64, by=by)
    with pytest.raises(Refused) as refused:
        issue_wall_screen(area=scene.city.pk, digest="a" * 64, by=by)
    assert refused.value.rule is wall_token_is_one_screens


def test_the_wall_is_told_by_the_service_itself(
    scene: Scene, room: Actor, clock: HandClock
) -> None:
    _served(scene, room, clock, 5, 5, 5, 5)
    told = levels(system(clock), scene.city.pk, clock(), compared=False)
    assert told.share(level="on_scene", window="hour", weeks=0) == (1, 1)
    assert set(BY_CODE) == {level.code for level in LEVELS}
