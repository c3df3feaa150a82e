"""The map is told what left it, to those who could see it there."""

import json
from datetime import timedelta

import pytest

from kalantar.fronts.dispatcher.moving import units_on_map
from kalantar.kernel.clock import system_clock
from kalantar.patrols.models import Unit
from kalantar.people.roles import Role
from tests.scene import a_city

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "told"), [(Role.DISPATCHER, 2), (Role.STATION_CHIEF, 1)])
def test_a_plain_clothes_unit_leaves_only_the_maps_it_was_on(role: Role, told: int) -> None:
    scene = a_city(system_clock)
    scene.unit(status="off_duty")
    scene.unit(status="off_duty", plain_clothes=True)
    since = system_clock() - timedelta(hours=2)
    answer = json.loads(units_on_map(scene.city, scene.person(role), since))
    assert len(answer["gone"]) == told


def test_a_map_can_know_that_a_unit_was_hidden_from_its_reader() -> None:
    scene = a_city(system_clock)
    units = [scene.unit(), scene.unit()]
    chief = scene.person(Role.STATION_CHIEF)

    def told() -> list[int]:
        shown: list[int] = json.loads(units_on_map(scene.city, chief, system_clock()))["shown"]
        return shown

    assert told() == [2, _mark(units)]
    Unit.objects.filter(pk=units[0].pk).update(plain_clothes=True)
    assert told() == [1, _mark(units[1:])]


def _mark(units: list[Unit]) -> int:
    """As the map reckons it: in signed numbers of 32 bits."""
    mark = 0
    for unit in units:
        mark ^= int(unit.pk.hex[-8:], 16)
    return mark - 2**32 if mark >= 2**31 else mark
