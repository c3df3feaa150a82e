"""The demo's people have its password; a person it did not make keeps their own."""

from datetime import timedelta

import pytest

from kalantar.case_catalogue.actions import install_case_catalogue
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.clock import system_clock
from kalantar.people.actions import create_user
from kalantar.people.models import RoleGrant, User
from kalantar.people.passwords import hash_of
from kalantar.places.models import Jurisdiction
from kalantar.reception.actions import install_services
from kalantar.reception.queries import desks_of
from kalantar.reception.rules import may_receive_visitors
from kalantar.replay.agenda import Pace
from kalantar.replay.day import read_day
from kalantar.replay.demo import PEOPLE, _reception, prepare_people

pytestmark = pytest.mark.django_db
THEIRS = "their own long password"


@pytest.fixture(autouse=True)
def _up_to_date(town: Jurisdiction, as_system: Actor) -> None:
    """What every start brings up to date before it calls its people."""
    install_services(by=as_system)
    install_case_catalogue(by=as_system)


@pytest.mark.parametrize("why", ["by the command line", ""])
def test_somebody_else_of_such_a_number_is_left_alone(town: Jurisdiction, why: str) -> None:
    theirs = create_user(
        username="admin", password_hash=hash_of(THEIRS), name_en="Sara", by=system(why=why)
    )
    for password in ("kalantar-110", "another-password-110"):
        shown = prepare_people(town, password)
        assert [person.username for person in shown] == [name for name in PEOPLE if name != "admin"]
        for name in PEOPLE:
            person = User.objects.get(username=name)
            assert person.check_password(password) == (name != "admin")
    theirs.refresh_from_db()
    assert theirs.check_password(THEIRS)
    assert theirs.name_en == "Sara"
    assert not RoleGrant.objects.filter(user=theirs).exists()


def test_those_the_demo_made_get_the_password_of_each_start(
    town: Jurisdiction, as_system: Actor
) -> None:
    for password in ("kalantar-110", "another-password-110", "another-password-110"):
        assert [person.username for person in prepare_people(town, password)] == list(PEOPLE)
        assert all(user.check_password(password) for user in User.objects.all())
    assert RoleGrant.objects.count() == len(PEOPLE)


def test_the_first_desk_of_the_station_one_signs_in_at_is_left_to_them(town: Jurisdiction) -> None:
    prepare_people(town, "kalantar-110")
    reception = _reception(town, Pace(system_clock(), None), read_day(), 1)
    assert reception is not None
    theirs = RoleGrant.objects.get(user__username="desk").jurisdiction
    assert reception.station == theirs
    first, *others = desks_of(theirs.pk)
    assert list(reception.officers) == [desk.pk for desk in others]
    officer = next(iter(reception.officers.values()))
    assert may_receive_visitors(officer, theirs)
    assert first.pk not in reception.officers
    assert next(reception.visitors).at > reception.pace.begins - timedelta(minutes=1)
