"""The demo's people have its password; a person it did not make keeps their own."""

import pytest

from kalantar.case_catalogue.actions import install_case_catalogue
from kalantar.kernel.actor import Actor, system
from kalantar.people.actions import create_user
from kalantar.people.models import RoleGrant, User
from kalantar.people.passwords import hash_of
from kalantar.places.models import Jurisdiction
from kalantar.reception.actions import install_services
from kalantar.replay.demo import PEOPLE, prepare_people

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
