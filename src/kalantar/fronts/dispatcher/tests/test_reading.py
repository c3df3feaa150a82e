"""Reading an incident is recorded, however its card or its callers are asked for, once a quarter-hour."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kalantar.fronts.dispatcher import screen
from kalantar.incidents.models import Incident
from kalantar.kernel.models import Entry
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.scene import Scene

pytestmark = pytest.mark.django_db


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


def test_a_live_refresh_of_a_card_just_opened_is_the_same_reading(
    signed_in: Client, incident: Incident
) -> None:
    address = reverse("dispatcher:card", args=[incident.pk])
    signed_in.get(address)
    headers = {"HX-Request": "true", "HX-Source": "section#card"}
    assert signed_in.get(address, headers=headers).status_code == 200
    assert len(_readings(incident)) == 1


def _of_a_live_refresh(incident: Incident) -> dict[str, Any]:
    address = reverse("dispatcher:card", args=[incident.pk])
    return {"path": address, "headers": {"HX-Request": "true", "HX-Source": "x#card"}}


def _of_a_refused_verb(incident: Incident) -> dict[str, Any]:
    return {"path": reverse("dispatcher:reopen", args=[incident.pk]), "data": {"why": "x"}}


def _of_a_refused_sending(incident: Incident) -> dict[str, Any]:
    return {"path": reverse("dispatcher:send", args=[incident.pk]), "data": {}}


def _of_the_command_line(incident: Incident) -> dict[str, Any]:
    return {"path": reverse("dispatcher:command"), "data": {"command": incident.number}}


def _of_the_callers_numbers(incident: Incident) -> dict[str, Any]:
    return {"path": reverse("dispatcher:join_call", args=[incident.pk])}


def _of_a_form(incident: Incident) -> dict[str, Any]:
    return {"path": reverse("dispatcher:answer_questions", args=[incident.pk])}


WAYS_IN = [
    _of_a_live_refresh,
    _of_a_refused_verb,
    _of_a_refused_sending,
    _of_the_command_line,
    _of_the_callers_numbers,
    _of_a_form,
]


@pytest.mark.parametrize("way", WAYS_IN, ids=lambda way: way.__name__)
def test_the_card_is_recorded_as_read_by_whichever_way_it_is_asked_for(
    signed_in: Client,
    dispatcher: User,
    incident: Incident,
    way: Callable[[Incident], dict[str, Any]],
) -> None:
    asked = way(incident)
    ask = signed_in.post if "data" in asked else signed_in.get
    for _ in range(2):
        assert ask(**asked).status_code in (200, 422)
    (reading,) = _readings(incident)
    assert (reading.actor, reading.facts) == (dispatcher.pk, {"page": "incident"})


def test_who_has_just_read_the_card_asks_nothing_more_for_its_being_recorded(
    signed_in: Client, incident: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reverse("dispatcher:card", args=[incident.pk])
    signed_in.get(address)
    with CaptureQueriesContext(connection) as recorded:
        signed_in.get(address)
    monkeypatch.setattr(screen, "read", lambda *_: None)
    with CaptureQueriesContext(connection) as unrecorded:
        signed_in.get(address)
    assert len(recorded) == len(unrecorded)


def test_numbers_of_other_conversations_are_read_as_a_list_of_the_area(
    signed_in: Client, scene: Scene, incident: Incident
) -> None:
    address = reverse("dispatcher:join_call", args=[incident.pk])
    signed_in.get(address)
    assert _lists_read(scene) == 0
    scene.call(scene.person(Role.CALL_TAKER))
    for _ in range(2):
        signed_in.get(address)
    assert _lists_read(scene) == 1


def _lists_read(scene: Scene) -> int:
    readings = Entry.objects.filter(event="PageOpened", subjects__subject=scene.city.pk)
    return readings.filter(facts__page="calls").count()
