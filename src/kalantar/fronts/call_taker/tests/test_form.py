"""The form of an incident: what it takes, what it refuses, and that what was typed stays."""

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from kalantar.calls.actions import answer_call, locate_call, offer_call
from kalantar.calls.models import Call
from kalantar.fronts.call_taker.forms import Metres
from kalantar.incidents.models import Incident, IncidentCall
from kalantar.kernel.models import Entry
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import sign_in
from tests.scene import CENTRE, Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, taker: User) -> Client:
    client.cookies["sessionid"] = sign_in(taker)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def call(scene: Scene) -> Call:
    return scene.call(scene.person(Role.CALL_TAKER))


def filled(scene: Scene, **more: str) -> dict[str, str]:
    return {
        "lon": str(CENTRE.lon),
        "lat": str(CENTRE.lat),
        "address": "Sample square",
        "place_source": "caller",
        "type": str(scene.type.pk),
        "narrative": "They are at each other's throats.",
        **more,
    }


def test_how_precise_the_place_is_is_kept_in_any_digits(
    desk: Client, scene: Scene, call: Call
) -> None:
    address = reverse("call_taker:open", args=[call.pk])
    assert desk.post(address, filled(scene, accuracy_m=" ۶۰ ")).status_code == 200
    assert Incident.objects.get().accuracy_m == 60


@pytest.mark.parametrize("wrong", ["near", "-5", "0", "100001", "1e3", "1.5", "nan"])
def test_a_precision_that_is_none_is_refused_and_what_was_typed_stays(
    desk: Client, scene: Scene, call: Call, wrong: str
) -> None:
    address = reverse("call_taker:open", args=[call.pk])
    said = desk.post(address, filled(scene, accuracy_m=wrong)).content.decode()
    assert "whole number of metres up to" in said
    assert f'value="{wrong}"' in said
    assert "at each other&#x27;s throats." in said
    assert not Incident.objects.exists()


def test_a_precision_left_empty_is_not_known() -> None:
    assert Metres(required=False).clean("  ") is None


def test_where_the_call_comes_from_is_offered_first_with_its_precision(
    desk: Client, scene: Scene, taker: User
) -> None:
    by = scene.person(Role.CALL_TAKER)
    call = offer_call(number="", jurisdiction=scene.city.pk, by=by)
    locate_call(call=call.pk, place=CENTRE, source="handset", accuracy_m=12, by=by)
    answer_call(call=call.pk, by=by)
    shown = desk.get(reverse("call_taker:call", args=[call.pk])).content.decode()
    assert 'data-name="Sample square" data-source="handset" data-accuracy="12.0"' in shown


def test_who_rang_once_before_is_said_to_have_rung_once(desk: Client, scene: Scene) -> None:
    by = scene.person(Role.CALL_TAKER)
    said = []
    for _ in range(3):
        call = offer_call(number="02188776655", jurisdiction=scene.city.pk, by=by)
        answer_call(call=call.pk, by=by)
        page = desk.get(reverse("call_taker:call", args=[call.pk])).content.decode()
        said += re.findall("rang (.*) in the last day", page)
    assert said == ["once", "2 times"]


def test_joining_keeps_the_wish_for_secrecy_and_the_words(
    desk: Client, scene: Scene, call: Call
) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    join = reverse("call_taker:join", args=[call.pk, incident.pk])
    said = desk.post(join, {"secrecy": "on", "narrative": "He has a knife."}).content.decode()
    assert incident.number in said
    assert "He has a knife.</textarea>" in said
    call.refresh_from_db()
    assert call.wants_secrecy


def test_a_call_joined_by_mistake_is_taken_apart_at_the_desk(
    desk: Client, scene: Scene, call: Call
) -> None:
    first = scene.call(scene.person(Role.CALL_TAKER))
    incident = scene.incident(scene.person(Role.CALL_TAKER), call=first.pk)
    part = reverse("call_taker:part", args=[call.pk, incident.pk])
    joined = desk.post(reverse("call_taker:join", args=[call.pk, incident.pk]))
    assert part in joined.content.decode()
    assert 'id="open"' in desk.post(part).content.decode()
    assert IncidentCall.objects.filter(call=call, parted_at=None).count() == 0
    assert desk.post(part).status_code == 422  # once more


def test_the_only_call_of_an_incident_is_not_taken_apart_at_the_desk(
    desk: Client, scene: Scene, call: Call
) -> None:
    said = desk.post(reverse("call_taker:open", args=[call.pk]), filled(scene)).content.decode()
    assert Incident.objects.get().number in said
    assert "/part/" not in said


def test_a_call_taken_down_twice_is_one_call(desk: Client, scene: Scene) -> None:
    said = {"number": "02188776655", "operation": str(uuid4())}
    first, again = (desk.post(reverse("call_taker:new"), said) for _ in range(2))
    call = Call.objects.get()
    assert call.state == "answered"
    assert (first.status_code, again.status_code) == (200, 200)
    there = f"{reverse('call_taker:call', args=[call.pk])}?city={scene.city.pk}"
    assert first["HX-Redirect"] == again["HX-Redirect"] == there
    assert _told(call.pk) == ["CallOffered", "CallAnswered"]


def test_after_an_incident_is_opened_another_call_is_taken_down(
    desk: Client, scene: Scene, call: Call
) -> None:
    shown = desk.get(reverse("call_taker:call", args=[call.pk])).content.decode()
    new, opening = re.findall(r'name="operation" value="([^"]+)"', shown)
    opened = desk.post(reverse("call_taker:open", args=[call.pk]), filled(scene, operation=opening))
    assert opened.status_code == 200
    refused = desk.post(reverse("call_taker:new"), {"number": "no number", "operation": new})
    assert refused.status_code == 422
    (renewed,) = re.findall(r'name="operation" value="([^"]+)"', refused.content.decode())
    assert len({new, opening, renewed}) == 3
    for operation in (new, renewed):
        number = {"number": "02188776655", "operation": operation}
        assert desk.post(reverse("call_taker:new"), number).status_code == 200


def test_opening_and_the_wish_for_secrecy_are_one_act(
    desk: Client, scene: Scene, call: Call
) -> None:
    address, said = reverse("call_taker:open", args=[call.pk]), {"operation": str(uuid4())}
    for _ in range(2):
        assert desk.post(address, filled(scene, secrecy="on", **said)).status_code == 200
    call.refresh_from_db()
    assert call.wants_secrecy
    assert _told(call.pk)[2:] == ["SecrecyWished", "IncidentCreated"]
    acts = Entry.objects.filter(event__in=["SecrecyWished", "IncidentCreated"])
    assert {str(entry.operation) for entry in acts} == {said["operation"]}


def test_an_incident_that_is_refused_leaves_no_wish_behind(
    desk: Client, scene: Scene, call: Call
) -> None:
    address = reverse("call_taker:open", args=[call.pk])
    refused = desk.post(address, filled(scene, secrecy="on", lat="99"))
    assert refused.status_code == 422
    assert 'name="secrecy" checked' in refused.content.decode()
    call.refresh_from_db()
    assert not call.wants_secrecy
    assert _told(call.pk) == ["CallOffered", "CallAnswered"]


def _told(call: UUID) -> list[str]:
    about = Entry.objects.filter(subjects__subject=call).exclude(event="PageOpened")
    return list(about.order_by("pk").values_list("event", flat=True))
