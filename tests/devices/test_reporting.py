"""Phones report to the real process: kept for good when answered, told to come again when not."""

import base64
import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from django.db import connection

from kalantar.devices.tests.made import made
from kalantar.patrols.models import PositionReport, Unit, UnitPosition
from kalantar.patrols.tests.world import HERE, World
from tests.plugins.devices import DevicesProcess

pytestmark = pytest.mark.django_db(transaction=True)


def place(ago_s: float, **more: Any) -> dict[str, Any]:
    at = datetime.now(UTC) - timedelta(seconds=ago_s)
    return {"lon": HERE.lon, "lat": HERE.lat, "measured_at": at.isoformat(), **more}


@contextmanager
def stalled(table: str) -> Iterator[None]:
    """Somebody else holds the whole table."""
    with psycopg.connect(**_parameters()) as other:
        other.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE".encode())
        yield


def _parameters() -> dict[str, Any]:
    given = connection.get_connection_params()
    return {name: given[name] for name in ("dbname", "host", "port", "user") if given.get(name)}


def test_three_ways_to_say_where_one_is(committed_world: World, devices: DevicesProcess) -> None:
    """Our own list, OwnTracks and Traccar Client; and who is not believed, or not understood."""
    unit = committed_world.on_duty()
    device, secret = made(committed_world, unit=unit)
    basic = base64.b64encode(f"{device.pk}:{secret}".encode()).decode()
    now = int(time.time())

    status, said, _ = devices.report(secret, place(50), place(50), place(-3600))
    assert status == 200
    told = json.loads(said)
    assert (told["kept"], told["repeated"]) in {(1, 1), (2, 0)}
    assert [one["rule"] for one in told["refused"]] == ["position_is_not_from_the_future"]

    mark = {
        "_type": "location",
        "lat": HERE.lat,
        "lon": HERE.lon,
        "tst": now - 40,
        "tid": "c3",
        "vel": 3,
    }
    shown = {"Authorization": f"Basic {basic}"}
    assert devices.ask("POST", "/owntracks", json.dumps(mark), **shown)[:2] == (200, "[]")
    assert devices.ask("POST", "/owntracks", '{"_type": "lwt"}', **shown)[:2] == (200, "[]")

    form = {"id": secret, "lat": HERE.lat, "lon": HERE.lon, "timestamp": now - 30, "speed": 1}
    assert devices.ask("GET", f"/osmand/?{urlencode(form)}")[:2] == (200, "")
    assert devices.ask("POST", "/osmand", urlencode(form | {"timestamp": now - 20}))[0] == 200
    zero = urlencode(form | {"lat": 0, "lon": 0, "timestamp": now - 10})
    assert devices.ask("GET", f"/osmand?{zero}")[:2] == (200, "position_is_somewhere")

    last = UnitPosition.objects.get(unit=unit)
    assert last.measured_at == datetime.fromtimestamp(now - 20, UTC)
    for asked, status in (
        (devices.report("nobody's", place(5)), 401),
        (devices.ask("GET", f"/osmand?{urlencode(form | {'id': ''})}"), 401),
        (devices.ask("POST", "/owntracks", json.dumps(mark)), 401),
        (devices.ask("POST", "/positions", "{", Authorization=f"Bearer {secret}"), 400),
        (devices.ask("POST", "/positions", " " * (1 << 20) + "[]", Authorization="Bearer x"), 413),
        (devices.ask("GET", "/elsewhere"), 404),
    ):
        assert asked[0] == status
    assert secret not in _logged()


def _logged() -> str:
    from tests.plugins.environment import HOME

    return (HOME / "devices.log").read_text()


def test_killed_in_the_middle_nothing_acknowledged_is_lost_and_nothing_is_kept_twice(
    committed_world: World, devices: DevicesProcess
) -> None:
    """Twelve phones send and send again what they had no answer to, while the process is killed."""
    units = [committed_world.on_duty() for _ in range(12)]
    phones = [made(committed_world, unit=unit)[1] for unit in units]
    acknowledged: dict[Unit, int] = dict.fromkeys(units, 0)
    stop = threading.Event()

    def send(unit: Unit, secret: str) -> None:
        for number in range(10_000):
            sent = [place(1800 - number / 10 - n / 1000) for n in range(5)]
            while not stop.is_set():
                with suppress(OSError, http.client.HTTPException):
                    if devices.report(secret, *sent)[0] == 200:
                        acknowledged[unit] += 5
                        break
            if stop.is_set():
                return

    senders = [threading.Thread(target=send, args=one) for one in zip(units, phones, strict=True)]
    for sender in senders:
        sender.start()
    try:
        for goal in (200, 500):
            _until(lambda goal=goal: sum(acknowledged.values()) >= goal)
            devices.kill()
            devices.begin()
        _until(lambda: sum(acknowledged.values()) >= 800)
    finally:
        stop.set()
        for sender in senders:
            sender.join()
    for unit, count in acknowledged.items():
        kept = PositionReport.objects.filter(unit=unit).count()
        assert count <= kept <= count + 5, "more than what was on its way at the end"


def _until(true: Any) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_positions_can_be_kept_now_or_a_stalled_database_is_answered_503_and_afterwards_all_is_kept(
    committed_world: World, devices: DevicesProcess
) -> None:
    unit = committed_world.on_duty()
    _, secret = made(committed_world, unit=unit)
    sent = place(30)
    with stalled("patrols_unitposition"):
        status, said, headers = devices.report(secret, sent)
        assert (status, headers["retry-after"]) == (503, "5")
        assert said
        assert devices.ask("GET", "/health")[0] == 503
    assert not PositionReport.objects.exists()
    assert devices.report(secret, sent)[0] == 200
    assert devices.ask("GET", "/health")[0] == 200
    assert PositionReport.objects.get(unit=unit).place == HERE
