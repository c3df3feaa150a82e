"""The demo's station has files and orders to look at; once."""

from datetime import timedelta

import pytest

from kalantar.case_catalogue.actions import install_case_catalogue
from kalantar.cases.models import Case
from kalantar.cases.queries import cases_in_charge, open_cases, referred_to
from kalantar.custody.queries import items_of
from kalantar.documents.queries import content_of, documents_of
from kalantar.kernel.actor import system
from kalantar.kernel.clock import system_clock
from kalantar.orders.queries import overdue_orders, waiting_orders
from kalantar.outside_referrals.models import OutsideReferral
from kalantar.papers.models import IssuedPaper
from kalantar.papers.queries import papers_of
from kalantar.people.queries import actor_of
from kalantar.people.roles import Role
from kalantar.replay.demo import HERE
from kalantar.replay.papers import FILES, prepare_papers
from kalantar.safe_numbers.models import SafeNumber
from kalantar.statements.queries import statements_of
from kalantar.tasks.queries import tasks_of
from tests.people import grant
from tests.scene import a_city

pytestmark = pytest.mark.django_db


def test_the_papers_are_prepared_once() -> None:
    scene, by = a_city(system_clock), system()
    here, _ = scene.stations
    install_case_catalogue(by=by)
    for _ in range(2):
        prepare_papers(scene.city, here, by, check_at=HERE)
    prepare_papers(scene.city, None, by, check_at=HERE)
    officer = scene.person(Role.DESK_OFFICER, here)
    assert Case.objects.count() == len(FILES) + 1
    assert len(open_cases(officer, here)) == len(FILES)
    assert len(referred_to(officer, here)) == 1
    assert len(overdue_orders(officer, here, by.now())) == 1
    assert len(waiting_orders(officer, here)) == 3


def test_the_officer_one_signs_in_as_has_work_under_way() -> None:
    scene, by = a_city(system_clock), system()
    here, _ = scene.stations
    install_case_catalogue(by=by)
    desk = grant(Role.DESK_OFFICER, over=here)
    desk.username = "desk"
    desk.save(update_fields=["username"])
    prepare_papers(scene.city, here, by, check_at=HERE)
    officer = actor_of(desk)
    [case] = cases_in_charge(officer)
    assert [one.state for one in statements_of(officer, case)] == ["signed"]
    assert sorted(one.state for one in items_of(officer, case)) == ["held", "out"]
    assert [one.due_at < by.now() for one in tasks_of(officer, case)] == [True, False]
    assert OutsideReferral.objects.get().state == "accepted"
    printed = papers_of(officer, case)
    kinds = ["custody", "label", "receipt", "statement"]
    assert sorted(one.kind for one in printed) == kinds
    assert [one.issued_at < by.now() - timedelta(days=4) for one in printed] == [True] * 4
    assert all(paper.pdf for paper in IssuedPaper.objects.all())
    [document] = documents_of(officer, case)
    assert content_of(document).startswith(b"%PDF")
    safe = SafeNumber.objects.get()
    assert safe.party.case.confidential
