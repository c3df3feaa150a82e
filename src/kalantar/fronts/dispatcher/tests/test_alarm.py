"""The bar says how many incidents wait longer than they may, aloud, and with a sound if wanted."""

from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import expect

from kalantar.dispatch.actions import arrive, clear, send_units
from kalantar.dispatch.models import Assignment
from kalantar.incidents.models import Incident
from kalantar.kernel.clock import system_clock
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import OpenPage
from tests.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session(scene: Scene) -> str:
    return sign_in(grant(Role.DISPATCHER, over=scene.city))


def grow_late(incident: Incident) -> None:
    late = system_clock() - timedelta(hours=2)
    Incident.objects.filter(pk=incident.pk).update(opened_at=late, waiting_since=late)


def test_those_over_their_wait_are_counted(client: Client, scene: Scene, session: str) -> None:
    client.cookies["sessionid"] = session
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    assert 'data-alarms="0"' in client.get("/room/figures/").text
    grow_late(incident)
    assert 'data-alarms="1"' in client.get("/room/figures/").text


def test_one_that_nobody_closes_waits_for_nobody_and_is_counted_apart(
    client: Client, scene: Scene, session: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.cookies["sessionid"] = session
    dispatcher, unit = scene.person(Role.DISPATCHER), scene.unit()
    incident = scene.incident(dispatcher)
    send_units(incident=incident.pk, units=[unit.pk], why="on the radio", by=dispatcher)
    one = Assignment.objects.get(unit=unit)
    arrive(assignment=one.pk, by=dispatcher)
    clear(assignment=one.pk, by=dispatcher)
    assert "در انتظار بستن" not in client.get("/room/figures/").text
    monkeypatch.setattr("kalantar.dispatch.queue.CLOSE_WITHIN", timedelta())
    said = client.get("/room/figures/").text
    assert 'data-alarms="0"' in said
    assert "<b>۱</b>در انتظار بستن" in said


def test_one_more_is_announced(open_page: OpenPage, scene: Scene, session: str) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    page = open_page("/room/", session=session, language="en")
    page.keyboard.press("q")
    expect(page.locator("[data-alarm-sound]")).to_have_attribute("aria-pressed", "true")
    grow_late(incident)
    page.locator("#figures").dispatch_event("live")
    expect(page.locator("[aria-live=polite][data-alarms-said]")).to_contain_text("waiting too long")
