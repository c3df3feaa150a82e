"""The phone: the next verb with one thumb, and nothing lost without a network."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from kalantar.dispatch.actions import send_units
from kalantar.dispatch.models import Assignment
from kalantar.kernel.actor import Actor
from kalantar.kernel.clock import system_clock
from kalantar.patrols.models import CrewMember, Shift
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def officer(scene: Scene) -> User:
    return grant(Role.PATROL_OFFICER, over=scene.city)


@pytest.fixture
def assignment(scene: Scene, officer: User) -> Assignment:
    unit = scene.unit()
    shift = Shift.objects.get(unit=unit)
    CrewMember.objects.create(shift=shift, officer=officer, period=(shift.begun_at, None))
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    sender: Actor = scene.person(Role.DISPATCHER)
    send_units(incident=incident.pk, units=[unit.pk], by=sender)
    return Assignment.objects.get(unit=unit)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_next_verb_is_first_and_large(
    open_page: OpenPage, check_page: CheckPage, officer: User, assignment: Assignment, language: str
) -> None:
    page = open_page("/patrol/", session=sign_in(officer), language=language, phone=True)
    for state in ("acknowledged", "en_route", "on_scene", "cleared"):
        first = page.locator(".phone-verb.next")
        expect(first).to_have_attribute("data-status", state)
        box = first.bounding_box()
        assert box is not None
        assert box["height"] >= 84
        check_page(page)
        first.click()
        expect(page.locator(f".phone-verb.next[data-status={state}]")).to_have_count(0)
    assignment.refresh_from_db()
    assert assignment.state == "cleared"


def test_what_is_pressed_without_a_network_is_sent_when_there_is_one(
    open_page: OpenPage, officer: User, assignment: Assignment
) -> None:
    page = open_page("/patrol/", session=sign_in(officer), language="en", phone=True)
    page.context.set_offline(True)
    page.locator(".phone-verb.next").click()
    expect(page.locator("[data-kept]")).to_contain_text("1")
    page.context.set_offline(False)
    expect(page.locator(".phone-verb.next[data-status=en_route]")).to_be_visible()
    expect(page.locator("[data-kept]")).to_be_hidden()
    assignment.refresh_from_db()
    assert assignment.state == "acknowledged"


@pytest.mark.parametrize("reason", ["", "nothing", "01890000-0000-7000-8000-000000000000"])
def test_a_reason_that_does_not_exist_is_refused_on_the_phone(
    client: Client, officer: User, assignment: Assignment, reason: str
) -> None:
    client.cookies["sessionid"] = sign_in(officer)
    address = reverse("patrol:break_down", args=[assignment.pk])
    answer = client.post(address, {"reason": reason})
    assert answer.status_code == 422
    assert 'data-rule="thing_exists"' in answer.text
    assert 'id="now"' in answer.text
