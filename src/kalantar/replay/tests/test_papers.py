"""The demo's station has files and orders to look at; once."""

import pytest

from kalantar.case_catalogue.actions import install_case_catalogue
from kalantar.cases.models import Case
from kalantar.cases.queries import open_cases, referred_to
from kalantar.kernel.actor import system
from kalantar.kernel.clock import system_clock
from kalantar.orders.queries import overdue_orders, waiting_orders
from kalantar.people.roles import Role
from kalantar.replay.papers import FILES, prepare_papers
from tests.scene import a_city

pytestmark = pytest.mark.django_db


def test_the_papers_are_prepared_once() -> None:
    scene, by = a_city(system_clock), system()
    here, _ = scene.stations
    install_case_catalogue(by=by)
    for _ in range(2):
        prepare_papers(scene.city, here, by)
    prepare_papers(scene.city, None, by)
    officer = scene.person(Role.DESK_OFFICER, here)
    assert Case.objects.count() == len(FILES) + 1
    assert len(open_cases(officer, here)) == len(FILES)
    assert len(referred_to(officer, here)) == 1
    assert len(overdue_orders(officer, here, by.now())) == 1
    assert len(waiting_orders(officer, here)) == 3
