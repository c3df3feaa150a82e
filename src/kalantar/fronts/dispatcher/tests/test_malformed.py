"""What no page of ours would send is refused; it never breaks the room."""

import pytest
from django.test import Client

from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.scene import Scene

pytestmark = pytest.mark.django_db
ODD = ["", "here", "1,2,3,4", "51,35,50,36,3", "51,36,52,35,3", "nan,1,2,3,4", "1,2,3,4,-5", "\x00"]


@pytest.fixture
def room(client: Client, scene: Scene) -> Client:
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    return client


@pytest.mark.parametrize("window", ODD)
def test_a_window_that_is_none_is_a_bad_request(room: Client, window: str) -> None:
    assert room.get("/room/board/", {"window": window}).status_code == 400


@pytest.mark.parametrize(
    "sent", [{}, {"shown": "made up"}, {"shown": "a:b:c", "unit": "7"}, {"why": "\x00" * 400}]
)
def test_sending_without_what_was_shown_is_refused(
    room: Client, scene: Scene, sent: dict[str, str]
) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    answer = room.post(f"/room/incidents/{incident.pk}/send/", sent)
    assert answer.status_code == 422
    assert "recommendation_is_as_it_was_shown" in answer.text


@pytest.mark.parametrize("reason", ["", "x", "0198c4a0-0000-7000-8000-00000000000a"])
def test_a_reason_that_is_none_is_refused(room: Client, scene: Scene, reason: str) -> None:
    unit = scene.unit()
    answer = room.post(f"/room/units/{unit.pk}/unavailable/", {"reason": reason})
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize("said", ["", "-", "\x00", "note 1: \x00", "0" * 5000, "اعزام ۷ ۷ به --"])
def test_a_command_that_is_none_is_refused(room: Client, scene: Scene, said: str) -> None:
    assert room.post("/room/command/", {"command": said}).status_code == 422


@pytest.mark.parametrize(
    "address", ["?incident=x&city=x", "units/?status=x,\x00", "incidents/{}/others/?unit=x"]
)
def test_a_page_asked_oddly_is_shown(room: Client, scene: Scene, address: str) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    assert room.get("/room/" + address.format(incident.pk)).status_code == 200


@pytest.mark.parametrize("verb", ["priority", "type", "note", "close", "reopen", "place"])
def test_an_empty_or_odd_form_never_breaks(room: Client, scene: Scene, verb: str) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    odd = dict.fromkeys(["priority", "type", "text", "disposition", "why", "place"], "\x00?")
    for sent in ({}, odd, {"operation": "x"}, {**odd, "priority": "99", "type": "x"}):
        answer = room.post(f"/room/incidents/{incident.pk}/{verb}/", sent)
        assert answer.status_code < 500
