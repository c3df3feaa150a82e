"""Visitors are received, called and served by keyboard alone, in both languages; the hall sees it live."""

from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from kalantar.kernel.text import digits_for
from kalantar.people.models import User
from kalantar.persons.models import Person
from kalantar.reception.models import Visit
from kalantar.reception.tests.hall import Hall
from tests.people import sign_in
from tests.plugins.browser import CheckPage, OpenPage

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = {"fa": ("زهرا رضایی", "زهره رضائی"), "en": ("Zahra Rezaei", "Zahra Rezayi")}


def _choose(page: Page, hall: Hall) -> None:
    """What they came for, by its first letters, as a list is chosen from by keyboard."""
    expect(page.locator("#service")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#service")).not_to_have_value("")
    page.keyboard.press("Control+Enter")


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_visitor_is_received_called_and_served(
    open_page: OpenPage, check_page: CheckPage, hall: Hall, officer: User, language: str
) -> None:
    session = sign_in(officer)
    screen = open_page(f"/reception/hall/{hall.station.pk}/", session=session, language=language)
    check_page(screen)
    page = open_page("/reception/", session=session, language=language)
    expect(page.locator("html[data-live=on]")).to_be_attached()
    expect(page.locator("#find")).to_be_focused()
    check_page(page)
    name, again = TYPED[language]

    page.keyboard.type(name)
    page.keyboard.press("Enter")  # nobody is known: the one thing found is “somebody new”
    expect(page.locator("#found button")).to_be_focused()
    page.keyboard.press("Enter")
    _choose(page, hall)
    expect(page.locator("#visitor .ticket")).to_contain_text(digits_for(language, "A-1"))
    check_page(page)
    assert str(Person.objects.get().name) != ""

    page.keyboard.press("w")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type(again)  # the same person comes back, and is found although misspelt
    page.keyboard.press("Enter")
    expect(page.locator("#found button").first).to_be_focused()
    expect(page.locator("#found button").first).to_contain_text(name)
    check_page(page)
    page.keyboard.press("Enter")
    expect(page.locator("#visitor")).to_contain_text(digits_for(language, "A-1"))
    check_page(page)
    _choose(page, hall)
    expect(page.locator("#visitor .ticket")).to_contain_text(digits_for(language, "A-2"))
    assert Person.objects.count() == 1

    page.keyboard.press("n")
    current = page.locator("#at-desk .ticket-number")
    expect(current).to_have_text(digits_for(language, "A-1"))
    expect(screen.locator("#called .now")).to_contain_text("A-1")
    expect(screen.locator("#called .now")).to_contain_text("میز ۱")
    check_page(page)
    check_page(screen)
    page.keyboard.press("n")  # nobody else is called while one is at the desk
    page.keyboard.press("r")
    page.keyboard.press("b")
    expect(page.locator("[data-key=D]")).to_be_visible()
    page.keyboard.press("d")
    expect(page.locator("#call-next")).to_be_visible()
    page.keyboard.press("n")
    expect(current).to_have_text(digits_for(language, "A-2"))
    page.keyboard.press("m")
    expect(page.locator(".desk-missed")).to_contain_text(digits_for(language, "A-2"))
    check_page(page)
    states = list(Visit.objects.order_by("number").values_list("state", "called"))
    assert states[0][0] == "served"
    assert states[1] == ("missed", 1)


def test_who_gives_no_name_is_given_a_ticket(
    open_page: OpenPage, hall: Hall, officer: User
) -> None:
    page = open_page("/reception/", session=sign_in(officer), language="en")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.locator("#service").select_option(str(hall.status.pk))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#visitor .ticket")).to_contain_text("B-1")
    assert Visit.objects.get().person is None
    assert not Person.objects.exists()


def test_what_was_typed_stays_where_it_is_refused(
    open_page: OpenPage, check_page: CheckPage, hall: Hall, officer: User
) -> None:
    page = open_page("/reception/", session=sign_in(officer), language="fa")
    page.locator("#given").fill("زهرا")
    page.locator("#national-id").fill("0012345678")
    page.locator("#service").select_option(str(hall.complaint.pk))
    page.keyboard.press("Control+Enter")
    refused = page.locator("#visitor [data-rule=national_id_check_digit_fits]")
    expect(refused).to_be_visible()
    expect(page.locator("#given")).to_have_value("زهرا")
    assert not Visit.objects.exists()


def test_no_address_says_who_came(open_page: OpenPage, hall: Hall, officer: User) -> None:
    person = hall.somebody("زهرا", family_fa="رضایی", phone="09121112233")
    page = open_page("/reception/", session=sign_in(officer), language="fa")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(unquote(request.url)))
    for words in ("رضایی", "09121112233"):
        page.locator("#find").fill(words)
        page.keyboard.press("Enter")
        expect(page.locator("#found button").first).to_be_focused()
    page.keyboard.press("Enter")
    _choose(page, hall)
    expect(page.locator("#visitor .ticket")).to_be_visible()
    assert Visit.objects.get().person_id == person.pk
    assert any(address.endswith("/find/") for address in asked)
    assert [one for one in asked if "رضا" in one or "1112233" in one] == []


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_a_phone_too(
    open_page: OpenPage,
    check_page: CheckPage,
    hall: Hall,
    officer: User,
    language: str,
    theme: str,
) -> None:
    for need in ("wheelchair", "interpreter"):
        hall.comes(needs=[need], person=hall.somebody(family_fa="رضایی").pk, purpose="کیف گم‌شده")
    how: dict[str, Any] = {"session": sign_in(officer), "language": language, "theme": theme}
    page = open_page("/reception/", **how, phone=True)
    page.locator("#call-next").click()
    expect(page.locator("#at-desk .ticket-number")).to_be_visible()
    check_page(page)
    check_page(open_page(f"/reception/hall/{hall.station.pk}/", **how, phone=True))


def test_a_refusal_stays_to_be_read(open_page: OpenPage, hall: Hall, officer: User) -> None:
    page = open_page("/reception/", session=sign_in(officer), language="en")
    expect(page.locator("html[data-live=on]")).to_be_attached()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    refused = page.locator("#queue-refused [data-rule=somebody_is_waiting]")
    expect(refused).to_be_visible()
    hall.comes()  # the queue changes by itself meanwhile
    expect(page.locator("#queue .queue-item")).to_have_count(1)
    expect(refused).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("#at-desk .ticket-number")).to_be_visible()
    expect(refused).to_have_count(0)
