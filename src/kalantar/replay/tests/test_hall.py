"""The demo's stations have desks, and somebody waits at the one that is looked at; once."""

import pytest

from kalantar.kernel.actor import system
from kalantar.kernel.clock import system_clock
from kalantar.people.roles import Role
from kalantar.reception.actions import install_services
from kalantar.reception.models import Visit
from kalantar.reception.queries import desks_of, waiting_visits
from kalantar.replay.hall import DESKS, VISITORS, prepare_reception
from tests.scene import a_city

pytestmark = pytest.mark.django_db


def test_the_reception_is_prepared_once() -> None:
    scene, by = a_city(system_clock), system()
    install_services(by=by)
    here, other = scene.stations
    for _ in range(2):
        prepare_reception(scene.city, here, by)
    assert [desks_of(station.pk).count() for station in scene.stations] == [DESKS, DESKS]
    officer = scene.person(Role.DESK_OFFICER, here)
    came = Visit.objects.filter(station=here)
    assert came.count() == len(VISITORS)
    waiting = waiting_visits(officer, here.pk, came.latest("came_at").came_at)
    assert waiting
    assert not Visit.objects.filter(station=other).exists()
