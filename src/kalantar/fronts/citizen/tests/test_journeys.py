"""In both languages: a citizen asks and is answered; a citizen has lost the phone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from kalantar.citizens.tests.portal import Portal, last_code
from kalantar.fronts.citizen.tests.way_in import come_in
from kalantar.kernel.actor import system
from kalantar.messaging.models import Message
from kalantar.notices.tests.world import COMPLAINS, RESPONDS
from kalantar.people.roles import Role
from kalantar.reception.actions import install_services, open_slots
from kalantar.reception.models import Appointment, Service
from tests.counter import Answering, say_at_the_counter
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "09127776655"
PAPER = {"name": "receipt.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\nIHDR"}


@pytest.mark.parametrize(("language", "number"), [("fa", COMPLAINS), ("en", RESPONDS)])
def test_a_citizen_asks_and_is_answered(
    open_page: OpenPage, check_page: CheckPage, portal: Portal, language: str, number: str
) -> None:
    page = open_page("/my/", language=language, phone=True)
    come_in(page, portal, number)
    page.locator("#question summary").click()
    check_page(page)
    page.locator("#text").fill("کی بیایم؟ When shall I come?")
    page.locator("#question button").click()
    expect(page.locator("#done")).to_be_visible()
    page.locator("#paper summary").click()
    page.locator("#paper input[type=file]").set_input_files(PAPER)  # type: ignore[arg-type]
    page.locator("#paper button").click()
    expect(page.locator("#paper li")).to_have_count(1)
    page.locator("#messages summary").click()
    page.locator("#copy summary").click()
    check_page(page)

    officer = sign_in(grant(Role.DESK_OFFICER, over=portal.case.jurisdiction))
    desk = open_page("/files/copies/", session=officer, language=language)
    check_page(desk)
    desk.goto("/files/questions/")
    check_page(desk)
    desk.locator("tbody a").click()
    say_at_the_counter(desk)
    expect(desk.locator("#citizens")).to_contain_text("When shall I come?")
    desk.keyboard.press("q")
    expect(desk.locator("#citizens textarea")).to_be_focused()
    desk.keyboard.type("لازم نیست. You need not.")
    check_page(desk)
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#citizens")).to_contain_text("You need not.")
    check_page(desk)

    assert Message.objects.filter(event="question_answered", state="queued").count() == 1
    page.goto("/my/file/")
    expect(page.locator(".answer")).to_contain_text("You need not.")
    page.goto("/my/opened/")
    check_page(page)


@pytest.mark.parametrize(("language", "number"), [("fa", COMPLAINS), ("en", RESPONDS)])
def test_a_citizen_books_a_time_and_gives_it_up(
    open_page: OpenPage, check_page: CheckPage, portal: Portal, language: str, number: str
) -> None:
    by = system()
    install_services(by=by)
    tomorrow = portal.clock() + timedelta(days=1)
    open_slots(
        station=portal.case.jurisdiction_id, service=Service.objects.get(code="case_status").pk,
        starts=[tomorrow, tomorrow + timedelta(hours=1)], minutes=30, capacity=1, by=by,
    )  # fmt: skip
    page = open_page("/my/", language=language, phone=True)
    come_in(page, portal, number)
    page.locator("#time summary").click()
    expect(page.locator("#slot option")).to_have_count(2)
    check_page(page)
    page.locator("#slot").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".next button[name=give_up]")).to_be_visible()
    check_page(page)
    assert Appointment.objects.get().slot.starts_at == tomorrow + timedelta(hours=1)
    page.locator(".next button[name=give_up]").click()
    expect(page.locator("#time")).to_be_visible()
    check_page(page)
    assert Appointment.objects.get().cancelled_at is not None


@pytest.mark.parametrize(("language", "number"), [("fa", COMPLAINS), ("en", RESPONDS)])
def test_a_citizen_who_lost_the_phone(
    open_page: OpenPage, check_page: CheckPage, portal: Portal, language: str, number: str
) -> None:
    finder = open_page("/my/", language=language, phone=True)
    come_in(finder, portal, number)

    officer = sign_in(grant(Role.DESK_OFFICER, over=portal.case.jurisdiction))
    desk = Answering(open_page)(f"/files/{portal.case.pk}/", session=officer, language=language)
    place = 0 if number == COMPLAINS else 1
    row = desk.locator("#parties li").nth(place)
    row.locator("summary[data-key=J]").click()
    row.locator("[name=phone]").fill(NEW)
    row.locator("[id^=phone-][name=why]").fill("گوشی را دزدیده‌اند")
    row.locator("details[open] button").click()
    refused = desk.locator("#parties [data-rule=identity_was_shown]")
    expect(refused).to_be_visible()  # and what was typed stays
    desk.complaints.clear()  # type: ignore[attr-defined]
    check_page(desk)
    row.locator("[name=shown]").select_option("passport")
    row.locator("details[open] button").click()
    expect(row.locator("details[open]")).to_have_count(0)
    expect(desk.locator(".timeline")).to_contain_text({"fa": "گذرنامه", "en": "passport"}[language])

    finder.reload()
    expect(finder.locator("[name=number]")).to_be_visible()
    check_page(finder)

    row.locator("summary[data-key=V]").click()
    row.locator("[name=code]").fill(last_code("phone_code"))
    check_page(desk)
    row.locator("details[open] button").click()
    expect(row.locator("summary[data-key=V]")).to_have_count(0)
    owner = open_page("/my/", language=language, phone=True)
    come_in(owner, portal, NEW)
