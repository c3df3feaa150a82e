"""Opening a call's page is recorded."""

import pytest
from django.test import Client
from django.urls import reverse

from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.scene import a_city


@pytest.mark.django_db
def test_opening_a_calls_page_is_recorded_once(client: Client) -> None:
    scene = a_city(system_clock)
    taker = grant(Role.CALL_TAKER, over=scene.city)
    call = scene.call(scene.person(Role.CALL_TAKER))
    client.cookies["sessionid"] = sign_in(taker)
    for _ in range(2):
        assert client.get(reverse("call_taker:call", args=[call.pk])).status_code == 200
    reading = Entry.objects.get(event="PageOpened", subjects__subject=call.pk)
    assert (reading.actor, reading.facts) == (taker.pk, {"page": "call"})
