"""A chief opens the times of a day at which visitors are received with an appointment."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from kalantar.fronts.desk import slots
from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.kernel.text import digits_for
from kalantar.kernel.text.calendar import local
from kalantar.people.models import User
from kalantar.people.roles import DESK, Role
from kalantar.reception.actions import book_appointment
from kalantar.reception.models import Slot
from kalantar.reception.rules import MOST_SLOTS
from kalantar.reception.tests.hall import Hall
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage


def _asked(hall: Hall, **more: object) -> dict[str, Any]:
    day = local(system_clock()).date() + timedelta(days=1)
    asked = {
        "service": hall.complaint.pk, "day": day.isoformat(), "begins": "۹", "ends": "10:10",
        "minutes": "۲۰", "capacity": "2",
    }  # fmt: skip
    return asked | more


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_who_opens_times(client: Client, hall: Hall, role: Role) -> None:
    client.cookies["sessionid"] = sign_in(grant(role, over=hall.station))
    sees = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
    opens = role in {Role.STATION_CHIEF, Role.COMMANDER}
    page = client.get("/reception/times/")
    assert page.status_code == (200 if sees else 404)
    assert ('id="open-times"' in page.text) == opens
    wanted = 302 if opens else 422 if sees else 404
    assert client.post("/reception/times/", _asked(hall)).status_code == wanted
    assert Slot.objects.count() == (3 if opens else 0)


@pytest.mark.django_db
def test_all_of_them_or_none(client: Client, hall: Hall) -> None:
    client.cookies["sessionid"] = sign_in(grant(Role.STATION_CHIEF, over=hall.station))
    assert client.post("/reception/times/", _asked(hall)).status_code == 302
    said = [
        (f"{local(one.starts_at):%H:%M}", f"{local(one.ends_at):%H:%M}")
        for one in Slot.objects.all()
    ]
    assert said == [("09:00", "09:20"), ("09:20", "09:40"), ("09:40", "10:00")]
    assert {one.capacity for one in Slot.objects.all()} == {2}
    page = client.post("/reception/times/", _asked(hall, begins="8:40", ends="9:20"))
    assert 'data-rule="slot_is_opened_once"' in page.text
    assert 'value="8:40"' in page.text
    assert Slot.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"ends": "9:00"}, "slots_are_not_too_many"),
        ({"ends": "8:00"}, "slots_are_not_too_many"),
        ({"begins": "0:00", "ends": "23:59", "minutes": "5"}, "slots_are_not_too_many"),
        ({"day": "1400/1/1"}, "slot_is_to_come"),
        ({"capacity": "0"}, ""),
        ({"minutes": "1"}, ""),
        ({"day": "tomorrow"}, ""),
        ({"service": "00000000-0000-0000-0000-000000000000"}, ""),
    ],
)
def test_what_is_wrong_is_refused(
    client: Client, hall: Hall, wrong: dict[str, str], rule: str
) -> None:
    client.cookies["sessionid"] = sign_in(grant(Role.STATION_CHIEF, over=hall.station))
    page = client.post("/reception/times/", _asked(hall, **wrong))
    assert page.status_code == 422
    assert f'data-rule="{rule}"' in page.text or (not rule and "is-invalid" in page.text)
    assert not Slot.objects.exists()


def test_the_times_of_a_day() -> None:
    day = date(2026, 11, 30)
    assert slots.times(day, time(9), time(8), 20) == []
    assert len(slots.times(day, time(9), time(10), 20)) == 3
    assert len(slots.times(day, time(9), time(10, 19), 20)) == 3
    assert len(slots.times(day, time(0), time(23, 59), 5)) == MOST_SLOTS + 1


@pytest.mark.django_db
def test_a_long_list_of_times_goes_on(
    client: Client, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = hall.slot(60), hall.slot(120)
    monkeypatch.setattr(slots, "PAGE", 1)
    client.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=hall.station))
    assert f"?after={first.pk}" in client.get("/reception/times/").text
    page = client.get(f"/reception/times/?after={first.pk}")
    assert len(page.context["rows"]) == 1
    assert f"after={second.pk}" not in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_who_takes_a_time_back(client: Client, hall: Hall, role: Role) -> None:
    slot, who = hall.slot(capacity=3), hall.somebody(family_fa="کریمی")
    book_appointment(slot=slot.pk, person=who.pk, by=hall.by)
    client.cookies["sessionid"] = sign_in(grant(role, over=hall.station))
    at, receives = f"/reception/times/{slot.pk}/", role in DESK
    page = client.get(at)
    assert page.status_code == (200 if receives else 404)
    assert ("کریمی" in page.text) == receives
    assert Entry.objects.filter(event="PageOpened").exists() == receives
    assert client.post(f"{at}places/", {"capacity": "1"}).status_code == (302 if receives else 404)
    assert Slot.objects.get().capacity == (1 if receives else 3)


@pytest.mark.django_db
def test_a_time_is_called_off_and_whom_no_message_reaches_stands_there(
    client: Client, hall: Hall
) -> None:
    slot = hall.slot(capacity=2)
    book_appointment(slot=slot.pk, person=hall.somebody(family_fa="کریمی").pk, by=hall.by)
    client.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=hall.station))
    assert f"/reception/times/{slot.pk}/" in client.get("/reception/times/").text
    at = f"/reception/times/{slot.pk}/"
    page = client.post(f"{at}places/", {"capacity": "0"})
    assert (page.status_code, 'data-rule="booked_places_stay"' in page.text) == (422, True)
    page = client.post(f"{at}call_off/", {"reason": "rain"})
    assert (page.status_code, "is-invalid" in page.text) == (422, True)
    assert client.post(f"{at}call_off/", {"reason": "absent"}).status_code == 302
    page = client.get(at, headers={"Accept-Language": "en"})
    assert 'id="called-off"' in page.text
    assert [told for _, _, told in page.context["called_off"]] == [False]
    assert page.context["standing"] == []
    assert client.get(f"{at}call_off/").status_code == 302
    assert client.post(f"{at}nothing/").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_day_is_opened_by_keyboard(
    open_page: OpenPage, check_page: CheckPage, hall: Hall, language: str
) -> None:
    chief = sign_in(grant(Role.STATION_CHIEF, over=hall.station))
    page = open_page("/reception/", session=chief, language=language)
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    expect(page.locator("#open-times")).to_be_visible()
    check_page(page)
    page.keyboard.press("n")
    expect(page.locator("#slots-service")).to_be_focused()
    for typed in (str(_asked(hall)["day"]), "9:00", "10:00"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("tbody tr")).to_have_count(3)
    expect(page.locator("tbody tr").first).to_contain_text(digits_for(language, "09:00"))
    check_page(page)
    assert Slot.objects.count() == 3
    page.locator("tbody tr a").first.click()
    expect(page.locator("main dl")).to_be_visible()
    page.keyboard.press("p")
    expect(page.locator("details[open] input:not([type=hidden])").first).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("0")
    page.keyboard.press("Control+Enter")
    closed = {"fa": "بسته", "en": "closed"}[language]
    expect(page.locator("main dl")).to_contain_text(closed)
    check_page(page)
    page.keyboard.press("Escape")
    expect(page.locator("tbody tr")).to_have_count(3)
    assert Slot.objects.filter(capacity=0).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_times_on_a_phone_too(
    open_page: OpenPage, check_page: CheckPage, hall: Hall, officer: User, language: str
) -> None:
    hall.slot()
    how: dict[str, Any] = {"session": sign_in(officer), "language": language, "theme": "dark"}
    check_page(open_page("/reception/times/", **how, phone=True))
