"""The reception's pages: whose they are, what of them is recorded, and what they refuse."""

from typing import Any

import pytest
from django.test import Client

from kalantar.kernel.models import Entry
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.persons.models import Person
from kalantar.reception.actions import call_next, set_up_desk
from kalantar.reception.models import Visit
from kalantar.reception.tests.hall import Hall
from tests.people import grant, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(client: Client, hall: Hall, officer: User) -> str:
    client.cookies["sessionid"] = sign_in(officer)
    return f"/reception/{hall.first.pk}/"


def _read(page: str) -> int:
    return Entry.objects.filter(event="PageOpened", facts__page=page).count()


@pytest.mark.parametrize("role", Role)
def test_whose_page_it_is(client: Client, hall: Hall, role: Role) -> None:
    receives = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
    client.cookies["sessionid"] = sign_in(grant(role, over=hall.station))
    assert client.get("/reception/").status_code == (302 if receives else 403)
    for address in (f"{hall.first.pk}/", f"hall/{hall.station.pk}/", f"{hall.first.pk}/queue/"):
        assert client.get(f"/reception/{address}").status_code == (200 if receives else 404)
    client.cookies["sessionid"] = sign_in(grant(role, over=hall.scene.stations[1]))
    assert client.get(f"/reception/{hall.first.pk}/").status_code == 404
    assert client.post(f"/reception/{hall.first.pk}/next/").status_code == 404


def test_a_station_without_a_desk_says_what_to_do(client: Client, hall: Hall) -> None:
    client.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=hall.scene.stations[1]))
    page = client.get("/reception/")
    assert (page.status_code, 'class="empty"' in page.text) == (200, True)


def test_one_comes_back_to_the_desk_of_before(client: Client, hall: Hall, at: str) -> None:
    assert client.get("/reception/").headers["Location"] == at
    second = f"/reception/{hall.second.pk}/"
    client.get(second)
    assert client.get("/reception/").headers["Location"] == second


def test_a_reading_is_recorded_once(client: Client, hall: Hall, at: str) -> None:
    client.get(at)
    assert _read("visits") == 0  # nobody was read about
    person = hall.somebody(family_fa="رضایی")
    hall.comes(person=person.pk)
    for _ in range(2):
        client.get(at)
        client.post(f"{at}find/", {"q": "رضایی"})
        client.get(f"{at}person/{person.pk}/")
    pages = ("visits", "registered_persons", "registered_person")
    assert [_read(page) for page in pages] == [1, 1, 1]


def test_somebody_elsewhere_is_not_there(client: Client, hall: Hall, at: str) -> None:
    other = hall.scene.stations[1]
    from kalantar.persons.actions import register_person

    by = hall.scene.person(Role.COMMANDER)
    person = register_person(area=other.pk, given_fa="زهرا", family_fa="رضایی", by=by)
    assert "رضایی" not in client.post(f"{at}find/", {"q": "زهرا"}).text
    assert client.get(f"{at}person/{person.pk}/").status_code == 404
    told = {"person": str(person.pk), "service": str(hall.complaint.pk), "language": "fa"}
    assert client.post(f"{at}register/", told).status_code == 404
    assert not Visit.objects.exists()


def test_a_ticket_asked_for_twice_is_given_once(client: Client, hall: Hall, at: str) -> None:
    told = {"service": str(hall.complaint.pk), "language": "en", "given": "Zahra",
            "operation": "01a21d67-22c2-712f-ba46-ebea6bc3f989"}  # fmt: skip
    for _ in range(2):
        assert client.post(f"{at}register/", told).status_code == 200
    visit = Visit.objects.get()
    assert visit.person is not None
    assert (visit.person.given_en, visit.person.given_fa) == ("Zahra", "")


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("۰۹۱۲ ۱۱۱ ۲۲۳۳", "phone", "09121112233"),
        ("0012345679", "national-id", "0012345679"),
        ("زهرا رضایی", "family", "رضایی"),
    ],
)
def test_what_was_looked_for_is_filled_in(
    client: Client, at: str, typed: str, field: str, value: str
) -> None:
    client.cookies["django_language"] = "en"
    page = client.post(f"{at}new/", {"q": typed}).text
    at_field = page[page.index(f'id="{field}"') :]
    assert f'value="{value}"' in at_field[: at_field.index(">")]


