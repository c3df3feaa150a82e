"""A plain-clothes unit's own page does not tell by its times where it was, nor who did what there."""

from datetime import timedelta

import pytest
from django.test import Client

from kalantar.dispatch.actions import arrive, clear, send_units
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.clock import system_clock
from kalantar.patrols.actions import change_unit, end_shift
from kalantar.patrols.models import Unit
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db

ENGLISH = {"accept-language": "en"}
MAY = {Role.DISPATCHER, Role.COMMANDER}
KEEPS_SHIFTS = {*MAY, Role.STATION_CHIEF, Role.ADMINISTRATOR}
READS_UNITS = sorted(set(Role) - {Role.DESK_OFFICER})


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def officer(scene: Scene) -> Actor:
    officer = scene.person(Role.PATROL_OFFICER)
    User.objects.filter(pk=str(officer.id)).update(name_en="Ms. Crew")
    return officer


def page_of(client: Client, scene: Scene, role: Role, unit: Unit) -> str:
    client.cookies["sessionid"] = sign_in(grant(role, over=scene.city))
    return client.get(f"/administration/units/{unit.pk}/", headers=ENGLISH).text


@pytest.mark.parametrize("role", READS_UNITS)
@pytest.mark.parametrize("plain", [True, False])
def test_the_units_page_tells_its_ways_to_incidents_only_to_who_may_see_its_place(
    client: Client, scene: Scene, officer: Actor, role: Role, plain: bool
) -> None:
    unit, by = scene.unit(plain_clothes=plain, crew=officer), scene.person(Role.DISPATCHER)
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    sent = send_units(incident=incident.pk, units=[unit.pk], by=by).assignments.get()
    arrive(assignment=sent.pk, by=by)
    page = page_of(client, scene, role, unit)
    assert unit.call_sign in page
    knows = role in MAY or not plain
    assert ("was sent" in page) is (knows and reads(role))
    assert ("Shift: on scene" in page) is knows
    assert (f"/crew/{officer.id}/leave/" in page) is (knows or role in KEEPS_SHIFTS)
    found = client.get("/administration/units/?status=on_scene", headers=ENGLISH).text
    assert (unit.call_sign in found) is knows


@pytest.mark.parametrize("role", READS_UNITS)
def test_its_timeline_names_nobody_of_its_crew_to_who_may_not_see_its_place(
    client: Client, scene: Scene, officer: Actor, role: Role
) -> None:
    unit = scene.unit(plain_clothes=True, crew=officer)
    end_shift(unit=unit.pk, by=officer)
    page = page_of(client, scene, role, unit)
    assert "ended its shift" in page
    assert ("Ms. Crew" in page.partition("timeline")[2]) is (role in MAY)
    assert ("its crew" in page) is (role not in MAY)


@pytest.mark.parametrize("role", READS_UNITS)
def test_what_it_did_in_plain_clothes_is_not_told_when_it_wears_them_no_more(
    client: Client, scene: Scene, officer: Actor, role: Role
) -> None:
    hour_ago = system_clock() - timedelta(minutes=30)
    scene.clock = lambda: hour_ago
    unit, by = scene.unit(plain_clothes=True, crew=officer), scene.person(Role.DISPATCHER)
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    sent = send_units(incident=incident.pk, units=[unit.pk], by=by).assignments.get()
    arrive(assignment=sent.pk, by=by)
    clear(assignment=sent.pk, by=by)
    end_shift(unit=unit.pk, by=by)
    change_unit(unit=unit.pk, plain_clothes=False, by=system())
    page = page_of(client, scene, role, unit)
    assert ("was sent" in page) is (role in MAY)


def reads(role: Role) -> bool:
    """Whether the role reads the events of incidents at all."""
    from kalantar.dispatch.events import UnitSent

    return role in UnitSent.readers
