"""The phone without a network: kept, sent, refused with the sentence; nothing is left after signing out."""

import re
import zlib

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from kalantar.dispatch.actions import call_off, send_units
from kalantar.dispatch.models import Assignment
from kalantar.incidents.models import Note
from kalantar.kernel.clock import system_clock
from kalantar.panic_alarms.models import PanicAlarm
from kalantar.patrols.models import CrewMember, Shift
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.scene_photos.models import ScenePhoto
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene, a_city


def _chunk(name: bytes, said: bytes) -> bytes:
    return len(said).to_bytes(4) + name + said + zlib.crc32(name + said).to_bytes(4)


PICTURE = (  # 40 grey dots by 30
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", b"\0\0\0\x28\0\0\0\x1e\x08\0\0\0\0")
    + _chunk(b"IDAT", zlib.compress((b"\0" + bytes(range(0, 240, 6))) * 30))
    + _chunk(b"IEND", b"")
)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def crew(scene: Scene) -> list[User]:
    """Two of one unit, which was sent to an incident."""
    unit = scene.unit()
    shift = Shift.objects.get(unit=unit)
    officers = [grant(Role.PATROL_OFFICER, over=scene.city) for _ in range(2)]
    for officer in officers:
        CrewMember.objects.create(shift=shift, officer=officer, period=(shift.begun_at, None))
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    send_units(incident=incident.pk, units=[unit.pk], by=scene.person(Role.DISPATCHER))
    return officers


def with_worker(page: Page) -> None:
    """The page is an app now, and what it needs without a network is kept."""
    page.wait_for_function(
        "async () => (await caches.keys()).includes('kalantar-phone-pages') && Boolean(await (await"
        " caches.open('kalantar-phone-pages')).match('/patrol/', { ignoreVary: true }))"
    )


def test_two_phones_and_a_dispatcher_change_the_same_without_a_network(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, crew: list[User]
) -> None:
    """Each presses and writes in the dark, one loads the page anew there; the room calls the unit off."""
    phones = [
        open_page("/patrol/", session=sign_in(one), language=language, phone=True, theme=theme)
        for one, language, theme in zip(crew, ("en", "fa"), ("light", "dark"), strict=True)
    ]
    for phone in phones:
        with_worker(phone)
        phone.context.set_offline(True)
        phone.locator(".phone-verb.next[data-status=acknowledged]").click()
        expect(phone.locator("[data-kept-list] li[data-state=kept]")).to_have_count(1)
    phones[0].reload()
    expect(phones[0].locator("#now h1")).to_be_visible()
    expect(phones[0].locator("[data-kept-list] li")).to_contain_text("Acknowledge")
    phones[0].locator(".phone-more > summary").last.click()
    phones[0].locator("#text").fill("A light in the yard.")
    phones[0].get_by_role("button", name="Write it down").click()
    phones[0].locator("[data-photo] input[type=file]").set_input_files(
        {"name": "yard.png", "mimeType": "image/png", "buffer": PICTURE}
    )
    expect(phones[0].locator("[data-kept]")).to_contain_text("3")
    check_page_quietly(phones[0], check_page)
    sent = Assignment.objects.get()
    call_off(assignment=sent.pk, why="over", by=scene.person(Role.DISPATCHER))
    for phone in phones:
        phone.context.set_offline(False)
        expect(phone.locator("[data-kept-list] li[data-state=kept]")).to_have_count(0)
    # what was done before the unit was called off is put in its place; the second says what is so already
    expect(phones[0].locator("[data-kept-list] li")).to_have_count(0)
    refused = phones[1].locator("[data-kept-list] li[data-state=refused]")
    expect(refused).to_contain_text("ممکن نیست")
    phones[1].reload()
    expect(refused).to_contain_text("ممکن نیست")
    check_page_quietly(phones[1], check_page)
    refused.locator("button").click()
    expect(phones[1].locator("[data-kept-list]")).to_be_hidden()
    sent.refresh_from_db()
    assert sent.state == "called_off"
    assert sent.acknowledged_at is not None
    assert sent.ended_at is not None
    assert sent.acknowledged_at < sent.ended_at
    assert Note.objects.get().text == "A light in the yard."
    assert ScenePhoto.objects.get().kind == "jpeg", "drawn anew on the phone"


