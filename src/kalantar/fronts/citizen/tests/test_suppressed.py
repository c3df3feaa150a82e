"""In both languages: a file of which nobody may hear at home is carried on, and she hears of it elsewhere."""

import pytest
from playwright.sync_api import expect

from kalantar.citizens.tests.portal import Portal
from kalantar.fronts.citizen.tests.way_in import come_in
from kalantar.kernel.text import parse_phone
from kalantar.messaging.models import Message
from kalantar.notices.tests.world import COMPLAINS, RESPONDS, last, react
from kalantar.people.roles import Role
from tests.counter import Answering
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)
SISTERS = "09351112233"


@pytest.mark.parametrize(("language", "home", "place"), [("fa", COMPLAINS, 0), ("en", RESPONDS, 1)])
def test_a_file_of_which_nobody_hears_at_home(
    open_page: OpenPage, check_page: CheckPage, portal: Portal, language: str, home: str, place: int
) -> None:
    officer = sign_in(grant(Role.DESK_OFFICER, over=portal.case.jurisdiction))
    desk = Answering(open_page)(f"/files/{portal.case.pk}/", session=officer, language=language)
    desk.keyboard.press("k")
    expect(desk.locator("#verb-hide [name=why]")).to_be_focused()
    desk.keyboard.type("در خانه می‌خوانند")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#verb-unhide, button[aria-disabled=true]").first).to_be_visible()
    react(last("CaseKeptConfidential"))

    row = desk.locator("#parties li").nth(place)
    row.locator("summary[data-key='0']").focus()
    desk.keyboard.press("Enter")
    row.locator("[name=number]").fill(SISTERS)
    row.locator("[id^=safe-][name=why]").fill("خودش حضوری گفت")
    check_page(desk)
    desk.keyboard.press("Control+Enter")
    told_by = {"fa": "با شمارهٔ امن آگاه می‌شود", "en": "is told by a safe number"}[language]
    expect(row).to_contain_text(told_by)
    check_page(desk)

    react(portal.parties.order())
    assert [row.number for row in Message.objects.filter(event="order_received")] == [
        parse_phone(SISTERS)
    ]
    desk.goto(f"/files/{portal.case.pk}/notices/")
    confidential = {"fa": "پرونده محرمانه است", "en": "the file is confidential"}[language]
    expect(desk.locator("main")).to_contain_text(confidential)
    check_page(desk)

    portal.ask(phone=home)
    assert not Message.objects.filter(event="portal_code").exists()
    phone = open_page("/my/", language=language, phone=True)
    come_in(phone, portal, SISTERS)
    expect(phone.locator("h1").first).to_be_visible()
    check_page(phone)

    row.page.goto(f"/files/{portal.case.pk}/")
    row.locator("summary[data-key='X']").click()
    row.locator("[id^=unsafe-][name=why]").fill("گوشی را پس داد")
    desk.keyboard.press("Control+Enter")
    expect(row).not_to_contain_text(told_by)
    phone.reload()
    expect(phone.locator("[name=number]")).to_be_visible()
    check_page(phone)
