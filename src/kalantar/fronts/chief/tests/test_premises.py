"""The chief enters a warning from an incident; the room, the call taker and the crew see it, and it is recorded."""

from typing import Any

import pytest
from django.test import Client

from kalantar.dispatch.actions import send_units
from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.kernel.text import say_date
from kalantar.people.models import User
from kalantar.people.queries import actor_of
from kalantar.people.roles import Role
from kalantar.places.models import Extract
from kalantar.premises_warnings.models import PremisesWarning
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import CENTRE, Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "A large dog behind the gate."


@pytest.fixture
def scene() -> Scene:
    scene = a_city(system_clock)
    around = {"west": 51.3, "south": 35.6, "east": 51.5, "north": 35.8}
    Extract.objects.create(city=scene.city, digest="0" * 64, attribution="", **around)
    return scene


@pytest.fixture
def chief(client: Client, scene: Scene) -> User:
    user = grant(Role.STATION_CHIEF, over=scene.stations[1])
    client.cookies["sessionid"] = sign_in(user)
    return user


def _asked(days: int = 100, **more: Any) -> dict[str, Any]:
    from datetime import timedelta

    until = say_date(system_clock() + timedelta(days=days), "en", short=True)
    return {"kind": "dog", "note": NOTE, "radius_m": "۳۰", "expires_at": until, **more}


def _readings() -> int:
    return Entry.objects.filter(event="PageOpened", facts__page="premises_warning").count()


def test_from_the_incident_to_the_card_the_call_and_the_phone(
    client: Client, scene: Scene, chief: User
) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    address = f"/command/warnings/enter/?city={scene.city.pk}&incident={incident.pk}"
    assert incident.number in client.get(address, headers={"accept-language": "en"}).text
    assert client.post(address, _asked()).status_code == 302
    warning = PremisesWarning.objects.get()
    assert (warning.basis_incident, warning.owner, warning.place) == (incident, chief, CENTRE)
    assert NOTE in client.get(f"/command/warnings/{warning.pk}/").text
    before = _readings()
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    assert NOTE in client.get(f"/room/incidents/{incident.pk}/").text
    officer = grant(Role.PATROL_OFFICER, over=scene.stations[0])
    unit = scene.unit(crew=actor_of(officer))
    by = scene.person(Role.DISPATCHER)
    send_units(incident=incident.pk, units=[unit.pk], by=by)
    client.cookies["sessionid"] = sign_in(officer)
    assert NOTE in client.get("/patrol/").text
    client.cookies["sessionid"] = sign_in(grant(Role.CALL_TAKER, over=scene.city))
    near = {"lon": CENTRE.lon, "lat": CENTRE.lat}
    assert NOTE in client.post("/calls/near/", near).text
    assert _readings() == before + 3


def test_it_is_renewed_and_ended_with_a_reason(client: Client, scene: Scene, chief: User) -> None:
    address = f"/command/warnings/enter/?city={scene.city.pk}"
    typed = {"place": f"{CENTRE.lat}, {CENTRE.lon}", "basis": "letter", "number": "77/5"}
    assert client.post(address, _asked(days=400, **typed)).status_code == 422
    assert client.post(address, _asked(days=10, **typed)).status_code == 302
    warning = PremisesWarning.objects.get()
    assert NOTE not in client.get("/command/warnings/?which=soon").text  # the list has no note
    assert str(warning.pk) in client.get("/command/warnings/?which=soon").text
    one = f"/command/warnings/{warning.pk}/"
    assert client.post(f"{one}renew/", _asked(days=90)).status_code == 422
    assert client.post(f"{one}renew/", _asked(days=90, why="Seen again.")).status_code == 302
    assert str(warning.pk) not in client.get("/command/warnings/?which=soon").text
    assert client.post(f"{one}end/", {"why": "The dog is gone."}).status_code == 302
    assert client.post(f"{one}end/", {"why": "Twice."}).status_code == 422
    assert str(warning.pk) in client.get("/command/warnings/?which=over").text


@pytest.mark.parametrize("language", ["fa", "en"])
def test_its_pages_can_be_read_by_everyone(
    open_page: OpenPage,
    check_page: CheckPage,
    scene: Scene,
    client: Client,
    chief: User,
    language: str,
) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    address = f"/command/warnings/enter/?city={scene.city.pk}&incident={incident.pk}"
    client.post(address, _asked(days=20))
    one = f"/command/warnings/{PremisesWarning.objects.get().pk}/"
    page = open_page("/command/warnings/", session=sign_in(chief), language=language)
    for path in ("/command/warnings/", one, address):
        page.goto(path)
        check_page(page)
