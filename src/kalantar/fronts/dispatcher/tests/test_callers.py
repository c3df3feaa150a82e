"""What a caller says on their page stands in the room at once, and is gone on with by keyboard."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from kalantar.caller_links.models import CallerLink, CallerWord
from kalantar.caller_links.tests.callers import HERE, callers_in
from kalantar.incidents.models import Incident
from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene

PAGE = {"fa": "صفحهٔ تماس‌گیرنده", "en": "The caller's page"}


def _keys(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_room_hears_a_caller_and_goes_on_by_keyboard(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, language: str
) -> None:
    callers = callers_in(scene)
    session = sign_in(grant(Role.DISPATCHER, over=scene.city))
    page = open_page(f"/room/?city={scene.city.pk}", session=session, language=language)
    expect(page.locator("#callers-in summary").first).to_contain_text(PAGE[language])
    _keys(page, "Control+,")
    page.locator("[id^=caller-send] [name=agreed]").focus()
    _keys(page, "Space")
    page.locator(f"[id^=caller-send] [value={language}]").check()
    page.locator("[id^=caller-send] button").focus()
    check_page(page)
    _keys(page, "Enter")
    expect(page.locator("[id^=caller-write]")).to_be_visible()
    link = CallerLink.objects.get()
    assert link.language == language
    callers.say(link, "worse")
    callers.tell_place(link)
    expect(page.locator("#callers-waiting a")).to_have_count(1)
    assert page.locator("#callers-waiting").get_attribute("data-alarms") == "1"
    expect(page.locator("#callers-in [role=alert]")).to_be_visible()
    check_page(page)
    _keys(page, "4")
    expect(page.locator(".talk li")).to_have_count(3)
    _keys(page, "Control+m")
    expect(page.locator("[data-key='Ctrl+M']")).to_have_count(0)
    assert Incident.objects.get().place == HERE
    _keys(page, "Control+u")
    expect(page.locator("#callers-in [role=alert]")).to_have_count(0)
    expect(page.locator("#callers-waiting a")).to_have_count(0)
    assert not CallerWord.objects.filter(heeded_at=None, said_by=None).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_call_taker_sends_a_silent_link_and_asks(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, language: str
) -> None:
    callers = callers_in(scene)
    taker = grant(Role.CALL_TAKER, over=scene.city)
    session, at = sign_in(taker), f"/calls/{callers.call.pk}/?city={scene.city.pk}"
    page = open_page(at, session=session, language=language)
    expect(page.locator("#callers-in summary")).to_be_visible()
    _keys(page, "Control+,")
    page.locator("[name=agreed]").check()
    page.locator("[name=silent]").check()
    page.locator("[id^=caller-send] button").click()
    expect(page.locator("[id^=caller-write]")).to_be_visible()
    link = CallerLink.objects.get()
    assert link.silent
    _keys(page, "5")
    expect(page.locator(".talk li")).to_have_count(1)
    page.locator("[id^=caller-write] [name=text]").fill("کمک نزدیک است")
    _keys(page, "Enter")
    expect(page.locator(".talk li")).to_have_count(2)
    callers.say(link, "yes")
    expect(page.locator("#callers-in [role=alert]")).to_be_visible()
    check_page(page)
    _keys(page, "Escape", "Control+u")
    expect(page.locator("#callers-in [role=alert]")).to_have_count(0)


@pytest.mark.django_db
def test_a_link_to_who_did_not_agree_is_refused_in_its_sentence(client: Client) -> None:
    from tests.scene import a_city

    callers = callers_in(a_city(system_clock))
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=callers.scene.city))
    ids = [callers.incident.pk, callers.call.pk]
    answer = client.post(reverse("caller_send", args=ids), {"language": "fa"})
    assert answer.status_code == 422
    assert 'data-rule="caller_said_yes"' in answer.text
    read = Entry.objects.filter(event="PageOpened").count()
    assert read == 1, "showing it tells of the incident, so it is recorded as read"
    assert client.get(reverse("callers", args=[callers.call.pk])).status_code == 404
    sent = client.post(reverse("caller_send", args=ids), {"language": "fa", "agreed": "on"})
    assert sent.status_code == 200
    link = CallerLink.objects.get()
    callers.say(link, "worse")
    callers.tell_place(link)
    shown = client.get(reverse("callers", args=[callers.incident.pk]), {"calls": "1"})
    assert 'data-key="Ctrl+U"' in shown.text
    assert "caller-places" in shown.text
