"""What of a room's board reaches which screen: on the servers as they run for people."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection

from kalantar.catalogue.models import UnavailableReason
from kalantar.config.processes.programs import live_port
from kalantar.incidents.actions import change_priority
from kalantar.kernel import notice
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.clock import system_clock
from kalantar.kernel.geometry import Point
from kalantar.kernel.live.asgi import MOST_SENT
from kalantar.patrols.actions import become_unavailable, change_unit, end_shift, report_positions
from kalantar.patrols.models import Unit
from kalantar.patrols.positions import Report
from kalantar.people.actions import end_role
from kalantar.people.models import RoleGrant
from kalantar.people.roles import Role
from tests.live.stream import Stream
from tests.people import grant, sign_in
from tests.plugins.servers import HOST, Service
from tests.scene import CENTRE, Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "51.40,35.69,51.41,35.71,16"  # around CENTRE
FAR_OFF = Point(51.31, 35.61)
ELSEWHERE = "51.30,35.60,51.32,35.62,16"


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


class Board:
    """A room's stream, and what it has shown so far. ``window``: none until it says one."""

    def __init__(
        self, service: Service, city: UUID, session: str, stream: Stream, name: str
    ) -> None:
        self._service, self._session, self._stream, self._name = service, session, stream, name
        self.units: dict[str, dict[str, Any]] = {}
        self.incidents: dict[str, dict[str, Any]] = {}
        self.first = self.next()

    def look(self, window: str) -> dict[str, Any]:
        """Look through another window, and read until all of it is there."""
        self.ask(window)
        return self.until(lambda told: told.get("all")) if self.status == 204 else {}

    def ask(self, window: str) -> None:
        wire = HTTPConnection(HOST, live_port(self._service.port), timeout=10)
        cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={self._session}"}
        asked = urlencode({"screen": self._name, "window": window})
        wire.request("POST", f"/live/window?{asked}", headers=cookie)
        self.status = wire.getresponse().status
        wire.close()

    def next(self) -> dict[str, Any]:
        """The next part of the board, kept. Raises TimeoutError."""
        while heard := self._stream.next():
            if heard[0] == "board":
                told: dict[str, Any] = json.loads(heard[1])
                self._keep(told)
                return told
        raise EOFError

    def until(self, holds: Any) -> dict[str, Any]:
        """The next part of which it holds."""
        while not holds(told := self.next()):
            pass
        return told

    def _keep(self, told: dict[str, Any]) -> None:
        for name in ("units", "incidents"):
            kept = getattr(self, name)
            if told.get("all"):
                kept.clear()
            for id in told.get(name, {}).get("gone", []):
                kept.pop(id, None)
            for feature in told.get(name, {}).get("features", []):
                kept[feature["properties"]["id"]] = feature["properties"]


@contextmanager
def watching(
    service: Service, scene: Scene, session: str = "", name: str = "a" * 32, **more: str
) -> Iterator[Board]:
    session = session or sign_in(grant(Role.DISPATCHER, over=scene.city))
    city = str(scene.city.pk)
    asked = {"board": city, "language": "en", "screen": name} | more
    with Stream(service, f"area:{city}", session=session, **asked) as stream:
        assert stream.status == 200
        yield Board(service, scene.city.pk, session, stream, name)


def test_a_change_in_the_window_is_sent_and_one_outside_is_not(
    service: Service, scene: Scene
) -> None:
    near, far = scene.unit(), scene.unit(FAR_OFF, age_s=1200)
    with watching(service, scene) as board, watching(service, scene, name="b" * 32) as other:
        board.look(HERE)
        other.look(ELSEWHERE)
        assert (set(board.units), set(other.units)) == ({str(near.pk)}, {str(far.pk)})
        unavailable(far)
        unavailable(near)
        assert board.until(lambda told: "units" in told)["units"]["features"][0]["id"] == str(
            near.pk
        )
        assert other.until(lambda told: "units" in told)["units"]["features"][0]["id"] == str(
            far.pk
        )
        assert board.units[str(near.pk)]["status"] == "unavailable"
        position(far, CENTRE)
        board.until(lambda told: str(far.pk) in board.units)
        assert other.until(lambda told: "units" in told)["units"]["gone"] == [str(far.pk)]


def test_a_new_incident_is_a_row_and_a_sign_on_the_map(service: Service, scene: Scene) -> None:
    with watching(service, scene) as board:
        assert board.first["queue"]["opened"] == "0"
        board.look(HERE)
        taker = scene.person(Role.CALL_TAKER)
        first, second = scene.incident(taker), scene.incident(taker, at=FAR_OFF)
        rows: dict[str, list[str]] = {}
        while len(rows) < 2:
            told = board.until(lambda told: "queue" in told)
            rows |= {row[0]: row for row in told["queue"]["rows"]}
        assert set(board.incidents) == {str(first.pk)}
        assert f'id="in-{second.pk}"' in rows[str(second.pk)][2]
        change_priority(incident=second.pk, priority=1, why="-", by=scene.person(Role.DISPATCHER))
        (row,) = board.until(lambda told: "queue" in told)["queue"]["rows"]
        assert row[:2] == [str(second.pk), str(first.pk)], "it stands before the other now"


