"""What one person does is on another's screen."""

import os
import re
import signal
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from kalantar.kernel.actor import Actor
from kalantar.kernel.tests.verbs import turn_stone
from kalantar.people.models import RoleGrant, User
from kalantar.places.models import Jurisdiction
from tests.people import an_area, grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)


EVERYTHING_MAY_HAVE_CHANGED = """() => document.querySelector("[data-live-stream]").dispatchEvent(
    new CustomEvent("refresh", {detail: {data: "0"}, bubbles: true}))"""


@pytest.fixture
def city() -> Jurisdiction:
    return an_area()


@pytest.fixture
def station(city: Jurisdiction) -> Jurisdiction:
    return an_area("station", within=city)


@pytest.fixture
def dispatcher(city: Jurisdiction) -> User:
    return grant("dispatcher", over=city)


def board(*areas: Jurisdiction) -> str:
    ids = [str(area.pk) for area in areas]
    return f"/_test/board/?areas={','.join(ids)}&keys={'+'.join(f'area:{area}' for area in ids)}"


def counter(area: Jurisdiction) -> str:
    return f"#count-{area.pk}"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_both_screens_show_what_one_person_did(
    open_page: OpenPage,
    check_page: CheckPage,
    dispatcher: User,
    city: Jurisdiction,
    as_system: Actor,
    language: str,
) -> None:
    session = sign_in(dispatcher)
    screens = [
        open_page(board(city), session=session, language=language, phone=phone)
        for phone in (False, True)
    ]
    for screen in screens:
        expect(screen.locator(counter(city))).to_have_text("0")
    turn_stone(times=1, by=as_system, area=city.pk)
    for screen in screens:
        expect(screen.locator(counter(city))).to_have_text("1", timeout=1000)
        check_page(screen)


def test_only_what_shows_the_key_asks_again(
    open_page: OpenPage,
    dispatcher: User,
    city: Jurisdiction,
    station: Jurisdiction,
    as_system: Actor,
) -> None:
    page = open_page(board(city, station), session=sign_in(dispatcher))
    for area in (city, station):
        expect(page.locator(counter(area))).to_have_text("0")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    turn_stone(times=1, by=as_system, area=station.pk)
    expect(page.locator(counter(station))).to_have_text("1")
    assert len(asked) == 1
    assert str(station.pk) in asked[0]


def test_many_notices_at_once_are_few_questions_and_the_last_state(
    open_page: OpenPage, dispatcher: User, city: Jurisdiction, as_system: Actor
) -> None:
    page = open_page(board(city), session=sign_in(dispatcher))
    expect(page.locator(counter(city))).to_have_text("0")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for times in range(30):
        turn_stone(times=times, by=as_system, area=city.pk)
    expect(page.locator(counter(city))).to_have_text("30")
    assert len(asked) < 15


def test_what_is_being_read_is_fetched_and_shown_before_the_others_are_told(
    open_page: OpenPage, dispatcher: User, city: Jurisdiction, station: Jurisdiction
) -> None:
    page = open_page(board(city, station), session=sign_in(dispatcher))
    for area in (city, station):
        expect(page.locator(counter(area))).to_have_text("0")
    happened: list[tuple[str, str]] = []
    page.on("request", lambda asked: happened.append(("asked", asked.url)))
    page.on("requestfinished", lambda had: happened.append(("had", had.url)))
    page.evaluate("id => document.getElementById(id).dataset.liveFirst = ''", counter(station)[1:])
    with page.expect_event("requestfinished", lambda had: str(city.pk) in had.url):
        page.evaluate(EVERYTHING_MAY_HAVE_CHANGED)
    told = [(what, "first" if str(station.pk) in url else "after") for what, url in happened]
    assert told == [("asked", "first"), ("had", "first"), ("asked", "after"), ("had", "after")]


def test_the_others_do_not_wait_long_for_what_goes_first(
    open_page: OpenPage, dispatcher: User, city: Jurisdiction, station: Jurisdiction
) -> None:
    page = open_page(board(city, station), session=sign_in(dispatcher))
    for area in (city, station):
        expect(page.locator(counter(area))).to_have_text("0")
    page.evaluate("id => document.getElementById(id).dataset.liveFirst = ''", counter(station)[1:])
    page.route(f"**/*{station.pk}*", lambda never_answered: None)
    with page.expect_event("requestfinished", lambda had: str(city.pk) in had.url, timeout=5000):
        page.evaluate(EVERYTHING_MAY_HAVE_CHANGED)


def test_a_page_catches_up_after_the_live_server_was_killed(
    open_page: OpenPage, dispatcher: User, city: Jurisdiction, as_system: Actor
) -> None:
    page = open_page(board(city), session=sign_in(dispatcher))
    expect(page.locator(counter(city))).to_have_text("0")
    server, worker = live_server()
    os.kill(server, signal.SIGSTOP)  # a quick machine starts another before anybody needs to know
    os.kill(worker, signal.SIGKILL)
    turn_stone(times=1, by=as_system, area=city.pk)
    try:
        expect(page.locator("[data-live-lost]")).to_be_visible()
    finally:
        os.kill(server, signal.SIGCONT)
    expect(page.locator(counter(city))).to_have_text("1", timeout=30_000)
    expect(page.locator("[data-live-lost]")).to_be_hidden()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_refused_stream_is_said_in_words(
    open_page: OpenPage, dispatcher: User, language: str
) -> None:
    page = open_page(board(an_area()), session=sign_in(dispatcher), language=language)
    expect(page.locator("[data-live-refused]")).to_be_visible()
    said = {"fa": "ارتباط زنده پذیرفته نشد", "en": "The live connection was refused"}[language]
    expect(page.locator("[data-live-refused]")).to_contain_text(said)
    expect(page.locator("[data-live-lost]")).to_be_hidden()


def test_a_role_that_ends_under_an_open_page_is_said_in_words_and_its_return_is_noticed(
    open_page: OpenPage, dispatcher: User, city: Jurisdiction
) -> None:
    page = open_page(board(city), session=sign_in(dispatcher))
    expect(page.locator("html[data-live=on]")).to_be_attached()
    held = RoleGrant.objects.get(user=dispatcher)
    RoleGrant.objects.filter(pk=held.pk).delete()
    expect(page.locator("[data-live-refused]")).to_be_visible(timeout=15_000)
    held.save(force_insert=True)
    expect(page.locator("html[data-live=on]")).to_be_attached(timeout=30_000)
    expect(page.locator("[data-live-refused]")).to_be_hidden()


def test_who_signs_out_elsewhere_is_led_to_the_sign_in_page(
    open_page: OpenPage, dispatcher: User, city: Jurisdiction
) -> None:
    session = sign_in(dispatcher)
    page = open_page(board(city), session=session)
    expect(page.locator(counter(city))).to_have_text("0")
    Session.objects.filter(session_key=session).delete()
    expect(page).to_have_url(re.compile("/account/sign-in/"), timeout=15_000)


def live_server() -> tuple[int, int]:
    """The live server, and the process that holds the streams: its only child."""
    for server in children_of(os.getpid()):
        if b"live_asgi" in Path(f"/proc/{server}/cmdline").read_bytes():
            return server, children_of(server)[-1]
    raise AssertionError("no live server runs")


def children_of(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(child) for child in told.split()]
