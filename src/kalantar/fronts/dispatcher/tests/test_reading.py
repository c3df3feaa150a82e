"""Opening an incident's card is recorded; that the card asks again after a change is not."""

import pytest
from django.test import Client
from django.urls import reverse

from kalantar.incidents.models import Incident
from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.places.models import Extract
from tests.people import grant, sign_in
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    scene = a_city(system_clock)
    around = {"west": 51.3, "south": 35.6, "east": 51.5, "north": 35.8}
    Extract.objects.create(city=scene.city, digest="0" * 64, attribution="", **around)
    return scene


@pytest.fixture
def dispatcher(scene: Scene) -> User:
    return grant(Role.DISPATCHER, over=scene.city)


@pytest.fixture
def incident(scene: Scene) -> Incident:
    return scene.incident(scene.person(Role.CALL_TAKER))


@pytest.fixture
def signed_in(client: Client, dispatcher: User) -> Client:
    client.cookies["sessionid"] = sign_in(dispatcher)
    return client


def _readings(incident: Incident) -> list[Entry]:
    return list(Entry.objects.filter(event="PageOpened", subjects__subject=incident.pk))


@pytest.mark.parametrize("address", ["room", "first", "card"])
def test_opening_the_card_is_recorded_once(
    signed_in: Client, dispatcher: User, incident: Incident, address: str
) -> None:
    args = [incident.pk] if address == "card" else []
    for _ in range(2):
        assert signed_in.get(reverse(f"dispatcher:{address}", args=args)).status_code == 200
    (reading,) = _readings(incident)
    assert (reading.actor, reading.role) == (dispatcher.pk, "dispatcher")
    assert reading.facts == {"page": "incident"}


def test_a_live_refresh_of_the_card_is_no_opening(signed_in: Client, incident: Incident) -> None:
    headers = {"HX-Request": "true", "HX-Source": "section#card"}
    answer = signed_in.get(reverse("dispatcher:card", args=[incident.pk]), headers=headers)
    assert answer.status_code == 200
    assert _readings(incident) == []