def test_who_comes_back_is_shown_what_is_true_now(service: Service, scene: Scene) -> None:
    stays, leaves = scene.unit(), scene.unit()
    session = sign_in(grant(Role.DISPATCHER, over=scene.city))
    with watching(service, scene, session) as board:
        board.look(HERE)
        assert set(board.units) == {str(stays.pk), str(leaves.pk)}
    end_shift(unit=leaves.pk, by=system())
    unavailable(stays)
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    with watching(service, scene, session, have="of before") as again:
        assert [row[0] for row in again.first["queue"]["rows"]] == [str(incident.pk)]
        again.look(HERE)
        assert set(again.units) == {str(stays.pk)}
        assert again.units[str(stays.pk)]["status"] == "unavailable"


def test_a_page_that_has_the_head_of_the_queue_is_not_sent_it_again(
    service: Service, scene: Scene, client: Any
) -> None:
    scene.incident(scene.person(Role.CALL_TAKER))
    session = sign_in(grant(Role.DISPATCHER, over=scene.city))
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    have = client.get("/room/", {"city": scene.city.pk}).context["mark"]
    with watching(service, scene, session, have=have) as board:
        assert (board.first["queue"]["rows"], board.first["queue"]["whole"]) == ([], False)
        assert board.until(lambda told: told["parts"])["parts"].keys() == {"figures", "tally"}


def test_a_plain_clothes_unit_is_shown_to_few_and_leaves_the_others(
    service: Service, scene: Scene
) -> None:
    unit, hidden = scene.unit(), scene.unit(plain_clothes=True)
    chief = sign_in(grant(Role.STATION_CHIEF, over=scene.city))
    with watching(service, scene) as room, watching(service, scene, chief, name="c" * 32) as less:
        room.look(HERE)
        less.look(HERE)
        assert set(room.units) == {str(unit.pk), str(hidden.pk)}
        assert set(less.units) == {str(unit.pk)}
        unavailable(hidden)
        change_unit(unit=unit.pk, plain_clothes=True, by=system())
        less.until(lambda told: "units" in told)
        assert less.units == {}
        room.until(lambda told: room.units[str(unit.pk)]["plain_clothes"])


def test_who_loses_the_role_is_shown_nothing_more(service: Service, scene: Scene) -> None:
    person = grant(Role.DISPATCHER, over=scene.city)
    unit = scene.unit()
    with watching(service, scene, sign_in(person)) as board:
        board.look(HERE)
        end_role(grant=RoleGrant.objects.get(user=person).pk, by=system())
        unavailable(unit)
        with pytest.raises(EOFError):
            board.until(lambda told: "units" in told)


def test_a_board_is_refused_to_whom_the_room_is(service: Service, scene: Scene) -> None:
    city = str(scene.city.pk)
    session = sign_in(grant(Role.PATROL_OFFICER, over=scene.city))
    asked = {"board": city, "language": "en"}
    with Stream(service, f"area:{city}", session=session, **asked) as stream:
        assert stream.status == 403


def test_nobody_else_says_through_which_window_a_screen_looks(
    service: Service, scene: Scene
) -> None:
    with watching(service, scene) as board:
        for window, status in ((HERE, 204), ("51,35,50,36,3", 400), ("", 400), ("x" * 99, 400)):
            board.look(window)
            assert board.status == status
        board._session = sign_in(grant(Role.DISPATCHER, over=scene.city))
        board.look(HERE)
        assert board.status == 200, "it is not there for them"


def test_a_notice_that_says_too_much_has_everything_looked_at(
    service: Service, scene: Scene
) -> None:
    unit = scene.unit()
    with watching(service, scene) as board:
        board.look(HERE)
        Unit.objects.filter(pk=unit.pk).update(status="off_duty")
        with connection.cursor() as cursor:
            too_many = notice.of_entry("", ["thing"] * 1000, [scene.city.pk] * 1000, [])
            cursor.execute("SELECT pg_notify(%s, %s)", [notice.CHANNEL, too_many])
        board.until(lambda told: "units" in told)
        assert board.units == {}


def unavailable(unit: Unit, by: Actor | None = None) -> None:
    reason = UnavailableReason.objects.all()[0].pk
    become_unavailable(unit=unit.pk, reason=reason, by=by or system())


def position(unit: Unit, at: Point) -> None:
    report = Report(unit.pk, at, system_clock())
    assert report_positions(reports=[report], by=system()).kept == 1


def test_who_reads_nothing_costs_little_memory_and_nobody_else_waits(
    service: Service, scene: Scene
) -> None:
    crowd = [scene.unit(CENTRE) for _ in range(40)]
    with watching(service, scene, name="d" * 32) as slow, watching(service, scene) as quick:
        quick.look(HERE)
        before = memory(service)
        for number in range(1500):  # each is all of the window again: 15 kB
            slow.ask(HERE if number % 2 else f"{HERE.removesuffix('16')}17")
        assert memory(service) - before < 3 * MOST_SENT
        unavailable(crowd[0])
        quick.until(lambda told: quick.units[str(crowd[0].pk)]["status"] == "unavailable")


def memory(service: Service) -> int:
    """Bytes in use by the live server."""
    port, used = f"--port={live_port(service.port)}".encode(), 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if port in (process / "cmdline").read_bytes():
                status = (process / "statm").read_text().split()
                used += int(status[1]) * os.sysconf("SC_PAGE_SIZE")
    assert used
    return used
