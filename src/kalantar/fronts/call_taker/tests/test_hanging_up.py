"""A caller who hangs up before anyone answers is noted at the desk, once, and is to be called back."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from kalantar.calls.actions import answer_call, offer_call
from kalantar.calls.models import Call
from kalantar.kernel.models import Entry
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene

APART = 12  # pixels between the two buttons at least


def _ringing(scene: Scene, number: str = "02188776655") -> Call:
    by = scene.person(Role.CALL_TAKER)
    return offer_call(number=number, jurisdiction=scene.city.pk, by=by)


@pytest.mark.django_db
def test_each_button_of_each_ringing_call_is_an_act_of_its_own(
    client: Client, scene: Scene, taker: User
) -> None:
    rang = [_ringing(scene, number) for number in ("02111", "02122")]
    client.cookies["sessionid"] = sign_in(taker)
    shown = client.get("/calls/").text.split('id="waiting"')[1].split("</ol>")[0]
    ids = re.findall(r'"operation": "([^"]+)"', shown)
    ids += re.findall(r'name="operation" value="([^"]+)"', shown)
    assert (len(ids), len(set(ids))) == (4, 4)
    for _ in range(2):  # the answer to the first was lost
        abandon = reverse("call_taker:abandon", args=[rang[0].pk])
        assert client.post(abandon, {"operation": ids[0]}).status_code == 200
    assert Entry.objects.filter(event="CallAbandoned").count() == 1


@pytest.mark.django_db
def test_who_is_slower_than_an_answer_is_told(client: Client, scene: Scene, taker: User) -> None:
    rang = _ringing(scene)
    answer_call(call=rang.pk, by=scene.person(Role.CALL_TAKER))
    client.cookies["sessionid"] = sign_in(taker)
    refused = client.post(reverse("call_taker:abandon", args=[rang.pk]))
    assert refused.status_code == 422
    assert Call.objects.get(pk=rang.pk).state == "answered"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize(
    ("language", "said"), [("fa", "تماس‌گیرنده قطع کرد"), ("en", "Caller hung up")]
)
def test_a_caller_who_hung_up_is_noted_at_the_desk_and_on_a_phone(
    open_page: OpenPage,
    check_page: CheckPage,
    scene: Scene,
    taker: User,
    language: str,
    said: str,
    phone: bool,
) -> None:
    rang = _ringing(scene)
    page = open_page("/calls/", session=sign_in(taker), language=language, phone=phone)
    row = page.locator(f"#call-{rang.pk}")
    hung_up = row.locator("[data-key=H]")
    expect(hung_up).to_contain_text(said)
    check_page(page)
    answer, beside = row.locator("[data-key=A]").bounding_box(), hung_up.bounding_box()
    assert answer
    assert beside
    assert beside["y"] - (answer["y"] + answer["height"]) >= APART
    if phone:
        hung_up.tap()
    else:
        page.keyboard.press("h")
    expect(row.locator("summary")).to_be_visible()
    expect(row.locator("[data-key=A]")).to_have_count(0)
    check_page(page)
    assert Call.objects.get(pk=rang.pk).state == "abandoned"


@pytest.mark.django_db(transaction=True)
def test_a_key_held_down_notes_one_caller(open_page: OpenPage, scene: Scene, taker: User) -> None:
    first, second = _ringing(scene), _ringing(scene)
    page = open_page("/calls/", session=sign_in(taker), language="en")
    page.keyboard.down("h")
    expect(page.locator(f"#call-{first.pk} summary")).to_be_visible()
    page.keyboard.down("h")  # the keyboard repeats it
    page.keyboard.up("h")
    page.keyboard.press("b")
    expect(page.locator(f"#call-{first.pk} details[open]")).to_be_visible()
    assert Call.objects.get(pk=second.pk).state == "offered"
