"""The dispatch room in two browsers: what one dispatcher does is on the other's screen."""

import pytest
from playwright.sync_api import expect

from kalantar.dispatch.actions import send_units
from kalantar.kernel.clock import system_clock
from kalantar.kernel.geometry import Point
from kalantar.people.roles import Role
from kalantar.places.models import Extract
from tests.people import grant, sign_in
from tests.plugins.browser import OpenPage
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)
IN_FIRST = Point(51.395, 35.70)  # of the two stations
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


def test_a_chief_of_one_station_sees_what_another_does_there(
    open_page: OpenPage, scene: Scene
) -> None:
    unit = scene.unit()
    chief = sign_in(grant(Role.STATION_CHIEF, over=scene.stations[0]))
    incident = scene.incident(scene.person(Role.CALL_TAKER), at=IN_FIRST)
    room = open_page(f"/room/?incident={incident.pk}", session=chief, language="fa")
    expect(room.locator("html[data-live=on]")).to_be_attached()
    expect(room.locator(f"#in-{incident.pk}")).to_contain_text("در انتظار اعزام")
    send_units(incident=incident.pk, units=[unit.pk], by=scene.person(Role.DISPATCHER))
    expect(room.locator(f"#in-{incident.pk}")).to_contain_text(unit.call_sign, timeout=AT_ONCE_MS)
    expect(room.locator("#card")).to_contain_text(unit.call_sign, timeout=AT_ONCE_MS)
    expect(room.locator("[data-live-refused]")).to_be_hidden()


def test_the_card_asks_again_for_what_is_done_at_its_own_incident_and_at_no_other(
    open_page: OpenPage, scene: Scene, sessions: list[str]
) -> None:
    taker, dispatcher = scene.person(Role.CALL_TAKER), scene.person(Role.DISPATCHER)
    own, other = scene.incident(taker), scene.incident(taker)
    room = open_page("/room/units/", session=sessions[0], language="en")
    with room.expect_response(lambda answer: f"/incidents/{own.pk}/" in answer.url):
        room.goto(f"/room/?incident={own.pk}")  # and catches up as the stream begins
    asked: list[str] = []
    room.on("request", lambda request: asked.append(request.url))
    first, second = scene.unit(), scene.unit()
    send_units(incident=other.pk, units=[first.pk], by=dispatcher)
    expect(room.locator(f"#in-{other.pk}")).to_contain_text(first.call_sign, timeout=AT_ONCE_MS)
    assert not any(f"/incidents/{own.pk}/" in url for url in asked)
    send_units(incident=own.pk, units=[second.pk], by=dispatcher)
    expect(room.locator("#card")).to_contain_text(second.call_sign, timeout=AT_ONCE_MS)
