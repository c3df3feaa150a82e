"""When two people work on one incident at the same moment: real threads, real transactions."""

import threading
from typing import Any

import pytest
from django.db import connection, transaction

from kalantar.incidents.actions import add_note, correct_place
from kalantar.incidents.models import Note
from kalantar.kernel.geometry import Point
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock
from tests.scene import CENTRE, Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)
_WAITS = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


@pytest.fixture
def scene(transactional_db: None, clock: HandClock) -> Scene:
    return a_city(clock)


def test_an_incident_that_moves_to_another_station_is_still_there_for_who_waited(
    scene: Scene,
) -> None:
    taker, dispatcher = scene.person(Role.CALL_TAKER), scene.person(Role.DISPATCHER)
    incident = scene.incident(taker)
    failures: list[Any] = []

    def note() -> None:
        try:
            add_note(incident=incident.pk, text="می‌آیند", by=taker)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    beside = threading.Thread(target=note)
    with transaction.atomic():
        correct_place(
            incident=incident.pk, place=Point(CENTRE.lon - 0.02, CENTRE.lat), address="",
            place_source="caller", by=dispatcher,
        )  # fmt: skip
        beside.start()
        until_one_waits(beside)
    beside.join(60)
    incident.refresh_from_db()
    assert incident.jurisdiction != scene.incident(taker).jurisdiction
    assert failures == []
    assert Note.objects.filter(incident=incident).count() == 1


def until_one_waits(thread: threading.Thread) -> None:
    with connection.cursor() as cursor:
        while thread.is_alive():
            cursor.execute(_WAITS)
            if cursor.fetchone()[0]:
                return
