"""What a unit says over the radio is typed by somebody in the room: both stand on the timeline."""

import pytest
from django.utils import translation

from kalantar.commands.actions import hear_unit
from kalantar.commands.line import run
from kalantar.dispatch.models import Assignment
from kalantar.incidents.models import Note
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told
from kalantar.patrols.models import Unit
from kalantar.people.roles import Role
from tests.scene import Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(scene: Scene) -> Actor:
    return scene.person(Role.DISPATCHER)


@pytest.fixture
def sent(scene: Scene, by: Actor) -> Assignment:
    unit, incident = scene.unit(), scene.incident(scene.person(Role.CALL_TAKER))
    run(f"dispatch {unit.call_sign} to {incident.number}", scene.city, by)
    return Assignment.objects.get()


@pytest.mark.parametrize(
    ("words", "verb", "state"),
    [
        ("T-01 on scene", "arrive", "on_scene"),
        ("on scene T-01", "arrive", "on_scene"),
        ("1 در صحنه", "arrive", "on_scene"),
        ("۱ رسید", "arrive", "on_scene"),
        ("T-01 en route", "set_out", "en_route"),
        ("T-01 در‌راه", "set_out", "en_route"),
        ("T-01 roger", "acknowledge", "acknowledged"),
        ("T-01 دريافت شد", "acknowledge", "acknowledged"),
        ("T-01 broken down: broken", "break_down", "broken_down"),
        ("T-01 backup", "ask_backup", "sent"),
        ("T-01 نیروی کمکی", "ask_backup", "sent"),
        ("T-01 no backup", "need_no_backup", "sent"),
    ],
)
def test_what_is_heard_is_done_and_says_who_said_it_and_who_typed_it(
    scene: Scene, by: Actor, sent: Assignment, words: str, verb: str, state: str
) -> None:
    assert run(words, scene.city, by) == sent.incident_id
    assert Assignment.objects.get().state == state
    heard = Entry.objects.get(event="UnitHeard")
    assert (heard.actor, heard.facts["verb"]) == (by.id, verb)
    assert heard.facts["unit"] == str(sent.unit_id)
    with translation.override("en"):
        lines = [str(line.sentence) for line in told(sent.incident_id, by)]
    assert any(line.startswith("T-01 said over the radio: ") for line in lines)


def test_how_it_ended_is_noted_and_the_room_closes_it(
    scene: Scene, by: Actor, sent: Assignment
) -> None:
    run("T-01 on scene", scene.city, by)
    with translation.override("en"):
        run("T-01 clear settled", scene.city, by)
    assert Note.objects.get().text == "Settled"
    assert Assignment.objects.get().state == "cleared"
    assert Assignment.objects.get().incident.state == "active"


@pytest.mark.parametrize(
    ("role", "may"),
    [(role, role in (Role.DISPATCHER, Role.COMMANDER)) for role in Role],
)
def test_may_write_what_is_heard(scene: Scene, sent: Assignment, role: Role, may: bool) -> None:
    somebody = scene.person(role)
    if may:
        hear_unit(assignment=sent.pk, verb="arrive", by=somebody)
        return
    with pytest.raises(Refused) as refusal:
        hear_unit(assignment=sent.pk, verb="arrive", by=somebody)
    assert refusal.value.rule.name == "may_write_what_is_heard"
    assert not Entry.objects.filter(event="UnitHeard").exists()


def test_a_unit_in_plain_clothes_is_not_named_to_who_may_not_know_it(
    scene: Scene, by: Actor, sent: Assignment
) -> None:
    Unit.objects.filter(pk=sent.unit_id).update(plain_clothes=True)
    run("T-01 backup", scene.city, by)
    chief = scene.person(Role.STATION_CHIEF)
    with translation.override("en"):
        lines = " ".join(str(line.sentence) for line in told(sent.incident_id, chief))
    assert "calls for backup" in lines
    assert "T-01" not in lines
