"""Two presses, and two who answer, at the same moment."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from kalantar.kernel.rules import Refused
from kalantar.panic_alarms.actions import acknowledge_panic_alarm, raise_panic_alarm
from kalantar.panic_alarms.models import PanicAlarm
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock
from tests.scene import a_city

pytestmark = pytest.mark.django_db(transaction=True)


def together(jobs: list[Callable[[], Any]]) -> list[Any]:
    gate, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place: int) -> None:
        try:
            gate.wait()
            results[place] = jobs[place]()
        except Exception as failure:
            results[place] = failure  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def test_two_presses_are_one_alarm_and_two_answers_one_name(clock: HandClock) -> None:
    scene = a_city(clock)
    officer = scene.person(Role.PATROL_OFFICER)
    together([lambda: raise_panic_alarm(by=officer)] * 4)
    alarm = PanicAlarm.objects.get()
    assert alarm.pressed == 4
    room = [scene.person(Role.DISPATCHER) for _ in range(4)]
    results = together(
        [lambda one=one: acknowledge_panic_alarm(alarm=alarm.pk, by=one) for one in room]  # type: ignore[misc]
    )
    assert sum(isinstance(one, PanicAlarm) for one in results) == 1
    assert sum(isinstance(one, Refused) for one in results) == 3