def test_the_panic_button_is_held_and_the_room_puts_a_name_to_it(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, crew: list[User]
) -> None:
    """Without a network at first: it is kept, goes first, and is answered by name; then the phone is wiped."""
    room = open_page(
        "/room/", session=sign_in(grant(Role.DISPATCHER, over=scene.city)), language="en"
    )
    expect(room.locator("html")).to_have_attribute("data-live", "on")
    expect(room.locator("#panic")).to_be_hidden()
    phone = open_page("/patrol/", session=sign_in(crew[0]), language="en", phone=True)
    with_worker(phone)
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"latitude": 35.7, "longitude": 51.405, "accuracy": 10})
    phone.reload()
    expect(phone.locator("[data-place-unknown]")).to_be_hidden()
    phone.wait_for_function("() => document.querySelector('[data-positions]')")
    button = phone.locator("[data-panic] button")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 64
    phone.context.set_offline(True)
    phone.locator(".phone-verb.next").click()
    button.hover()
    phone.mouse.down()
    phone.mouse.up()  # too short
    expect(phone.locator("[data-kept-list] li")).to_have_count(1)
    phone.mouse.down()
    expect(phone.locator("[data-kept-list] li")).to_have_count(2)
    phone.mouse.up()
    expect(phone.locator("[data-kept-list] li").first).to_contain_text("officer in danger")
    phone.context.set_offline(False)
    expect(phone.locator(".phone-alarm")).to_contain_text("The room hears")
    strip = room.locator("#panic .panic-alarm")
    expect(strip).to_contain_text("Test Person")
    expect(strip).to_contain_text("T-01")
    expect(room.locator("[aria-live=assertive]")).to_contain_text("Officer in danger")
    check_page(room)
    check_page_quietly(phone, check_page)
    room.locator("#command").fill("writing something else")
    room.keyboard.press("Control+/")
    expect(strip).to_contain_text("Test Person answers for it")
    expect(phone.locator(".phone-alarm")).to_contain_text("Test Person answers for you")
    phone.get_by_role("button", name="I am safe").click()
    expect(strip).to_contain_text("I am safe. Ask by radio")
    room.keyboard.press("Control+/")
    check_page(room)
    room.locator("#panic .ask button").first.click()
    expect(room.locator("#panic")).to_be_hidden()
    expect(phone.locator(".phone-alarm")).to_have_count(0)
    alarm = PanicAlarm.objects.get()
    assert (alarm.state, alarm.outcome, alarm.pressed) == ("ended", "helped", 1)
    assert alarm.place is not None
    assert alarm.incident is not None
    phone.get_by_role("button", name="Backup", exact=True).click()
    expect(room.locator(".queue .backup")).to_contain_text("wants backup")
    expect(room.locator("#card .backup")).to_contain_text("T-01 wants backup")
    signs_out(phone)


def check_page_quietly(page: Page, check_page: CheckPage) -> None:
    """What could not be fetched without a network, the browser says as well: that is not judged."""
    setattr(page, "complaints", [])  # noqa: B010
    check_page(page)


def signs_out(page: Page) -> None:
    """With something that was refused and not read: asked first; then nothing is left in the phone."""
    page.locator(".phone-more:has(#text) > summary").click()
    page.locator("#text").fill("   ")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("[data-kept-list] li[data-state=refused]")).to_have_count(1)
    page.locator(".bar [data-menu] > summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("[data-leaving]")).to_be_visible()
    page.locator("[data-leave]").click()
    page.wait_for_url(re.compile("/account/"))
    left = page.evaluate(
        "async () => [await caches.keys(), (await indexedDB.databases()).map((one) => one.name),"
        " (await navigator.serviceWorker.getRegistrations()).length, Object.keys(localStorage)]"
    )
    assert left == [[], [], 0, []]


def test_what_makes_it_an_app_is_asked_for_by_nobody_and_says_nothing_of_anybody(
    client: Client, db: None
) -> None:
    for language, name in (("fa", "گشت من"), ("en", "My patrol")):
        told = client.get(reverse("patrol:manifest", args=[language]))
        assert told["Content-Type"] == "application/manifest+json"
        assert (told.json()["short_name"], told.json()["lang"]) == (name, language)
        assert [icon["type"] for icon in told.json()["icons"]] == [
            "image/svg+xml",
            *["image/png"] * 2,
        ]
    assert client.get("/patrol/de.webmanifest").status_code == 404
    worker = client.get(reverse("patrol:worker"))
    assert worker["Content-Type"] == "text/javascript"
    assert worker["Cache-Control"] == "no-cache"


def test_pressed_within_three_days(client: Client, crew: list[User]) -> None:
    """How long ago it was is told by one clock, however wrong: at and sent."""
    client.cookies["sessionid"] = sign_in(crew[0])
    address = reverse("patrol:acknowledge", args=[Assignment.objects.get().pk])
    late = {"at": "2020-01-01T00:00:00Z", "sent": "2020-01-04T00:00:01Z"}
    answer = client.post(address, late, HTTP_HX_REQUEST="true")
    assert answer.status_code == 400
    assert 'data-rule="pressed_within_three_days"' in answer.text
    assert client.post(reverse("patrol:panic"), late).status_code == 200, "help is never too late"
    right = {"at": "2020-01-01T00:00:00Z", "sent": "2020-01-01T00:00:00Z"}
    assert client.post(address, right).status_code == 200
