"""The dispatch room in two browsers: what one dispatcher does is on the other's screen."""

import pytest
from playwright.sync_api import expect

from kalantar.kernel.clock import system_clock
from kalantar.people.roles import Role
from kalantar.places.models import Extract
from tests.people import grant, sign_in
from tests.plugins.browser import OpenPage
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE_MS = 15_000  # without a reload; how soon, a busy machine cannot tell


@pytest.fixture
def scene() -> Scene:
    """The servers know no other clock than the true one."""
    scene = a_city(system_clock)
    Extract.objects.create(
        city=scene.city,
        digest="0" * 64,
        attribution="",
        west=51.3,
        south=35.6,
        east=51.5,
        north=35.8,
    )
    return scene


@pytest.fixture
def sessions(scene: Scene) -> list[str]:
    return [sign_in(grant(Role.DISPATCHER, over=scene.city)) for _ in range(2)]


def test_a_new_incident_is_in_every_room_by_itself(
    open_page: OpenPage, scene: Scene, sessions: list[str]
) -> None:
    persian = open_page("/room/", session=sessions[0], language="fa")
    english = open_page("/room/", session=sessions[1], language="en")
    for room in (persian, english):
        expect(room.locator("html[data-live=on]")).to_be_attached()
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    for room in (persian, english):
        expect(room.locator(f"#in-{incident.pk}")).to_be_visible(timeout=AT_ONCE_MS)
    expect(persian.locator(f"#in-{incident.pk}")).to_contain_text("نزاع")
    expect(english.locator(f"#in-{incident.pk}")).to_contain_text("Brawl")


def test_a_unit_sent_in_one_room_is_sent_in_the_other(
    open_page: OpenPage, scene: Scene, sessions: list[str]
) -> None:
    unit = scene.unit()
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    here, there = (
        open_page(f"/room/?incident={incident.pk}", session=session, language="en")
        for session in sessions
    )
    for room in (here, there):
        expect(room.locator("html[data-live=on]")).to_be_attached()
        expect(room.locator(f"#in-{incident.pk}")).to_contain_text("waiting for a unit")
    here.get_by_role("button", name=f"Dispatch {unit.call_sign}").click()
    for room in (here, there):  # the first has its answer; the other hears of it
        in_queue = room.locator(f"#in-{incident.pk}")
        expect(in_queue).to_contain_text(
            unit.call_sign, timeout=AT_ONCE_MS if room is there else None
        )
