"""My shift, my team's places, and what is known of danger where I am sent."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from kalantar.dispatch.actions import send_units
from kalantar.incidents.models import Incident
from kalantar.incidents.queries import earlier_there
from kalantar.kernel.clock import system_clock
from kalantar.kernel.geometry import Point
from kalantar.patrols.models import CrewMember, Shift
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import CENTRE, Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def officer(scene: Scene) -> User:
    """In the crew of T-01, beside T-02 of the same station."""
    unit, _beside = scene.unit(), scene.unit(at=Point(51.406, 35.70))
    officer = grant(Role.PATROL_OFFICER, over=scene.stations[0])
    shift = Shift.objects.get(unit=unit)
    CrewMember.objects.create(shift=shift, officer=officer, period=(shift.begun_at, None))
    return officer


def an_earlier(scene: Scene, at: Point = CENTRE, **more: object) -> Incident:
    one = scene.incident(scene.person(Role.CALL_TAKER), at=at)
    was = {"opened_at": one.opened_at - timedelta(days=10)} | more
    Incident.objects.filter(pk=one.pk).update(**was)
    return one


def test_of_a_place_is_told_what_was_pressing_there_lately(scene: Scene) -> None:
    told = an_earlier(scene)
    an_earlier(scene, at=Point(CENTRE.lon + 0.001, CENTRE.lat))  # ninety metres away
    an_earlier(scene, priority=3)
    an_earlier(scene, opened_at=system_clock() - timedelta(days=91))
    now = scene.incident(scene.person(Role.CALL_TAKER))
    assert earlier_there(now, system_clock()) == [told]
    Incident.objects.filter(pk=told.pk).update(
        state="closed", waiting_since=None, closed_at=told.opened_at, disposition=scene.ending,
        address="", narrative="", erased_at=system_clock(),
    )  # fmt: skip
    assert earlier_there(now, system_clock()) == []


def test_a_plain_clothes_unit_of_the_station_is_nowhere_on_the_page(
    client: Client, scene: Scene, officer: User
) -> None:
    scene.unit(at=Point(51.4071, 35.70), plain_clothes=True)
    client.cookies["sessionid"] = sign_in(officer)
    page = client.get(reverse("patrol:team")).text
    assert "51.406" in page
    assert "51.4071" not in page


def test_who_is_in_no_patrol_sees_no_team(client: Client, scene: Scene) -> None:
    client.cookies["sessionid"] = sign_in(grant(Role.PATROL_OFFICER, over=scene.city))
    scene.unit()
    page = client.get(reverse("patrol:team"))
    assert page.status_code == 200
    assert "T-01" not in page.text


@pytest.mark.parametrize(("language", "theme"), [("fa", "dark"), ("en", "light")])
def test_the_team_and_the_danger_are_seen_on_the_phone_also_without_a_network(
    open_page: OpenPage,
    check_page: CheckPage,
    scene: Scene,
    officer: User,
    language: str,
    theme: str,
) -> None:
    an_earlier(scene)
    incident, unit = (
        scene.incident(scene.person(Role.CALL_TAKER)),
        Shift.objects.get(crew__officer=officer).unit,
    )
    send_units(incident=incident.pk, units=[unit.pk], by=scene.person(Role.DISPATCHER))
    page = open_page(
        "/patrol/", session=sign_in(officer), language=language, theme=theme, phone=True
    )
    expect(page.locator(".phone-danger li")).to_have_count(1)
    check_page(page)
    page.locator(".phone-more-pages a").click()
    expect(page.locator(".phone-team li")).to_contain_text("T-02")
    expect(page.locator(".phone-shift li")).to_have_count(1)
    check_page(page)
    page.wait_for_function("() => navigator.serviceWorker.controller")
    page.reload()
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".phone-team li")).to_contain_text("T-02")
    expect(page.locator("[data-panic] button")).to_be_visible()
