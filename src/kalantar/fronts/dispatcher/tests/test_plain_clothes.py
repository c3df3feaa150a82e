"""Beside an incident a plain-clothes unit is “a unit” to all who may not see where it is.

A truth table: every surface on which an incident and the units sent to it stand together, for each role.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.utils.translation import override

from kalantar.dispatch.actions import send_units
from kalantar.dispatch.models import Assignment
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import ActorKind, system
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


def moving(asked: Asked) -> str:
    return asked.get("/room/moving/")


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
    moving: True,
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
