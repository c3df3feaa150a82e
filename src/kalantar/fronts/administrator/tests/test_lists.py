"""The administrator's lists are searched, filtered and read in pages; people are asked for in a body."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kalantar.fronts.administrator import forms
from kalantar.kernel.clock import system_clock
from kalantar.kernel.listing import PAGE
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db
NEXT = re.compile(r'name="after" value="([0-9a-f-]{36})"')


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def admin(client: Client, scene: Scene) -> Client:
    client.cookies["sessionid"] = sign_in(grant(Role.ADMINISTRATOR, over=scene.city))
    return client


def _links(page: str, of: str) -> set[str]:
    return set(re.findall(rf'href="(/administration/{of}/[0-9a-f-]{{36}}/)"', page))


def test_units_are_read_in_pages_that_lose_nobody(admin: Client, scene: Scene) -> None:
    for _ in range(PAGE + 3):
        scene.unit(status="off_duty", at=None)
    address = reverse("administrator:units")
    first = admin.get(address).text
    found = NEXT.search(first)
    assert found
    second = admin.get(address, {"after": found[1]}).text
    assert not NEXT.search(second)
    assert len(_links(first, "units")) == PAGE
    assert len(_links(first, "units") | _links(second, "units")) == PAGE + 3


def test_people_are_read_in_pages_without_anybody_in_the_address(
    admin: Client, scene: Scene
) -> None:
    for _ in range(PAGE):
        grant(Role.PATROL_OFFICER, over=scene.city)
    address = reverse("administrator:people")
    page = admin.get(address).text
    assert re.search(r'<form[^>]+id="ask" method="post"', page)
    found = NEXT.search(page)
    assert found
    second = admin.post(address, {"after": found[1]}).text
    assert len(_links(page, "people") | _links(second, "people")) == PAGE + 1


def test_a_list_takes_as_many_questions_for_many_rows_as_for_one(
    admin: Client, scene: Scene
) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            admin.get(reverse("administrator:people"))
        counts.append(len(asked))
        for _ in range(10):
            grant(Role.PATROL_OFFICER, over=scene.city)
    assert counts[0] == counts[1]


def test_people_are_found_by_name_role_and_state(admin: Client, scene: Scene) -> None:
    one, other = grant(Role.COMMANDER, over=scene.city), grant(Role.DISPATCHER, over=scene.city)
    User.objects.filter(pk=one.pk).update(name_fa="می‌نا رستمی")
    User.objects.filter(pk=other.pk).update(is_active=False)

    def found(**asked: str) -> set[str]:
        return _links(admin.post(reverse("administrator:people"), asked).text, "people")

    pages = {who: reverse("administrator:person", args=[who.pk]) for who in (one, other)}
    assert found(q="رستمي می نا") == {pages[one]}
    assert found(role="dispatcher") == {pages[other]}
    assert found(state="closed") == {pages[other]}
    assert found(q="rostam-not-here") == set()
    assert len(found(role="nonsense")) == 3


def test_what_is_no_longer_offered_is_found_by_its_filter(admin: Client, scene: Scene) -> None:
    address = reverse("administrator:type", args=[scene.type.pk])
    listed = reverse("administrator:types")
    assert address in admin.get(listed, {"q": scene.type.code}).text
    admin.post(reverse("administrator:retire_type", args=[scene.type.pk]))
    assert address not in admin.get(listed, {"q": scene.type.code}).text
    assert address in admin.get(listed, {"q": scene.type.code, "state": "retired"}).text


def test_an_area_is_typed_where_there_are_too_many_to_roll_down(
    admin: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = grant(Role.CALL_TAKER, over=scene.city)
    address = reverse("administrator:person", args=[person.pk])
    assert '<select name="jurisdiction"' in admin.get(address).text
    monkeypatch.setattr(forms, "MANY", 2)
    assert '<input type="text" name="jurisdiction"' in admin.get(address).text
    gives = reverse("administrator:grant", args=[person.pk])
    for words in ("nowhere", "محدوده"):
        asked = {"role": "dispatcher", "jurisdiction": words}
        assert admin.post(gives, asked).status_code == 422
    admin.post(gives, {"role": "dispatcher", "jurisdiction": scene.stations[1].name_en.upper()})
    assert person.grants.get(role="dispatcher").jurisdiction == scene.stations[1]


def test_an_officer_is_typed_where_there_are_too_many_to_roll_down(
    admin: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "MANY", 1)
    officers = [grant(Role.PATROL_OFFICER, over=scene.city) for _ in range(2)]
    unit = scene.unit(status="off_duty")
    begin = reverse("administrator:begin_shift", args=[unit.pk])
    assert admin.post(begin, {"officer": "Test Person"}).status_code == 422
    assert admin.post(begin, {"officer": officers[0].username}).status_code == 302
