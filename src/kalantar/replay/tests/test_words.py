"""Both parties of the demo's files hear of an order, in words that one of its own people approved."""

import pytest

from kalantar.case_catalogue.actions import install_case_catalogue
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.kernel.timeline import REACTIONS
from kalantar.message_templates.models import MessageTemplate
from kalantar.notices.actions import install_notice_words
from kalantar.notices.models import Notice
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.replay.demo import HERE
from kalantar.replay.papers import prepare_papers
from kalantar.replay.words import approve_words
from kalantar.sms_gateway.queries import phones
from tests.people import grant
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(as_system: Actor) -> Scene:
    install_case_catalogue(by=as_system)
    install_notice_words(by=as_system)
    return a_city(system_clock)


def _approver(scene: Scene) -> User:
    return grant(Role.COMMANDER, over=scene.city)


def test_the_files_of_the_demo_are_told_to_both_parties(scene: Scene) -> None:
    approve_words([_approver(scene)])
    prepare_papers(scene.city, scene.stations[0], system(), check_at=HERE)
    for event in ("PartyNamed", "OrderReceived"):
        for entry in Entry.objects.filter(event=event):
            for reaction in REACTIONS[event]:
                reaction(entry.pk)
    of_the_order = Notice.objects.filter(what="order_received")
    assert set(of_the_order.values_list("role", "channel")) == {
        ("complainant", "sms"),
        ("respondent", "sms"),
    }
    assert phones() == [], "the database of these tests is no demo's"


def test_the_words_are_approved_by_who_may_and_by_nobody_else(scene: Scene) -> None:
    approve_words([grant(Role.DESK_OFFICER, over=scene.stations[0])])
    assert not MessageTemplate.objects.exclude(state="draft").exists()
    judge = _approver(scene)
    approve_words([judge])
    assert set(MessageTemplate.objects.values_list("state", "judged_by")) == {
        ("approved", judge.pk)
    }
