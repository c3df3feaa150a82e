"""Calling back at the desk: they answer and the form opens, or the try is counted; who was quicker."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from kalantar.call_backs.actions import return_call
from kalantar.calls.actions import abandon_call, offer_call
from kalantar.calls.models import Call
from kalantar.incidents.models import Incident
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene


def _hung_up(scene: Scene, number: str = "02188776655") -> Call:
    by = scene.person(Role.CALL_TAKER)
    rang = offer_call(number=number, jurisdiction=scene.city.pk, by=by)
    return abandon_call(call=rang.pk, by=by)


@pytest.mark.django_db
def test_who_was_slower_is_told_who_has_spoken_with_the_caller(
    client: Client, scene: Scene, taker: User
) -> None:
    left, colleague = _hung_up(scene), scene.person(Role.CALL_TAKER)
    client.cookies["sessionid"] = sign_in(taker)
    client.cookies["django_language"] = "en"
    assert reverse("call_taker:return", args=[left.pk]) in client.get("/calls/").content.decode()
    return_call(call=left.pk, by=colleague)
    for name in ("return", "not_reached"):
        answer = client.post(reverse(f"call_taker:{name}", args=[left.pk]))
        assert answer.status_code == 422
        assert "Somebody has spoken with this caller meanwhile." in answer.content.decode()
    assert (
        reverse("call_taker:return", args=[left.pk]) not in client.get("/calls/").content.decode()
    )


@pytest.mark.django_db
def test_each_button_of_each_call_to_return_is_an_act_of_its_own(
    client: Client, scene: Scene, taker: User
) -> None:
    for number in ("02111", "02122"):
        _hung_up(scene, number)
    client.cookies["sessionid"] = sign_in(taker)
    ids = re.findall(r'"operation": "([^"]+)"', client.get("/calls/").text)
    assert (len(ids), len(set(ids))) == (4, 4)


@pytest.mark.django_db
def test_a_number_kept_secret_is_not_dialled_by_who_may_not_know_it(
    client: Client, scene: Scene, taker: User
) -> None:
    left = _hung_up(scene)
    Call.objects.filter(pk=left.pk).update(wants_secrecy=True)
    client.cookies["sessionid"] = sign_in(taker)
    shown = client.get("/calls/").content.decode()
    assert f'id="call-{left.pk}"' in shown
    assert reverse("call_taker:return", args=[left.pk]) not in shown


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_an_abandoned_call_is_called_back_by_keyboard(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, taker: User, language: str
) -> None:
    left = _hung_up(scene)
    page = open_page("/calls/", session=sign_in(taker), language=language)
    tries = page.locator(f"#call-{left.pk} .how")
    page.keyboard.press("b")
    expect(page.locator("#waiting [data-key=U]")).to_be_visible()
    check_page(page)
    for times in ("1", "2"):
        page.keyboard.press("u")
        expect(tries).to_contain_text({"fa": {"1": "یک تلاش", "2": "۲ تلاش"}, "en": {"1": "tried once", "2": "tried 2 times"}}[language][times])  # fmt: skip
    check_page(page)
    page.keyboard.press("y")
    expect(page.locator("#address")).to_be_focused()
    back = Call.objects.get(returns=left)
    assert reverse("call_taker:call", args=[back.pk]) in page.url
    page.keyboard.insert_text({"fa": "میدان", "en": "sample"}[language])
    expect(page.locator("#places [data-place]")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.insert_text("brawl")
    expect(page.locator(f"#types [data-type='{scene.type.pk}']")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#narrative")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#call .notice.good")).to_be_visible()
    check_page(page)
    assert Incident.objects.get().incident_calls.get().call == back
    assert Call.objects.get(pk=left.pk).tries == 2
