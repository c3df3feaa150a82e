"""A plain-clothes unit's own page does not tell by its times where it was, nor who is in it."""

import pytest
from django.test import Client

from kalantar.dispatch.actions import arrive, send_units
from kalantar.kernel.clock import system_clock
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.scene import a_city

pytestmark = pytest.mark.django_db

MAY = {Role.DISPATCHER, Role.COMMANDER}
MAKES_CREWS = {*MAY, Role.STATION_CHIEF, Role.ADMINISTRATOR, Role.PATROL_OFFICER}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.DESK_OFFICER}))
@pytest.mark.parametrize("plain", [True, False])
def test_the_units_page_tells_its_ways_to_incidents_only_to_who_may_see_its_place(
    client: Client, role: Role, plain: bool
) -> None:
    scene = a_city(system_clock)
    officer, by = scene.person(Role.PATROL_OFFICER), scene.person(Role.DISPATCHER)
    unit = scene.unit(plain_clothes=plain, crew=officer)
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    sent = send_units(incident=incident.pk, units=[unit.pk], by=by).assignments.get()
    arrive(assignment=sent.pk, by=by)
    client.cookies["sessionid"] = sign_in(grant(role, over=scene.city))
    english = {"accept-language": "en"}
    page = client.get(f"/administration/units/{unit.pk}/", headers=english).text
    assert unit.call_sign in page
    knows = role in MAY or not plain
    assert ("was sent" in page) is (knows and reads(role))
    assert ("Shift: on scene" in page) is knows
    assert (f"/crew/{officer.id}/leave/" in page) is (knows or role in MAKES_CREWS)
    found = client.get("/administration/units/?status=on_scene", headers=english).text
    assert (unit.call_sign in found) is knows


def reads(role: Role) -> bool:
    """Whether the role reads the events of incidents at all."""
    from kalantar.dispatch.events import UnitSent

    return role in UnitSent.readers
