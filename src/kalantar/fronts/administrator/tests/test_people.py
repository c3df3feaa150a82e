"""The people's pages: for those who answer for them, each opening recorded."""

import pytest
from django.test import Client
from django.urls import reverse
from uuid_utils.compat import uuid7

from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.patrols.models import UnitStatus
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


def _as(client: Client, person: User) -> Client:
    client.cookies["sessionid"] = sign_in(person)
    return client


def _readings(person: User) -> list[Entry]:
    return list(Entry.objects.filter(event="PageOpened", subjects__subject=person.pk))


@pytest.mark.parametrize(("typed", "kept"), [("۸۳۱۲۰", "83120"), (" AB7 ", "ab7")])
def test_a_personnel_number_may_be_typed_in_persian(
    client: Client, scene: Scene, typed: str, kept: str
) -> None:
    admin = _as(client, grant(Role.ADMINISTRATOR, over=scene.city))
    asked = {"username": typed, "name_fa": "سارا احمدی"}
    answer = admin.post(reverse("administrator:add_person"), asked)
    added = User.objects.get(username=kept)
    assert answer.headers["Location"] == reverse("administrator:person", args=[added.pk])


def test_a_person_added_twice_under_one_operation_is_added_once(
    client: Client, scene: Scene
) -> None:
    admin = _as(client, grant(Role.ADMINISTRATOR, over=scene.city))
    asked = {"username": "83120", "name_fa": "سارا احمدی", "operation": str(uuid7())}
    answers = [admin.post(reverse("administrator:add_person"), asked, follow=True)]
    answers += [admin.post(reverse("administrator:add_person"), asked, follow=True)]
    added = User.objects.get(username="83120")
    page = reverse("administrator:person", args=[added.pk])
    assert [answer.redirect_chain for answer in answers] == [[(page, 302)]] * 2
    said = [[message.level_tag for message in answer.context["messages"]] for answer in answers]
    assert said == [["success"], ["warning"]]


def test_a_password_made_twice_under_one_operation_is_the_first(
    client: Client, scene: Scene
) -> None:
    admin = _as(client, grant(Role.ADMINISTRATOR, over=scene.city))
    one = grant(Role.DISPATCHER, over=scene.city)
    address, asked = (
        reverse("administrator:reset_password", args=[one.pk]),
        {"operation": str(uuid7())},
    )
    kept = []
    for _ in range(2):
        assert admin.post(address, asked).status_code == 302
        kept.append(User.objects.get(pk=one.pk).password)
    assert kept[0] == kept[1] != one.password


def test_opening_a_persons_page_is_recorded_once_a_reading(client: Client, scene: Scene) -> None:
    admin, one = grant(Role.ADMINISTRATOR, over=scene.city), grant(Role.DISPATCHER, over=scene.city)
    for _ in range(2):
        assert _as(client, admin).get(reverse("administrator:person", args=[one.pk])).status_code
    (reading,) = _readings(one)
    assert (reading.actor, reading.facts) == (admin.pk, {"page": "person"})


def test_ones_own_page_is_no_reading(client: Client, scene: Scene) -> None:
    one = grant(Role.DISPATCHER, over=scene.city)
    assert _as(client, one).get(reverse("administrator:person", args=[one.pk])).status_code == 200
    assert _readings(one) == []


@pytest.mark.parametrize(
    ("role", "reads"),
    [(Role.CALL_TAKER, False), (Role.DISPATCHER, False), (Role.STATION_CHIEF, True)],
)
def test_may_read_people_judges_the_list_and_the_page(
    client: Client, scene: Scene, role: Role, reads: bool
) -> None:
    other = grant(Role.PATROL_OFFICER, over=scene.city)
    reader = _as(client, grant(role, over=scene.city))
    listed = reader.get(reverse("administrator:people"))
    assert listed.status_code == (200 if reads else 403)
    page = reader.get(reverse("administrator:person", args=[other.pk]))
    assert page.status_code == (200 if reads else 404)
    assert len(_readings(other)) == reads


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DISPATCHER])
def test_a_shift_begins_on_the_page_made_for_it(client: Client, scene: Scene, role: Role) -> None:
    officer, unit = grant(Role.PATROL_OFFICER, over=scene.city), scene.unit(status="off_duty")
    asked = {"officer": str(officer.pk)}
    address = reverse("administrator:begin_shift", args=[unit.pk])
    assert _as(client, grant(role, over=scene.city)).post(address, asked).status_code == 302
    unit.refresh_from_db()
    assert unit.status == UnitStatus.AVAILABLE


@pytest.mark.parametrize("name", ["add_person", "add_unit", "add_type", "add_disposition"])
@pytest.mark.parametrize(
    ("role", "status"), [(Role.CALL_TAKER, 403), (Role.PATROL_OFFICER, 403), (Role.AUDITOR, 403)]
)
def test_a_form_for_adding_is_shown_to_those_who_may_add(
    client: Client, scene: Scene, name: str, role: Role, status: int
) -> None:
    one = _as(client, grant(role, over=scene.city))
    assert one.get(reverse(f"administrator:{name}")).status_code == status
