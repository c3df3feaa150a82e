"""The map is told what left it, to those who could see it there."""

import json
from datetime import timedelta

import pytest

from kalantar.fronts.dispatcher.moving import units_on_map
from kalantar.kernel.clock import system_clock
from kalantar.people.roles import Role
from tests.scene import a_city


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "told"), [(Role.DISPATCHER, 2), (Role.STATION_CHIEF, 1)])
def test_a_plain_clothes_unit_leaves_only_the_maps_it_was_on(role: Role, told: int) -> None:
    scene = a_city(system_clock)
    scene.unit(status="off_duty")
    scene.unit(status="off_duty", plain_clothes=True)
    since = system_clock() - timedelta(hours=2)
    answer = json.loads(units_on_map(scene.city, scene.person(role), since))
    assert len(answer["gone"]) == told
