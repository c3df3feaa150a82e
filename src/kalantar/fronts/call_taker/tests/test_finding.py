"""What is found while one types: asked in a body, refused in an address."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kalantar.incidents.actions import close_incident
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.places.models import GazetteerEntry
from tests.people import sign_in
from tests.scene import CENTRE, Scene

pytestmark = pytest.mark.django_db
HERE: dict[str, float | str] = {"lon": CENTRE.lon, "lat": CENTRE.lat}


@pytest.fixture
def desk(client: Client, taker: User) -> Client:
    client.cookies["sessionid"] = sign_in(taker)
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.parametrize("name", ["places", "place_at", "types", "near"])
def test_what_a_caller_says_is_not_asked_in_an_address(desk: Client, name: str) -> None:
    asked: dict[str, float | str] = {**HERE, "address": "sample", "type_words": "brawl"}
    assert desk.get(reverse(f"call_taker:{name}"), query_params=asked).status_code == 405
    assert desk.post(reverse(f"call_taker:{name}"), asked).status_code == 200


@pytest.mark.parametrize("name", ["places", "place_at", "types", "near"])
def test_nothing_and_nonsense_find_nothing(desk: Client, name: str) -> None:
    asked = {
        "lon": "x",
        "lat": "",
        "type": "y",
        "call": "z",
        "address": " \x00",
        "type_words": "\x00",
    }
    assert desk.post(reverse(f"call_taker:{name}"), {}).status_code == 200
    assert desk.post(reverse(f"call_taker:{name}"), asked).status_code == 200


@pytest.mark.parametrize("name", ["place_at", "near"])
@pytest.mark.parametrize("lon", ["nan", "inf", "-inf", "180", "-0.0", "5e-324", "181"])
@pytest.mark.parametrize("lat", ["nan", "90", "-90", "5e-324", "1e309"])
def test_the_edges_of_the_earth_and_beyond_break_nothing(
    desk: Client, name: str, lon: str, lat: str
) -> None:
    asked = desk.post(reverse(f"call_taker:{name}"), {"lon": lon, "lat": lat})
    assert asked.status_code == 200


def test_a_place_says_how_precise_its_name_is(desk: Client) -> None:
    found = desk.post(reverse("call_taker:places"), {"address": "sample"}).content.decode()
    assert 'data-name="Sample square" data-accuracy="60"' in found
    exact = desk.post(reverse("call_taker:places"), {"address": "35.7, 51.4"}).content.decode()
    assert 'data-accuracy="10"' in exact


def test_on_a_persian_page_coordinates_and_what_is_beside_them_are_in_persian_digits(
    desk: Client,
) -> None:
    GazetteerEntry.objects.update(name="Kaivokatu 1", name_fa="", name_en="")
    desk.cookies["django_language"] = "fa"
    asked = {"address": f"{CENTRE.lat}, {CENTRE.lon}"}
    found = desk.post(reverse("call_taker:places"), asked).text
    assert "<span>۳۵.۷۰۰۰۰, ۵۱.۴۰۵۰۰</span>" in found
    assert ">Kaivokatu ۱<" in found


def test_a_click_on_the_map_is_told_its_address(desk: Client) -> None:
    told = desk.post(reverse("call_taker:place_at"), HERE).json()
    assert told == {"name": "Sample square", "accuracy": 20}


def test_what_may_be_the_same_is_joined_only_by_a_call(desk: Client, scene: Scene) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    call = scene.call(scene.person(Role.CALL_TAKER))
    join = reverse("call_taker:join", args=[call.pk, incident.pk])
    beside = desk.post(reverse("call_taker:near"), {**HERE, "call": str(call.pk)})
    assert join in beside.content.decode()
    close_incident(
        incident=scene.incident(scene.person(Role.DISPATCHER)).pk,
        disposition=scene.ending.pk,
        by=scene.person(Role.DISPATCHER),
    )
    both = desk.post(reverse("call_taker:near"), {**HERE, "call": str(call.pk)}).content.decode()
    assert (both.count('class="near"'), both.count("/join/")) == (
        2,
        1,
    )  # a closed one takes no call
    alone = desk.post(reverse("call_taker:near"), HERE).content.decode()
    assert incident.number in alone
    assert "/join/" not in alone


def test_each_that_may_be_the_same_has_a_key(desk: Client, scene: Scene) -> None:
    for _ in range(3):
        scene.incident(scene.person(Role.CALL_TAKER))
    call = scene.call(scene.person(Role.CALL_TAKER))
    shown = desk.post(reverse("call_taker:near"), {**HERE, "call": str(call.pk)}).content.decode()
    assert re.findall(r'data-key="(.)"', shown) == ["J", "4", "5"]


def test_the_chosen_type_says_what_will_be_sent(desk: Client, scene: Scene) -> None:
    scene.type.units, scene.type.unit_kinds = 2, ["car", "motorcycle"]
    scene.type.capabilities = ["armed"]
    scene.type.save()
    shown = desk.get(reverse("call_taker:questions", args=[scene.type.pk])).content.decode()
    assert " 2 units are sent · Car or Motorcycle · Armed" in " ".join(shown.split())
    assert 'data-priority="2"' in shown
