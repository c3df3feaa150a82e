"""The command line says what it did not understand."""

import pytest

from kalantar.commands.line import run
from kalantar.incidents.models import Note
from kalantar.kernel.clock import system_clock
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused
from kalantar.patrols.models import Unit
from kalantar.people.roles import Role
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


def refused(scene: Scene, text: str) -> str:
    with pytest.raises(Refused) as refusal:
        run(text, scene.city, scene.person(Role.DISPATCHER))
    return refusal.value.rule.name


@pytest.mark.parametrize("text", ["", "what", "T-07 flies", "!", "\x00", "؟"])
def test_command_is_understood(scene: Scene, text: str) -> None:
    assert refused(scene, text) == "command_is_understood"


def test_command_names_one_incident(scene: Scene) -> None:
    assert refused(scene, "999999") == "command_names_one_incident"
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    serial = incident.number.rpartition("-")[2].lstrip("0")
    assert run(serial, scene.city, scene.person(Role.DISPATCHER)) == incident.pk


def test_command_names_one_unit(scene: Scene) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    serial = incident.number.rpartition("-")[2]
    assert refused(scene, f"dispatch 77 to {serial}") == "command_names_one_unit"


def test_command_names_one_unit_of_several(scene: Scene) -> None:
    """Which ones it may be is said; none of them is taken."""
    first, second = scene.unit(), scene.unit()
    Unit.objects.filter(pk=second.pk).update(call_sign="K-01")
    with pytest.raises(Refused) as refusal:
        run("unavailable 1: broken down", scene.city, scene.person(Role.DISPATCHER))
    assert refusal.value.rule.name == "command_names_one_unit_of_several"
    assert f"K-01, {first.call_sign}" in refusal.value.sentence.en


@pytest.mark.parametrize("text", ["call off {}", "{} on scene", "بازماندن {}: نقص فنی"])
def test_unit_is_on_an_incident(scene: Scene, text: str) -> None:
    """A unit that is free is called so, by its whole sign; it is not taken for one that is none."""
    free, by = scene.unit(), scene.person(Role.DISPATCHER)
    with pytest.raises(Refused) as refusal:
        run(text.format("1"), scene.city, by)
    assert refusal.value.rule.name == "unit_is_on_an_incident"
    assert free.call_sign in str(refusal.value)


def test_command_is_of_a_city(scene: Scene) -> None:
    with pytest.raises(Refused) as refusal:
        run("1043", None, scene.person(Role.DISPATCHER))
    assert refusal.value.rule.name == "command_is_of_a_city"


@pytest.mark.parametrize("words", ["dispatch {unit} to {incident}", "اعزام {unit} به {incident}"])
def test_a_unit_is_sent_by_its_figure_in_either_language(scene: Scene, words: str) -> None:
    unit = scene.unit()
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    figure = unit.call_sign.removeprefix("T-").lstrip("0")
    text = words.format(unit=figure, incident=incident.number.rpartition("-")[2].lstrip("0"))
    run(text, scene.city, scene.person(Role.DISPATCHER))
    assert incident.assignments.get().unit == unit


def test_a_step_and_a_note_are_taken(scene: Scene) -> None:
    unit, by = scene.unit(), scene.person(Role.DISPATCHER)
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    serial = incident.number.rpartition("-")[2]
    run(f"dispatch {unit.call_sign} to {serial}", scene.city, by)
    run(f"{unit.call_sign} on scene", scene.city, by)
    assert incident.assignments.get().state == "on_scene"
    run(f"یادداشت {serial}: دو مجروح", scene.city, by)
    assert Note.objects.get(incident=incident).text == "دو مجروح"


@pytest.mark.parametrize(
    "words", [": {}", " because {}", "، {}", " چون {}", ": چون {}", " زیرا {}"]
)
def test_others_than_recommended_are_sent_for_the_reason_that_is_written(
    scene: Scene, words: str
) -> None:
    scene.unit()
    far = scene.unit(Point(51.45, 35.75))
    by, incident = scene.person(Role.DISPATCHER), scene.incident(scene.person(Role.CALL_TAKER))
    sending = f"dispatch {far.call_sign} to {incident.number.rpartition('-')[2]}"
    assert refused(scene, sending) == "override_says_why"
    run(sending + words.format("knows the place"), scene.city, by)
    assert incident.dispatches.get().why == "knows the place"
