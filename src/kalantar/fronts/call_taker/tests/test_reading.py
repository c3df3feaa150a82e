"""Reading a call, or a list of callers' numbers, is recorded."""

import pytest
from django.test import Client
from django.urls import reverse

from kalantar.calls.actions import offer_call
from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.scene import a_city

pytestmark = pytest.mark.django_db


def test_opening_a_calls_page_is_recorded_once(client: Client) -> None:
    scene = a_city(system_clock)
    taker = grant(Role.CALL_TAKER, over=scene.city)
    call = scene.call(scene.person(Role.CALL_TAKER))
    client.cookies["sessionid"] = sign_in(taker)
    for _ in range(2):
        assert client.get(reverse("call_taker:call", args=[call.pk])).status_code == 200
    reading = Entry.objects.get(event="PageOpened", subjects__subject=call.pk)
    assert (reading.actor, reading.facts) == (taker.pk, {"page": "call"})


def test_what_a_verb_of_the_call_answers_with_is_recorded_too(client: Client) -> None:
    scene = a_city(system_clock)
    taker = grant(Role.CALL_TAKER, over=scene.city)
    call = scene.call(scene.person(Role.CALL_TAKER))
    client.cookies["sessionid"] = sign_in(taker)
    english = {"accept-language": "en"}
    answer = client.post(reverse("call_taker:open", args=[call.pk]), {}, headers=english)
    assert "8877" in answer.text.replace(" ", "")
    assert Entry.objects.filter(event="PageOpened", subjects__subject=call.pk).count() == 1


@pytest.mark.parametrize("address", ["desk", "waiting"])
def test_the_list_of_who_rings_is_recorded_once_and_an_empty_one_is_not(
    client: Client, address: str
) -> None:
    scene = a_city(system_clock)
    taker = grant(Role.CALL_TAKER, over=scene.city)
    client.cookies["sessionid"] = sign_in(taker)
    readings = Entry.objects.filter(event="PageOpened", subjects__subject=scene.city.pk)
    client.get(reverse(f"call_taker:{address}"))
    assert not readings.exists()
    by = scene.person(Role.CALL_TAKER)
    offer_call(number="02188776655", jurisdiction=scene.city.pk, by=by)
    for _ in range(2):
        assert client.get(reverse(f"call_taker:{address}")).status_code == 200
    reading = readings.get()
    assert (reading.actor, reading.facts) == (taker.pk, {"page": "calls"})
