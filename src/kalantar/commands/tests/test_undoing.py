"""Each verb of the room: taken back by a lawful act that refers to it, or not, and why not."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import translation
from uuid_utils.compat import uuid7

from kalantar.catalogue.models import IncidentType, UnavailableReason
from kalantar.commands.actions import take_back
from kalantar.commands.line import run
from kalantar.commands.queries import last_act
from kalantar.commands.undoing import BY_EVENT, OF_VERB
from kalantar.commands.verbs import ASKING, VERBS
from kalantar.dispatch import actions as dispatch
from kalantar.dispatch.models import Assignment
from kalantar.incidents.actions import join_call, part_call
from kalantar.incidents.models import Incident, IncidentCall
from kalantar.kernel.actor import Actor
from kalantar.kernel.clock import stopped_at
from kalantar.kernel.geometry import Point
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.patrols.models import CrewMember, Unit
from kalantar.people.roles import Role
from tests.people import grant
from tests.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Room:
    """One dispatcher with a unit and an incident; every line is an act of its own."""

    scene: Scene
    by: Actor
    unit: Unit
    incident: Incident
    officer: str

    def say(self, text: str) -> UUID | None:
        number = self.incident.number.rpartition("-")[2].lstrip("0")
        said = text.format(unit=self.unit.call_sign, incident=number, officer=self.officer)
        return run(said, self.scene.city, replace(self.by, operation=uuid7()))

    @property
    def now(self) -> Incident:
        return Incident.objects.get(pk=self.incident.pk)

    @property
    def state(self) -> str:
        return Unit.objects.get(pk=self.unit.pk).status


@pytest.fixture
def room(scene: Scene) -> Room:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    officer = grant(Role.PATROL_OFFICER, over=scene.city).username
    unit = scene.unit(crew=scene.person(Role.PATROL_OFFICER))
    return Room(scene, scene.person(Role.DISPATCHER), unit, incident, officer)


def crew(room: Room) -> set[str]:
    now = CrewMember.objects.filter(shift__unit=room.unit, period__upper_inf=True)
    return set(now.values_list("officer__username", flat=True))


SEND = "dispatch {unit} to {incident}"
THERE = (SEND, "{unit} on scene")
TAKEN_BACK: dict[str, tuple[tuple[str, ...], str, Callable[[Room], bool]]] = {
    "send": ((), SEND, lambda room: room.now.state == "waiting" and room.state == "available"),
    "close": ((), "close {incident}: settled; went home", lambda room: room.now.state == "waiting"),
    "change_priority": ((), "priority {incident} 1: knife", lambda room: room.now.priority == 2),
    "change_type": (
        (), "type {incident} street theft",
        lambda room: (room.now.type_id, room.now.priority) == (room.scene.type.pk, 2),
    ),
    "unit_unavailable": ((), "unavailable {unit}: broken", lambda room: room.state == "available"),
    "begin_shift": (
        ("end shift {unit}",), "begin shift {unit}: {officer}",
        lambda room: room.state == "off_duty",
    ),
    "join_crew": ((), "join {unit}: {officer}", lambda room: room.officer not in crew(room)),
    "leave_crew": (
        ("join {unit}: {officer}",), "leave {unit}: {officer}",
        lambda room: room.officer in crew(room),
    ),
}  # fmt: skip
STAYS: dict[str, tuple[tuple[str, ...], str]] = {
    "acknowledge": ((SEND,), "{unit} acknowledge"),
    "set_out": ((SEND,), "{unit} en route"),
    "arrive": ((SEND,), "{unit} on scene"),
    "clear": (THERE, "{unit} clear settled"),
    "call_off": ((SEND,), "call off {unit}: why"),
    "divert": ((SEND,), "divert {unit} to {other}: nearer"),
    "break_down": ((SEND,), "broken down {unit}: broken"),
    "ask_backup": ((SEND,), "{unit} backup"),
    "need_no_backup": ((SEND, "{unit} backup"), "{unit} no backup"),
    "add_note": ((), "note {incident}: two hurt"),
    "reopen": (("close {incident}: settled",), "reopen {incident}: goes on"),
    "correct_place": ((), "place {incident}: 35.71, 51.41"),
    "unit_available": (("unavailable {unit}: broken",), "available {unit}"),
    "end_shift": ((), "end shift {unit}"),
    "undo": (("priority {incident} 1: knife",), "undo"),
}


def test_each_verb_is_in_one_of_the_tables() -> None:
    assert {verb.name for verb in VERBS} == {*TAKEN_BACK, *STAYS, *ASKING}
    assert not set(TAKEN_BACK) & set(STAYS)


def test_the_sheet_says_of_each_verb_what_is_true() -> None:
    for verb in TAKEN_BACK:
        assert OF_VERB[verb].back, verb
    for verb in STAYS:
        assert OF_VERB[verb].why, verb
    assert {verb.name for verb in VERBS} == OF_VERB.keys() | {"show"}


def test_each_act_has_a_way_back_or_says_why_not() -> None:
    for undoing in BY_EVENT.values():
        assert (undoing.back is None) == (undoing.why is not None)


@pytest.mark.parametrize("verb", TAKEN_BACK)
def test_what_can_be_taken_back_is_and_the_timeline_keeps_both(room: Room, verb: str) -> None:
    IncidentType.objects.create(code="t", name_en="Street theft", name_fa="سرقت", priority=1)
    before, act, undone = TAKEN_BACK[verb]
    for line in before:
        room.say(line)
    room.say(act)
    assert not undone(room)
    first = last_act(room.by)[0]
    entries = Entry.objects.count()
    room.say("undo" if verb != "close" else "پس بگیر")
    assert undone(room)
    assert Entry.objects.count() > entries
    back = Entry.objects.filter(event="ActTakenBack").latest("pk")
    assert back.facts == {"entry": str(first.pk), "act": first.event}
    assert Entry.objects.filter(pk=first.pk).exists()
    subjects = set(first.subjects.values_list("kind", "subject"))
    assert set(back.subjects.values_list("kind", "subject")) == subjects


@pytest.mark.parametrize("verb", STAYS)
def test_what_cannot_be_taken_back_says_why(room: Room, verb: str) -> None:
    before, act = STAYS[verb]
    for line in before:
        room.say(line)
    if verb == "divert":
        other = room.scene.incident(room.scene.person(Role.CALL_TAKER))
        Incident.objects.filter(pk=other.pk).update(priority=1)
        act = act.replace("{other}", other.number)
    room.say(act)
    with pytest.raises(Refused) as refusal:
        room.say("undo")
    assert refusal.value.rule.name == "act_can_be_taken_back"
    for language in ("en", "fa"):
        with translation.override(language):
            why = str(BY_EVENT[last_act(room.by)[0].event].why)
            assert why in str(refusal.value)


def test_calls_are_taken_apart_and_joined_again(room: Room) -> None:
    call = room.scene.call(room.scene.person(Role.CALL_TAKER))
    join_call(incident=room.incident.pk, call=call.pk, by=replace(room.by, operation=uuid7()))
    joined = IncidentCall.objects.filter(incident=room.incident, parted_at=None)
    room.say("undo")
    assert not joined.exists()
    join_call(incident=room.incident.pk, call=call.pk, by=replace(room.by, operation=uuid7()))
    part_call(incident=room.incident.pk, call=call.pk, by=replace(room.by, operation=uuid7()))
    room.say("undo")
    assert joined.exists()


def refused(room: Room, by: Actor, entry: UUID) -> str:
    with pytest.raises(Refused) as refusal:
        take_back(entry=entry, by=by)
    return refusal.value.rule.name


def test_may_take_back(room: Room) -> None:
    room.say("priority {incident} 1: knife")
    act = last_act(room.by)[0].pk
    assert refused(room, room.scene.person(Role.DISPATCHER), act) == "may_take_back"
    assert refused(room, replace(room.by, grants=frozenset()), act) == "may_handle_incident"
    take_back(entry=act, by=room.by)


def test_something_was_done(room: Room) -> None:
    with pytest.raises(Refused) as refusal:
        room.say("undo")
    assert refusal.value.rule.name == "something_was_done"


@pytest.mark.parametrize(("seconds", "rule"), [(119, ""), (121, "act_was_a_moment_ago")])
def test_act_was_a_moment_ago(room: Room, seconds: int, rule: str) -> None:
    room.say("priority {incident} 1: knife")
    act = last_act(room.by)[0]
    later = replace(room.by, clock=stopped_at(act.happened_at + timedelta(seconds=seconds)))
    if rule:
        assert refused(room, later, act.pk) == rule
    else:
        take_back(entry=act.pk, by=later)


def test_act_is_still_so(room: Room) -> None:
    """What others did since is not undone with it."""
    room.say("priority {incident} 1: knife")
    act = last_act(room.by)[0].pk
    other = room.scene.person(Role.DISPATCHER)
    run(f"priority {room.incident.number} 3: calm", room.scene.city, other)
    assert refused(room, room.by, act) == "act_is_still_so"
    room.say("close {incident}: settled")
    act = last_act(room.by)[0].pk
    later = replace(other, clock=stopped_at(other.now() + timedelta(seconds=5)))
    run(f"reopen {room.incident.number}: no", room.scene.city, later)
    run(f"close {room.incident.number}: settled", room.scene.city, later)
    assert refused(room, room.by, act) == "act_is_still_so"
    room.say("unavailable {unit}: broken")
    UnavailableReason.objects.create(code="meal_t", name_en="Meal", name_fa="غذا")
    room.say("unavailable {unit}: meal")
    with pytest.raises(Refused) as refusal:
        room.say("undo")
    assert refusal.value.rule.name == "act_is_still_so"


def test_unit_has_not_set_out(room: Room) -> None:
    room.say(SEND)
    going = Assignment.objects.get()
    dispatch.acknowledge(assignment=going.pk, by=room.scene.person(Role.COMMANDER))
    room.say("undo")
    room.say(SEND)
    dispatch.set_out(
        assignment=Assignment.objects.get(ended_at=None).pk, by=room.scene.person(Role.COMMANDER)
    )
    with pytest.raises(Refused) as refusal:
        room.say("undo")
    assert refusal.value.rule.name == "unit_has_not_set_out"


def test_all_units_of_a_decision_come_back_together(room: Room) -> None:
    second = room.scene.unit(Point(51.406, 35.701))
    room.say(f"dispatch {{unit}} {second.call_sign} to {{incident}}: both")
    room.say("undo")
    assert {unit.status for unit in Unit.objects.all()} == {"available"}


def test_the_same_undo_sent_twice_is_done_once(room: Room) -> None:
    room.say("priority {incident} 1: knife")
    once = replace(room.by, operation=uuid7())
    assert run("undo", room.scene.city, once) == room.incident.pk
    run("undo", room.scene.city, once)
    assert room.now.priority == 2
    assert Entry.objects.filter(event="ActTakenBack").count() == 1


def test_act_can_be_taken_back(room: Room) -> None:
    """Also an entry that is no act of the room is refused."""
    opened = Entry.objects.filter(event="IncidentCreated").latest("pk")
    own = replace(room.by, id=opened.actor)
    assert refused(room, own, opened.pk) == "act_can_be_taken_back"
