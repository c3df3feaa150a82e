"""An incident nobody rang about: who may, what is shown before it is opened, where one goes on."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from kalantar.fronts.call_taker.tests.test_form import filled
from kalantar.incidents.models import Incident, IncidentCall
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene

MAY = {
    Role.CALL_TAKER,
    Role.DISPATCHER,
    Role.COMMANDER,
    Role.PATROL_OFFICER,
    Role.DESK_OFFICER,
    Role.STATION_CHIEF,
}
ADDRESS = "/calls/incident/"


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_who_may_open_one_sees_the_form(client: Client, scene: Scene, role: Role) -> None:
    client.cookies["sessionid"] = sign_in(grant(role, over=scene.city))
    answer = client.get(ADDRESS)
    assert answer.status_code == (200 if role in MAY else 403)
    assert (b'id="open"' in answer.content) is (role in MAY)
    told = client.post(ADDRESS, filled(scene))
    assert told.status_code == (200 if role in MAY else 403)
    assert Incident.objects.exists() is (role in MAY)


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "offered"), [(Role.DISPATCHER, True), (Role.AUDITOR, False)])
def test_the_room_offers_it_to_who_may(
    client: Client, scene: Scene, role: Role, offered: bool
) -> None:
    client.cookies["sessionid"] = sign_in(grant(role, over=scene.city))
    assert (ADDRESS in client.get("/room/").content.decode()) is offered


@pytest.mark.django_db
def test_a_dispatcher_goes_on_with_it_in_the_room(client: Client, scene: Scene) -> None:
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    answer = client.post(ADDRESS, filled(scene, place_source="map", accuracy_m="30"))
    incident = Incident.objects.get()
    there = f"{reverse('dispatcher:room')}?city={scene.city.pk}&incident={incident.pk}"
    assert answer.headers["HX-Redirect"] == there
    assert (incident.place_source, incident.accuracy_m) == ("map", 30)
    assert not IncidentCall.objects.exists()


@pytest.mark.django_db
def test_what_was_typed_stays_when_a_rule_refuses(
    client: Client, scene: Scene, taker: User
) -> None:
    client.cookies["sessionid"] = sign_in(taker)
    client.cookies["django_language"] = "en"
    nowhere = filled(scene, lon="12.5", lat="41.9", narrative="An alarm goes off.")
    answer = client.post(ADDRESS, nowhere)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert 'data-rule="place_is_in_the_service_area"' in said
    assert "An alarm goes off.</textarea>" in said
    assert not Incident.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_an_incident_nobody_rang_about_is_opened_by_keyboard(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, taker: User, language: str
) -> None:
    there = scene.incident(scene.person(Role.DISPATCHER))
    page = open_page("/calls/", session=sign_in(taker), language=language)
    page.keyboard.press("i")
    expect(page.locator("#address")).to_be_focused()
    check_page(page)
    page.keyboard.press("Control+Enter")  # nothing is filled in yet
    expect(page.locator("#call .errorlist").first).to_be_visible()
    check_page(page)
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.keyboard.insert_text({"fa": "میدان", "en": "sample"}[language])
    expect(page.locator("#places [data-place]")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#near")).to_contain_text(
        {"fa": there.number.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))}.get(
            language, there.number
        )
    )
    expect(page.locator("#near button")).to_have_count(0)  # a patrol's word joins nothing
    page.keyboard.insert_text("brawl")
    expect(page.locator(f"#types [data-type='{scene.type.pk}']")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#narrative")).to_be_focused()
    page.keyboard.insert_text("Seen by a patrol.")
    check_page(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toast.success")).to_be_visible()
    opened = Incident.objects.exclude(pk=there.pk).get()
    assert (opened.narrative, opened.place_source, opened.accuracy_m) == (
        "Seen by a patrol.",
        "map",
        60,
    )
