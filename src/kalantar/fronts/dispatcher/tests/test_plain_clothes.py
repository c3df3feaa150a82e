"""Beside an incident a plain-clothes unit is “a unit” to all who may not see where it is.

A truth table: every surface on which an incident and the units sent to it stand together, for each role.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from kalantar.dispatch.actions import send_units
from kalantar.dispatch.models import Assignment
from kalantar.fronts.dispatcher.picture import RoomPicture
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor, ActorKind, system
from kalantar.kernel.clock import system_clock
from kalantar.patrols.models import Unit
from kalantar.patrols.whereabouts import units_geojson
from kalantar.people.models import User
from kalantar.people.queries import actor_of
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.scene import Scene

pytestmark = pytest.mark.django_db

ENGLISH = {"accept-language": "en"}
MAY = {Role.DISPATCHER, Role.COMMANDER}
READS_INCIDENTS = {*MAY, Role.CALL_TAKER, Role.STATION_CHIEF, Role.AUDITOR}


@dataclass
class Asked:
    """What is asked on behalf of somebody: pages and the interface by their own session."""

    client: Client
    reader: User
    scene: Scene
    incident: Incident
    assignment: Assignment

    def get(self, address: str) -> str:
        answer = self.client.get(address, headers=ENGLISH)
        return answer.text if answer.status_code == 200 else ""


def card(asked: Asked) -> str:
    return asked.get(f"/room/incidents/{asked.incident.pk}/")


def card_after_a_verb(asked: Asked) -> str:
    return asked.client.post(
        f"/room/assignments/{asked.assignment.pk}/arrive/", headers=ENGLISH
    ).text


def queue(asked: Asked) -> str:
    return asked.get("/room/queue/")


def room(asked: Asked) -> str:
    return asked.get("/room/")


def others(asked: Asked) -> str:
    return asked.get(f"/room/incidents/{asked.incident.pk}/others/")


def history(asked: Asked) -> str:
    return asked.get("/room/history/")


def board_without_stream(asked: Asked) -> str:
    return asked.get("/room/board/?window=-180,-85,180,85,16")


def board_of_the_stream(asked: Asked) -> str:
    picture = RoomPicture(asked.scene.city, actor_of(asked.reader), "en")
    picture.take(picture.look_at_all())
    window = picture.window("-180,-85,180,85,16")
    assert window
    return picture.begun("") + picture.seen(window)[1]


def map_of_units(asked: Asked) -> str:
    return units_geojson(actor_of(asked.reader), asked.scene.city.pk)


def queue_of_programs(asked: Asked) -> str:
    return asked.get(f"/api/v1/dispatch/queue?city={asked.scene.city.pk}")


def assignment_of_programs(asked: Asked) -> str:
    return asked.get(f"/api/v1/dispatch/assignments/{asked.assignment.pk}")


def timeline_of_programs(asked: Asked) -> str:
    return asked.get(f"/api/v1/incidents/{asked.incident.pk}/timeline")


# surface → whether it names the unit to those who may see its place
SURFACES: dict[Callable[[Asked], str], bool] = {
    card: True,
    card_after_a_verb: True,  # to who may not do it, with the refusal
    queue: True,
    room: True,
    others: False,
    history: False,
    board_without_stream: True,
    board_of_the_stream: True,
    map_of_units: True,
    queue_of_programs: True,
    assignment_of_programs: True,
    timeline_of_programs: True,
}


@pytest.fixture
def unit(scene: Scene) -> Unit:
    unit = scene.unit(plain_clothes=True)
    Unit.objects.filter(pk=unit.pk).update(call_sign="SHADOW")
    return unit


@pytest.fixture
def assignment(scene: Scene, unit: Unit) -> Assignment:
    by = scene.person(Role.DISPATCHER)
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    sent = send_units(incident=incident.pk, units=[unit.pk], by=by)
    return sent.assignments.get()


def asking(client: Client, scene: Scene, assignment: Assignment, role: Role) -> Asked:
    reader = grant(role, over=scene.city)
    client.cookies["sessionid"] = sign_in(reader)
    return Asked(client, reader, scene, assignment.incident, assignment)


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
@pytest.mark.parametrize("role", Role)
def test_who_may_not_see_its_place_is_not_told_which_unit_it_is(
    client: Client,
    scene: Scene,
    assignment: Assignment,
    role: Role,
    surface: Callable[[Asked], str],
) -> None:
    told = surface(asking(client, scene, assignment, role))
    named = "SHADOW" in told or str(assignment.unit_id) in told
    assert named is (role in MAY and SURFACES[surface])


@pytest.mark.parametrize("role", sorted(READS_INCIDENTS - MAY))
def test_they_still_read_that_a_unit_is_there_and_are_offered_none_of_its_verbs(
    client: Client, scene: Scene, assignment: Assignment, role: Role
) -> None:
    asked = asking(client, scene, assignment, role)
    assert "a unit was sent" in card(asked)
    assert f'id="as-{assignment.pk}"' in card(asked)
    assert f"/room/assignments/{assignment.pk}/" not in card(asked)
    assert "a unit" in queue(asked)
    told = json.loads(assignment_of_programs(asked))
    assert (told["unit"], told["state"]) == (None, "sent")
    assert "belongs to another unit" in card_after_a_verb(asked)


def test_it_is_said_in_the_readers_language(
    client: Client, scene: Scene, assignment: Assignment
) -> None:
    asked = asking(client, scene, assignment, Role.CALL_TAKER)
    address = f"/room/incidents/{asked.incident.pk}/"
    assert "یک یگان اعزام شد" in client.get(address, headers={"accept-language": "fa"}).text


def test_its_own_crew_reads_which_unit_it_is(scene: Scene) -> None:
    from kalantar.dispatch.queries import own_assignment
    from kalantar.dispatch.sent import sent_as_seen

    officer = scene.person(Role.PATROL_OFFICER)
    unit = scene.unit(plain_clothes=True, crew=officer)
    stranger = scene.person(Role.PATROL_OFFICER)
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    other = scene.unit(crew=stranger)
    going = [unit.pk, other.pk]
    send_units(incident=incident.pk, units=going, why="both", by=scene.person(Role.DISPATCHER))
    mine, theirs = own_assignment(officer), own_assignment(stranger)
    assert mine is not None
    assert theirs is not None
    assert sent_as_seen([mine.assignment], officer)[0].unit == unit.pk
    assert [one.unit for one in mine.others] == [other.pk]
    with override("en"):
        assert [(one.unit, str(one.sign)) for one in theirs.others] == [(None, "a unit")]
    assert sent_as_seen([mine.assignment], system())[0].unit == unit.pk


@pytest.mark.parametrize("role", Role)
def test_the_board_says_of_it_only_that_it_is_on_an_incident(
    client: Client, scene: Scene, assignment: Assignment, role: Role
) -> None:
    from kalantar.dispatch.actions import arrive
    from kalantar.patrols.board import board, status_counts, unit_line

    arrive(assignment=assignment.pk, by=scene.person(Role.DISPATCHER))
    reader = scene.person(role)
    assert reader.kind is ActorKind.PERSON
    line = unit_line(reader, assignment.unit_id)
    if role is Role.DESK_OFFICER:
        assert line is None
        return
    assert line is not None
    knows = role in MAY
    assert line.status == ("on_scene" if knows else "assigned")
    assert (line.status_since is not None, line.place is not None) == (knows, knows)
    assert status_counts(reader, scene.city.pk) == {line.status: 1}
    found = board(reader, scene.city.pk, statuses=["on_scene"])
    assert [unit.call_sign for unit in found] == (["SHADOW"] if knows else [])


def notes_of_programs(asked: Asked) -> str:
    return asked.get(f"/api/v1/incidents/{asked.incident.pk}/notes")


# surface → whether it names who did something, to those who may see the unit's place
DOERS: dict[Callable[[Asked], str], bool] = {
    card: True,
    card_after_a_verb: True,
    timeline_of_programs: True,
    notes_of_programs: True,
    queue: False,
    history: False,
    others: False,
    queue_of_programs: False,
    assignment_of_programs: False,
}


@pytest.mark.parametrize("surface", DOERS, ids=lambda surface: surface.__name__)
@pytest.mark.parametrize("role", Role)
def test_who_is_in_it_is_not_named_as_who_did_something_there(
    client: Client, scene: Scene, role: Role, surface: Callable[[Asked], str]
) -> None:
    officer, assignment = _arrived(scene)
    told = surface(asking(client, scene, assignment, role))
    named = any(word in told for word in ("Ms. Crew", "crew-7", str(officer.id)))
    assert named is (role in MAY and DOERS[surface])


@pytest.mark.parametrize("role", sorted(READS_INCIDENTS))
def test_it_was_its_crew_in_each_language(client: Client, scene: Scene, role: Role) -> None:
    asked = asking(client, scene, _arrived(scene)[1], role)
    knows = role in MAY
    address = f"/api/v1/incidents/{asked.incident.pk}/timeline"
    whos = {language: _whos(asked, address, language) for language in ("en", "fa")}
    assert whos["en"]["UnitArrived"] == ("Ms. Crew" if knows else "its crew")
    assert whos["fa"]["UnitArrived"] == ("خانم گشت" if knows else "سرنشینان آن")
    assert whos["en"]["NoteWritten"] == ("Ms. Crew" if knows else "the crew of a unit")
    assert whos["en"]["UnitSent"] == "Somebody"


def _whos(asked: Asked, address: str, language: str) -> dict[str, str]:
    answer = asked.client.get(address, headers={"accept-language": language})
    return {line["event"]: line["who"] for line in answer.json()}


def test_who_did_it_knows_it_was_they_and_a_marked_units_crew_is_named(scene: Scene) -> None:
    from kalantar.kernel.story import told

    officer, assignment = _arrived(scene)
    chief = scene.person(Role.STATION_CHIEF)
    about = assignment.incident_id
    reader = replace(chief, id=officer.id)
    assert told(about, reader)[0].who.en == "Ms. Crew"
    Unit.objects.filter(pk=assignment.unit_id).update(plain_clothes=False)
    assert told(about, chief)[0].who.en == "Ms. Crew"


@pytest.mark.parametrize("role", sorted(READS_INCIDENTS))
def test_clearing_the_mark_tells_nothing_of_the_time_before(
    client: Client, scene: Scene, role: Role
) -> None:
    from kalantar.dispatch.actions import clear
    from kalantar.patrols.actions import change_unit, end_shift

    moment = system_clock() - timedelta(minutes=30)
    scene.clock = lambda: moment
    officer, assignment = _arrived(scene)
    Unit.objects.filter(pk=assignment.unit_id).update(call_sign="SHADOW")
    clear(assignment=assignment.pk, by=officer)
    end_shift(unit=assignment.unit_id, by=officer)
    change_unit(unit=assignment.unit_id, plain_clothes=False, by=system())
    asked = asking(client, scene, assignment, role)
    told = card(asked) + timeline_of_programs(asked) + assignment_of_programs(asked)
    hidden = ("Ms. Crew", "SHADOW", str(officer.id), str(assignment.unit_id))
    found = [word for word in hidden if word in told]
    assert bool(found) is (role in MAY), found


@pytest.mark.parametrize("role", [Role.STATION_CHIEF, Role.ADMINISTRATOR, Role.COMMANDER])
def test_the_mark_is_not_cleared_while_the_unit_is_on_duty_by_the_interface(
    client: Client, scene: Scene, assignment: Assignment, role: Role
) -> None:
    asked = asking(client, scene, assignment, role)
    address, no = f"/api/v1/units/{assignment.unit_id}", json.dumps({"plain_clothes": False})
    answer = asked.client.patch(address, no, content_type="application/json", headers=ENGLISH)
    assert (answer.status_code, answer.json()["rule"]) == (409, "plain_clothes_end_off_duty")
    assert Unit.objects.get(pk=assignment.unit_id).plain_clothes


def _arrived(scene: Scene) -> tuple[Actor, Assignment]:
    """A plain-clothes unit on scene, as its own officer said, who wrote what is seen there."""
    from kalantar.dispatch.actions import arrive, report

    officer = scene.person(Role.PATROL_OFFICER)
    named = {"username": "crew-7", "name_en": "Ms. Crew", "name_fa": "خانم گشت"}
    User.objects.filter(pk=str(officer.id)).update(**named)
    unit = scene.unit(plain_clothes=True, crew=officer)
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    by = scene.person(Role.DISPATCHER)
    sent = send_units(incident=incident.pk, units=[unit.pk], by=by).assignments.get()
    report(assignment=sent.pk, text="two of them", by=officer)
    arrive(assignment=sent.pk, by=officer)
    return officer, sent
