"""A screen in the hall has an address of its own: numbers, desks and how long it takes, and nobody signs in."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from kalantar.kernel.text import to_latin_digits
from kalantar.people.roles import Role
from kalantar.people.tokens import digest_of
from kalantar.reception.actions import begin_serving, call_next, serve
from kalantar.reception.models import HallScreen, Visit
from kalantar.reception.tests.hall import Hall
from tests.people import grant, sign_in

pytestmark = pytest.mark.django_db


def issued(client: Client, hall: Hall) -> str:
    """The path of a new address."""
    client.cookies["sessionid"] = sign_in(grant(Role.STATION_CHIEF, over=hall.station))
    page = client.post(f"/reception/hall/{hall.station.pk}/screens/").text
    found = re.search(r"(/hall/kalantar_[\w-]+/)", page)
    assert found
    return found[1]


def waited(hall: Hall, minutes: int) -> None:
    """Somebody was served after so long."""
    visit = hall.comes()
    Visit.objects.filter(pk=visit.pk).update(
        came_at=visit.came_at - timedelta(minutes=minutes),
        turn_at=visit.turn_at - timedelta(minutes=minutes),
    )
    call_next(desk=hall.first.pk, by=hall.by)
    begin_serving(visit=visit.pk, by=hall.by)
    serve(visit=visit.pk, by=hall.by)


@pytest.mark.parametrize("role", Role)
def test_the_chief_issues_it(client: Client, hall: Hall, role: Role) -> None:
    at = f"/reception/hall/{hall.station.pk}/screens/"
    client.cookies["sessionid"] = sign_in(grant(role, over=hall.station))
    answer = client.post(at).status_code
    leads, works = role in {Role.STATION_CHIEF, Role.COMMANDER}, role == Role.DESK_OFFICER
    assert answer == (200 if leads else 422 if works else 404)
    assert HallScreen.objects.count() == (1 if leads else 0)


def test_whoever_has_the_address_sees_numbers_and_desks_alone(client: Client, hall: Hall) -> None:
    at = issued(client, hall)
    screen = HallScreen.objects.get()
    assert screen.digest == digest_of(at.split("/")[2]).hex()
    waited(hall, minutes=12)
    hall.comes(person=hall.somebody("زهرا", family_fa="رضایی").pk, purpose="Purposewren")
    visit = call_next(desk=hall.first.pk, by=hall.by)
    hall.comes()
    anybody = Client()
    for address in (at, f"{at}part/"):
        answer = anybody.get(address)
        page = to_latin_digits(answer.text)
        assert visit.ticket in page
        assert "1 waits · about " in page
        assert not {"رضایی", "زهرا", "Purposewren"} & set(re.findall(r"\w+", page))
    assert "sessionid" not in anybody.cookies
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_revoked_address_shows_nothing(client: Client, hall: Hall) -> None:
    at, screen = issued(client, hall), HallScreen.objects.get()
    visit = hall.comes()
    call_next(desk=hall.first.pk, by=hall.by)
    revoke = f"/reception/hall/{hall.station.pk}/screens/{screen.pk}/revoke/"
    assert client.post(revoke).status_code == 302
    assert client.post(revoke).status_code == 422
    for token in (at, "/hall/kalantar_guessed/", f"/hall/{uuid7()}/"):
        assert Client().get(token).status_code == 404
        part = Client().get(f"{token}part/").text
        assert visit.ticket not in part
        assert "hx-get" not in part


def test_the_ticket_says_how_many_are_ahead_and_about_how_long(client: Client, hall: Hall) -> None:
    waited(hall, minutes=12)
    client.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=hall.station))
    told = {"service": str(hall.complaint.pk), "language": "fa"}
    register = f"/reception/{hall.first.pk}/register/"
    first = client.post(register, told).text
    assert "You are the next" in first
    assert "شما نفر بعدی هستید" in first
    second = client.post(register, told).text
    assert "1 person is ahead of you · about 12 minutes" in second
    assert "۱ نفر جلوتر از شماست · حدود ۱۲ دقیقه" in second
