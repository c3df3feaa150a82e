"""The page of callers who hung up: who waits, who calls back, what became of the others, and on top who is late."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from kalantar.call_backs.actions import could_not_reach, give_up_call_back, take_up_call_back
from kalantar.call_backs.models import CallBack
from kalantar.calls.actions import abandon_call, keep_caller_secret, offer_call
from kalantar.calls.models import Call
from kalantar.kernel.models import Entry
from kalantar.people.models import User
from kalantar.people.queries import actor_of
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene

PAGE = "/calls/to-return/"
NUMBER = "02188776655"


def _left(scene: Scene, number: str = NUMBER, ago: int = 0) -> Call:
    """Somebody hung up so many minutes ago."""
    by = scene.person(Role.CALL_TAKER)
    by = by.at(by.now() - timedelta(minutes=ago))
    rang = offer_call(number=number, jurisdiction=scene.city.pk, by=by)
    return abandon_call(call=rang.pk, by=by)


def _given_up(scene: Scene, number: str, by: Any) -> None:
    left = _left(scene, number)
    for _ in range(3):
        could_not_reach(call=left.pk, by=by)
    give_up_call_back(call=left.pk, reason="switched_off", by=by)


@pytest.fixture
def as_taker(client: Client, taker: User) -> Client:
    client.cookies["sessionid"] = sign_in(taker)
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.django_db
def test_the_first_sentence_says_who_has_waited_too_long(as_taker: Client, scene: Scene) -> None:
    assert "No caller has waited longer than 5 minutes." in as_taker.get(PAGE).text
    _left(scene, "02188776651", ago=2)
    assert "No caller has waited longer than 5 minutes." in as_taker.get(PAGE).text
    late = [_left(scene, f"0218877660{n}", ago=n) for n in (6, 9)]
    shown = as_taker.get(PAGE).text
    assert "2 callers have waited longer than 5 minutes:" in shown
    rows = [CallBack.objects.get(call=call).pk for call in reversed(late)]
    assert re.findall(r'href="#caller-([^"]+)"', shown) == [str(row) for row in rows]
    first = [str(row) for row in CallBack.objects.values_list("pk", flat=True)]
    assert re.findall(r'id="caller-([^"]+)"', shown) == first, "the soonest deadline first"
    with translation.override("en"):
        assert "To call back: 3, 2 late" in as_taker.get("/calls/").text


@pytest.mark.django_db
def test_no_key_stands_for_two_things(as_taker: Client, scene: Scene, taker: User) -> None:
    by = actor_of(taker)
    for n in range(3):
        left = _left(scene, f"0218877660{n}")
        for _ in range(3):
            could_not_reach(call=left.pk, by=by)
    for number in range(60):
        _given_up(scene, f"0219{number:06}", by)
    keys = re.findall(r'data-key="([^"]+)"', as_taker.get(PAGE).text)
    assert len(keys) == len(set(keys)), keys
    assert {"Y", "U", "G", "1", "2", "3", "4", "E", "Esc"} <= set(keys)


@pytest.mark.django_db
def test_who_has_taken_it_up_is_named_and_another_is_refused(
    as_taker: Client, scene: Scene
) -> None:
    left, colleague = _left(scene), scene.person(Role.CALL_TAKER)
    take_up = reverse("call_taker:take_up", args=[left.pk])
    assert take_up in as_taker.get(PAGE).text
    take_up_call_back(call=left.pk, by=colleague)
    shown = as_taker.get(PAGE).text
    assert "Somebody is calling back, since" in shown
    assert take_up not in shown
    for name in ("take_up", "answered_back", "tried_back", "give_up_back"):
        asked = {"reason": "no_answer"}
        refused = as_taker.post(reverse(f"call_taker:{name}", args=[left.pk]), asked)
        assert refused.status_code == 422
        assert "Somebody is calling this caller back." in refused.text


@pytest.mark.django_db
def test_a_number_kept_secret_is_shown_to_who_may_know_it_alone(
    as_taker: Client, scene: Scene
) -> None:
    left = _left(scene)
    keep_caller_secret(call=left.pk, by=scene.person(Role.CALL_TAKER))
    shown = as_taker.get(PAGE).text
    assert "caller kept secret" in shown
    assert "8877" not in shown
    assert reverse("call_taker:take_up", args=[left.pk]) not in shown
    as_taker.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    assert "8877 6655" in as_taker.get(PAGE).text


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "status"), [(Role.AUDITOR, 200), (Role.DESK_OFFICER, 403)])
def test_who_reads_it_is_recorded_and_may_do_nothing_who_is_not_of_the_room(
    as_taker: Client, scene: Scene, role: Role, status: int
) -> None:
    left = _left(scene)
    as_taker.cookies["sessionid"] = sign_in(grant(role, over=scene.city))
    shown = as_taker.get(PAGE)
    assert shown.status_code == status
    assert reverse("call_taker:take_up", args=[left.pk]) not in shown.text
    read = Entry.objects.filter(event="PageOpened", facts__page="calls").count()
    assert read == (1 if status == 200 else 0)


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["which=all", "which=left&hours=x", "after=x", "owed_after=7"])
def test_what_cannot_be_meant_shows_the_page_all_the_same(
    as_taker: Client, scene: Scene, asked: str
) -> None:
    _left(scene)
    assert as_taker.get(f"{PAGE}?{asked}").status_code == 200
    assert as_taker.get(f"{PAGE}part/?{asked}").status_code == 200


@pytest.mark.django_db
def test_a_page_of_fifty_costs_no_more_questions_than_one_of_one(
    as_taker: Client, scene: Scene, taker: User, django_assert_max_num_queries: Any
) -> None:
    by = actor_of(taker)
    for n in range(12):
        could_not_reach(call=_left(scene, f"0218877{n:04}").pk, by=by)
        _given_up(scene, f"0219977{n:04}", by)
    as_taker.get(PAGE)
    with django_assert_max_num_queries(30):
        as_taker.get(PAGE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("language", "phone", "mine", "spoken"),
    [("fa", False, "پیگیری با شماست", "تماس دوباره گرفته و گفت‌وگو شد"),
     ("en", True, "You are calling back", "called back and spoken with")],
)  # fmt: skip
def test_a_late_caller_is_taken_up_tried_and_spoken_with(
    open_page: OpenPage,
    check_page: CheckPage,
    scene: Scene,
    taker: User,
    language: str,
    phone: bool,
    mine: str,
    spoken: str,
) -> None:
    left = _left(scene, ago=7)
    page = open_page(PAGE, session=sign_in(taker), language=language, phone=phone)
    row = page.locator(f"#caller-{CallBack.objects.get().pk}")
    expect(row.locator(".chip.late")).to_be_visible()
    check_page(page)
    page.keyboard.press("t")
    expect(row).to_contain_text(mine)
    for tries in (1, 2, 3):
        page.keyboard.press("u")
        expect(row.locator(".owed-tries li")).to_have_count(tries)
    page.keyboard.press("g")
    expect(row.locator("[data-key='1']")).to_be_visible()
    check_page(page)
    other = _left(scene, "02188776600")  # comes by itself
    expect(page.locator(f"#caller-{CallBack.objects.get(call=other).pk}")).to_be_visible()
    page.keyboard.press("y")
    expect(page.locator("#address")).to_be_focused()
    assert reverse("call_taker:call", args=[Call.objects.get(returns=left).pk]) in page.url
    page.goto(page.url.split("/calls/")[0] + PAGE)
    expect(page.locator(".rows tbody tr")).to_contain_text(spoken)
    check_page(page)
