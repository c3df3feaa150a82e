"""The strip of officers in danger: on every page of a room, to whom it belongs, and nowhere else."""

import pytest
from django.test import Client
from django.urls import reverse
from uuid_utils.compat import uuid7

from kalantar.kernel.clock import system_clock
from kalantar.panic_alarms.actions import raise_panic_alarm
from kalantar.panic_alarms.models import PanicAlarm
from kalantar.people.roles import ROOM, WATCHERS, Role
from tests.people import grant, sign_in
from tests.scene import CENTRE, Scene, a_city

pytestmark = pytest.mark.django_db
PAGES = (
    "dispatcher:room",
    "dispatcher:history",
    "dispatcher:shift",
    "call_taker:desk",
    "call_taker:call_backs",
)


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def alarm(scene: Scene) -> PanicAlarm:
    officer = scene.person(Role.PATROL_OFFICER, over=scene.stations[0])
    scene.unit(crew=officer)
    return raise_panic_alarm(place=CENTRE, by=officer)


@pytest.mark.parametrize("page", PAGES)
def test_it_stands_on_every_page_of_a_room(
    client: Client, scene: Scene, alarm: PanicAlarm, page: str
) -> None:
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    said = client.get(reverse(page)).text
    assert f'id="panic-{alarm.pk}"' in said
    assert 'data-unanswered="1"' in said


@pytest.mark.parametrize("role", list(Role))
def test_who_watches_the_area_sees_it_and_the_room_answers(
    client: Client, scene: Scene, alarm: PanicAlarm, role: Role
) -> None:
    client.cookies["sessionid"] = sign_in(grant(role, over=scene.city))
    said = client.get(reverse("panic")).text
    assert (str(alarm.pk) in said) is (role in WATCHERS)
    address = reverse("panic_acknowledge", args=[alarm.pk])
    assert (address in said) is (role in ROOM)
    answer = client.post(address)
    assert answer.status_code == (200 if role in ROOM else 422)
    alarm.refresh_from_db()
    assert (alarm.acknowledged_by_id is not None) is (role in ROOM)


def test_another_citys_room_sees_nothing_of_it(
    client: Client, scene: Scene, alarm: PanicAlarm
) -> None:
    elsewhere = a_city(system_clock, start=52.0)
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=elsewhere.city))
    for asked in ("", f"?city={scene.city.pk}"):
        assert str(alarm.pk) not in client.get(reverse("panic") + asked).text
    refused = client.post(reverse("panic_acknowledge", args=[alarm.pk]))
    assert 'data-rule="may_answer_panic_alarm"' in refused.text


def test_the_second_who_answers_is_told_so_and_sees_who_was_first(
    client: Client, scene: Scene, alarm: PanicAlarm
) -> None:
    for number in range(2):
        client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
        answer = client.post(reverse("panic_acknowledge", args=[alarm.pk]))
        assert answer.status_code == (422 if number else 200)
    assert 'data-rule="panic_alarm_allows_step"' in answer.text
    wrong = client.post(reverse("panic_end", args=[alarm.pk]), {"outcome": "tired"})
    assert 'data-rule="alarm_outcome_is_known"' in wrong.text
    assert client.post(reverse("panic_end", args=[uuid7()])).status_code == 422
    over = client.post(reverse("panic_end", args=[alarm.pk]), {"outcome": "drill"})
    assert str(alarm.pk) not in over.text