@pytest.mark.parametrize(
    ("path", "told", "status"),
    [
        ("register/", {"language": "en"}, 200),
        ("register/", {"service": "x", "language": "tlh"}, 200),
        ("register/", {"person": "x", "service": "x"}, 200),
        ("next/", {}, 422),
        ("{visit}/fly/", {}, 404),
        ("{visit}/serve/", {}, 422),
        ("{visit}/saved/", {"reason": "rain"}, 422),
        ("{visit}/refer/", {"to": "x"}, 422),
        ("find/", {"q": "\x00"}, 200),
        ("find/", {}, 200),
    ],
)
def test_nonsense_is_answered_in_words(
    client: Client, hall: Hall, at: str, path: str, told: dict[str, Any], status: int
) -> None:
    visit = hall.comes()
    call_next(desk=hall.first.pk, by=hall.by)
    assert client.post(at + path.format(visit=visit.pk), told).status_code == status


def test_counting_and_referring_a_visit(client: Client, hall: Hall, at: str) -> None:
    visit = hall.comes()
    call_next(desk=hall.first.pk, by=hall.by)
    assert client.post(f"{at}{visit.pk}/saved/", {"reason": "status"}).status_code == 200
    to = str(hall.scene.stations[1].pk)
    assert client.post(f"{at}{visit.pk}/refer/", {"to": to}).status_code == 200
    kept = Visit.objects.get()
    assert (kept.saved, kept.state, str(kept.referred_to_id)) == ("status", "referred", to)


def test_one_out_of_turn_and_one_who_is_back(client: Client, hall: Hall, at: str) -> None:
    first, second = hall.comes(), hall.comes()
    assert client.post(f"{at}{second.pk}/call/").status_code == 200
    assert client.post(f"{at}{second.pk}/miss/").status_code == 200
    assert client.post(f"{at}{second.pk}/queue_again/").status_code == 200
    assert client.post(f"{at}{first.pk}/leave_queue/").status_code == 200
    states = {visit.pk: visit.state for visit in Visit.objects.all()}
    assert states == {first.pk: "left", second.pk: "waiting"}


def test_a_desk_of_another_station_is_no_choice(client: Client, hall: Hall, at: str) -> None:
    other = hall.scene.stations[1]
    desk = set_up_desk(station=other.pk, number=1, by=hall.scene.person(Role.COMMANDER))
    assert str(desk.pk) not in client.get(at).text
    assert client.post(f"/reception/{desk.pk}/{hall.comes().pk}/call/").status_code == 404


def test_the_hall_names_nobody(client: Client, hall: Hall, at: str) -> None:
    visit = hall.comes(person=hall.somebody("زهرا", family_fa="رضایی").pk)
    call_next(desk=hall.first.pk, by=hall.by)
    page = client.get(f"/reception/hall/{hall.station.pk}/").text
    assert visit.ticket in page
    assert "رضایی" not in page


def test_a_number_that_is_somebodys_already_is_asked_about(
    client: Client, hall: Hall, at: str
) -> None:
    """Nothing half done: neither a person nor a ticket, and what was typed stays."""
    client.cookies["django_language"] = "en"
    known = hall.somebody(family_fa="رضایی", given_en="Zahra", phone="09121112233")
    told = {"service": str(hall.complaint.pk), "language": "fa", "given": "Maryam",
            "phone": "۰۹۱۲ ۱۱۱ ۲۲۳۳"}  # fmt: skip
    page = client.post(f"{at}register/", told).text
    assert "Yes: Zahra" in page
    assert 'value="Maryam"' in page
    assert (Visit.objects.count(), Person.objects.count()) == (0, 1)
    client.post(f"{at}register/", told | {"person": str(known.pk)})
    assert Visit.objects.get().person == known
    client.post(f"{at}register/", told | {"another": "yes"})
    assert sorted(str(one.name.en) for one in Person.objects.all()) == ["Maryam", "Zahra"]
    assert Visit.objects.count() == 2


def test_who_gives_a_phone_and_no_name_is_kept(client: Client, hall: Hall, at: str) -> None:
    told = {"service": str(hall.complaint.pk), "language": "fa", "phone": "09121112233"}
    assert "بی‌نام" in client.post(f"{at}register/", told).text
    visit = Visit.objects.get()
    assert visit.person
    assert visit.person.phone == "+989121112233"
    page = f"/persons/{visit.person.pk}/"
    assert "نوشتن نام" in client.get(page).text
    client.post(f"{page}name/", {"given": "مریم", "family": "رضایی"})
    assert "مریم رضایی" in client.get(page).text
    assert "نوشتن نام" not in client.get(page).text
