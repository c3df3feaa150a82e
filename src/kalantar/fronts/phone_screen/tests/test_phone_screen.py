"""The phone screen shows what was written, as it comes; and is not there outside of a demo."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect
from uuid_utils.compat import uuid7

from kalantar.incoming_messages.models import IncomingMessage
from kalantar.kernel.actor import Actor
from kalantar.kernel.clock import system_clock
from kalantar.kernel.demo import MARK
from kalantar.message_templates.tests.writing import put_in_use
from kalantar.messaging.actions import queue_message
from kalantar.messaging.queries import opt_out_of
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.sms_gateway.rules import (
    answer_has_some_words,
    may_answer_on_screen,
    phone_is_on_the_screen,
)
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene, a_city

SCREEN = "/phone-screen/"


@pytest.fixture
def scene(db: None) -> Scene:
    scene = a_city(system_clock)
    put_in_use(scene, "fa", "پروندهٔ {file_number} باز شد.")
    return scene


@pytest.fixture
def demo(scene: Scene) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {MARK} ()")
    yield scene
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {MARK}")


@pytest.fixture
def reader(scene: Scene) -> User:
    return grant(Role.CALL_TAKER, over=scene.city)


def _write(scene: Scene, number: str = "1405-7", to: str = "09121112233") -> None:
    queue_message(
        number=to, event="file_opened", language="fa", role="complainant",
        values={"file_number": number}, about=("case", uuid7()), area=scene.city.pk,
        by=scene.person(Role.DESK_OFFICER),
    )  # fmt: skip


@pytest.fixture
def client_of(reader: User) -> Client:
    client = Client()
    client.cookies["sessionid"] = sign_in(reader)
    client.cookies["django_language"] = "fa"
    return client


def test_the_latest_texts_stand_on_each_phone(demo: Scene, client_of: Client) -> None:
    assert "هنوز پیامی نوشته نشده" in client_of.get(SCREEN).text
    for place in range(8):
        _write(demo, f"1405-{place}")
    _write(demo, "1405-9", to="09124445566")
    page = client_of.get(SCREEN).text
    assert page.count('class="handset"') == 2
    assert "پروندهٔ 1405-7 باز شد." in page
    assert "پروندهٔ 1405-1 باز شد." not in page, "only the latest six"


def test_outside_of_a_demo_there_is_no_such_address(scene: Scene, client_of: Client) -> None:
    _write(scene)
    for name in ("screen", "phones"):
        assert client_of.get(reverse(f"phone_screen:{name}")).status_code == 404


def test_where_an_operator_is_configured_there_is_no_such_address(
    demo: Scene, client_of: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "messaging.toml"
    told.write_text(
        '[routes.one]\nbinds = ["127.0.0.1:2775"]\nsystem_id = "k"\nsource = "110"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("KALANTAR_MESSAGING", str(told))
    monkeypatch.setenv("KALANTAR_SMPP_PASSWORD_ONE", "secret")
    assert client_of.get(SCREEN).status_code == 404


def test_who_has_not_signed_in_sees_no_phones(demo: Scene, client: Client) -> None:
    assert client.get(SCREEN).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "phone"), [("fa", False), ("en", True)])
def test_a_message_appears_as_it_is_written(
    demo: Scene,
    open_page: OpenPage,
    check_page: CheckPage,
    reader: User,
    language: str,
    phone: bool,
) -> None:
    page = open_page(SCREEN, session=sign_in(reader), language=language, phone=phone)
    check_page(page)
    _write(demo)
    expect(page.locator(".handset p")).to_have_text("پروندهٔ 1405-7 باز شد.")
    check_page(page)


ANSWER = f"{SCREEN}answer/"


def test_a_phone_answers_by_the_way_messages_come_in(demo: Scene, client_of: Client) -> None:
    _write(demo)
    sent = client_of.post(ANSWER, {"number": "۰۹۱۲ ۱۱۱ ۲۲۳۳", "text": "لغو"})
    assert sent.headers["Location"] == SCREEN
    came = IncomingMessage.objects.get()
    assert (came.number, came.meaning, came.route) == ("+989121112233", "opt_out", "screen")
    assert opt_out_of("09121112233")


def test_an_officer_on_shift_writes_though_nothing_was_written_to_them(
    demo: Scene, client_of: Client
) -> None:
    officer = demo.person(Role.PATROL_OFFICER)
    assert officer.id
    user = User.objects.get(pk=officer.id)
    user.phone = "+447700900501"
    user.save()
    assert "T-01" not in client_of.get(SCREEN).text
    demo.unit(crew=officer)
    assert "T-01" in client_of.get(SCREEN).text
    sent = client_of.post(ANSWER, {"number": "+447700900501", "text": "رسیدم"})
    assert sent.headers["Location"] == SCREEN
    assert IncomingMessage.objects.get().number == "+447700900501"


@pytest.mark.parametrize(
    ("number", "text", "rule"),
    [
        ("09125556677", "لغو", phone_is_on_the_screen),
        ("09121112233", " ", answer_has_some_words),
        ("09121112233", "x" * 501, answer_has_some_words),
    ],
)  # fmt: skip
def test_what_is_not_sent(
    demo: Scene, client_of: Client, number: str, text: str, rule: Any
) -> None:
    _write(demo)
    refused = client_of.post(ANSWER, {"number": number, "text": text})
    assert refused.status_code == 422
    assert rule.sentence.fa in unescape(refused.text)
    assert not IncomingMessage.objects.exists()


def test_may_answer_on_screen(scene: Scene, client_of: Client, as_system: Actor) -> None:
    """Nowhere but in a demo, and by whoever is at the screen."""
    _write(scene)
    assert client_of.post(ANSWER, {"number": "09121112233", "text": "لغو"}).status_code == 404
    person = scene.person(Role.CALL_TAKER)
    assert may_answer_on_screen(person, True)
    assert not may_answer_on_screen(person, False)
    assert not may_answer_on_screen(as_system, True)


def test_phone_is_on_the_screen() -> None:
    assert phone_is_on_the_screen("+989121112233", {"+989121112233"})
    assert not phone_is_on_the_screen("+989121112234", {"+989121112233"})


@pytest.mark.parametrize(("text", "fits"), [("x", True), (" ", False), ("x" * 501, False)])
def test_answer_has_some_words(text: str, fits: bool) -> None:
    assert answer_has_some_words(text) is fits
