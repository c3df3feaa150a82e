"""Who reads the record, and what a question must name."""

import pytest

from kalantar.fronts.auditor.forms import QuestionForm
from kalantar.fronts.auditor.rules import may_read_record
from kalantar.kernel.actor import Actor, ActorKind, Grant
from kalantar.kernel.clock import system_clock
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import an_area, grant
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.mark.parametrize(
    ("held_over", "reads"), [("city", True), ("station", True), ("far", False)]
)
@pytest.mark.parametrize("role", list(Role))
def test_may_read_record_by_role_and_area(
    scene: Scene, role: Role, held_over: str, reads: bool
) -> None:
    over = {"city": scene.city, "station": scene.stations[0], "far": an_area()}[held_over]
    by = scene.person(role, over)
    assert may_read_record(by, scene.stations[0]) is (role is Role.AUDITOR and reads)
    assert may_read_record(by, None) is (role is Role.AUDITOR)


def test_may_read_record_is_for_people_alone(scene: Scene) -> None:
    grants = frozenset({Grant(Role.AUDITOR, scene.city.pk)})
    for kind in (ActorKind.PROGRAM, ActorKind.SYSTEM):
        assert not may_read_record(Actor(kind=kind, grants=grants), None)


def _wrong(scene: Scene, **asked: str) -> set[str]:
    form = QuestionForm({"why": "a check", **asked}, by=scene.person(Role.AUDITOR))
    return set(form.errors)


def test_question_names_one_person(scene: Scene) -> None:
    one = grant(Role.DISPATCHER, over=scene.city)
    assert _wrong(scene, person=one.username) == set()
    assert "person" in _wrong(scene, person="nobody")
    elsewhere = grant(Role.DISPATCHER, over=an_area())
    assert "person" in _wrong(scene, person=elsewhere.username)
    grant(Role.DISPATCHER, over=scene.city)  # of the same name as the first
    assert "person" in _wrong(scene, person="Test Person")
    User.objects.filter(pk=one.pk).update(name_fa="علی یکتا")
    assert _wrong(scene, person="علي يكتا") == set()


def test_question_names_one_thing(scene: Scene) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    unit = scene.unit()
    for words in (incident.number, unit.call_sign.lower()):
        assert _wrong(scene, about=words) == set()
    assert "about" in _wrong(scene, about="1399-000000")


def test_question_names_one_area(scene: Scene) -> None:
    assert _wrong(scene, area=scene.stations[0].name_en) == set()
    assert "area" in _wrong(scene, area=an_area().name_en)


def test_question_ends_after_it_begins(scene: Scene) -> None:
    assert _wrong(scene, since="1405/9/1", until="1405/9/1") == set()
    assert "until" in _wrong(scene, since="1405/9/2", until="1405/9/1")
    assert "since" in _wrong(scene, since="yesterday")
