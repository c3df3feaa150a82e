"""A unit that gives no word stands above the queue, is asked by keys, and asks its own phone."""

from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import expect

from kalantar.dispatch.actions import send_units
from kalantar.dispatch.models import Assignment
from kalantar.kernel.clock import system_clock
from kalantar.people.queries import actor_of
from kalantar.people.roles import Role
from kalantar.welfare_checks.actions import no_answer
from kalantar.welfare_checks.models import WelfareCheck
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session(scene: Scene) -> str:
    return sign_in(grant(Role.DISPATCHER, over=scene.city))


def _silent(scene: Scene, session: str = "") -> Assignment:
    """``session``: of the officer in it."""
    scene.type.word_within_s = 600
    scene.type.save()
    by = scene.person(Role.DISPATCHER)
    officer = grant(Role.PATROL_OFFICER, over=scene.stations[0])
    unit = scene.unit(crew=actor_of(officer))
    incident = scene.incident(by)
    sent = send_units(incident=incident.pk, units=[unit.pk], by=by).assignments.get()
    Assignment.objects.filter(pk=sent.pk).update(sent_at=system_clock() - timedelta(minutes=11))
    return sent


def test_it_is_asked_by_keys_and_its_phone_asks_too(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, session: str
) -> None:
    sent = _silent(scene)
    page = open_page("/room/", session=session, language="en")
    silent = page.locator("#silent")
    expect(silent).to_contain_text("1 unit gives no word")
    page.keyboard.press("9")
    expect(silent).to_contain_text("being asked")
    page.keyboard.press("7")
    expect(silent).to_contain_text("told: the shift commander")
    check_page(page)
    page.keyboard.press("6")
    expect(silent).to_be_hidden()
    assert WelfareCheck.objects.get(assignment=sent).how == "radio"


def test_its_own_phone_asks_and_one_touch_answers(client: Client, scene: Scene) -> None:
    sent = _silent(scene)
    officer = sent.unit.shifts.get().crew.get().officer
    client.cookies["sessionid"] = sign_in(officer)
    assert "حالتان خوب است؟" in client.get("/patrol/").text
    answer = client.post(f"/patrol/{sent.pk}/well/")
    assert (answer.status_code, "حالتان خوب است؟" in answer.text) == (200, False)
    assert WelfareCheck.objects.get(assignment=sent).how == "button"


def test_who_only_watches_reads_why_they_cannot_ask(client: Client, scene: Scene) -> None:
    sent = _silent(scene)
    client.cookies["sessionid"] = sign_in(grant(Role.CALL_TAKER, over=scene.city))
    page = client.get("/room/silent/").text
    assert sent.unit.call_sign in page
    assert "فقط با دیسپچر" in page
    assert "take-up" not in page
    assert client.post(f"/room/silent/{sent.pk}/take-up/").status_code == 422


def test_the_commander_is_told_on_every_page_in_their_turn(client: Client, scene: Scene) -> None:
    sent = _silent(scene)
    client.cookies["sessionid"] = sign_in(grant(Role.COMMANDER, over=scene.city))
    assert "told-on" in client.get("/command/levels/").text
    for step, is_told in ((0, False), (1, True)):
        if step:
            no_answer(assignment=sent.pk, by=scene.person(Role.DISPATCHER))
        assert (sent.unit.call_sign in client.get("/command/silent/told/").text) == is_told
    assert sent.unit.call_sign in client.get("/command/silent/").text
    client.cookies["sessionid"] = sign_in(grant(Role.STATION_CHIEF, over=scene.stations[1]))
    assert sent.unit.call_sign not in client.get("/command/silent/told/").text
    WelfareCheck.objects.update(step=2)
    assert sent.unit.call_sign in client.get("/command/silent/told/").text


def test_a_word_by_radio_is_entered_from_the_card(
    client: Client, scene: Scene, session: str
) -> None:
    sent = _silent(scene)
    client.cookies["sessionid"] = session
    assert "همه‌چیز خوب است" in client.post(f"/room/assignments/{sent.pk}/heard/").text
    assert "hidden" in client.get("/room/silent/").text.partition("<h2")[0]
