"""The record joins no plain-clothes unit, nor who is in it, with an incident until that is a day old."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kalantar.dispatch.actions import arrive, send_units
from kalantar.dispatch.models import Assignment
from kalantar.kernel.clock import system_clock
from kalantar.patrols.models import Unit
from kalantar.people.models import User
from kalantar.people.queries import actor_of
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db

WAYS = {"UnitSent", "UnitArrived"}


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def asking(client: Client, scene: Scene) -> Client:
    client.cookies["sessionid"] = sign_in(grant(Role.AUDITOR, over=scene.city))
    client.cookies["django_language"] = "en"
    return client


def arrived(scene: Scene, *, hours_ago: float, plain: bool = True) -> tuple[User, Assignment]:
    """A unit that came to an incident then, as its own officer said."""
    officer = grant(Role.PATROL_OFFICER, over=scene.city)
    User.objects.filter(pk=officer.pk).update(name_en="Ms. Crew")
    moment = system_clock() - timedelta(hours=hours_ago)
    scene.clock = lambda: moment
    by, crew = scene.person(Role.DISPATCHER), actor_of(officer).at(moment)
    unit = scene.unit(plain_clothes=plain, crew=crew)
    incident = scene.incident(by)
    sent = send_units(incident=incident.pk, units=[unit.pk], by=by).assignments.get()
    arrive(assignment=sent.pk, by=crew)
    return officer, sent


def found(asking: Client, **asked: str) -> Any:
    answer = asking.post("/audit/", {"why": "complaint 12", **asked})
    assert answer.status_code == 200, answer.text
    return answer


def events(asking: Client, **asked: str) -> set[str]:
    return {line.told.event for line in found(asking, **asked).context["lines"]} & WAYS


@pytest.mark.parametrize(("hours", "plain"), [(0, True), (23, True), (25, True), (0, False)])
def test_by_its_call_sign_or_an_officers_name_it_is_joined_after_a_day(
    asking: Client, scene: Scene, hours: float, plain: bool
) -> None:
    officer, sent = arrived(scene, hours_ago=hours, plain=plain)
    tells = hours > 24 or not plain
    since = (system_clock() - timedelta(days=9)).date().isoformat()
    of_unit = found(asking, about=sent.unit.call_sign, since=since)
    assert events(asking, about=sent.unit.call_sign) == (WAYS if tells else set())
    assert (sent.incident.number in of_unit.text) is tells
    assert events(asking, person=officer.username) == ({"UnitArrived"} if tells else set())
    of_both = found(asking, person=officer.username, about=sent.incident.number)
    assert (
        "arrived" in str([line.told.event for line in of_both.context["lines"]]).lower()
    ) is tells


def test_by_the_incident_it_is_a_unit_and_its_crew(asking: Client, scene: Scene) -> None:
    officer, sent = arrived(scene, hours_ago=0)
    answer = found(asking, about=sent.incident.number)
    said = [line.told.sentence.en for line in answer.context["lines"]]
    assert any(one.startswith("a unit is on scene") for one in said), said
    assert "its crew" in answer.text
    asked = {"why": "complaint 12", "about": sent.incident.number, "export": "csv"}
    written = b"".join(asking.post("/audit/", asked)).decode()
    assert "a unit is on scene" in written
    for hidden in ("Ms. Crew", officer.username, sent.unit.call_sign):
        assert hidden not in answer.text
        assert hidden not in written


def test_what_was_done_in_plain_clothes_waits_its_day_when_they_are_worn_no_more(
    asking: Client, scene: Scene
) -> None:
    from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

    officer, sent = arrived(scene, hours_ago=2)
    worn = DateTimeTZRange(None, system_clock() - timedelta(hours=1))
    Unit.objects.filter(pk=sent.unit_id).update(plain_clothes=False, plain_clothes_times=[worn])
    assert events(asking, about=sent.unit.call_sign) == set()
    assert events(asking, person=officer.username) == set()


def test_who_began_its_shift_is_an_officer(asking: Client, scene: Scene) -> None:
    from kalantar.patrols.actions import begin_shift

    officer = grant(Role.PATROL_OFFICER, over=scene.city)
    User.objects.filter(pk=officer.pk).update(name_en="Ms. Crew")
    unit = scene.unit(None, status="off_duty", plain_clothes=True)
    begin_shift(unit=unit.pk, officers=[officer.pk], by=actor_of(officer))
    answer = found(asking, about=unit.call_sign)
    assert "began its shift" in answer.text
    assert "an officer" in answer.text
    assert "Ms. Crew" not in answer.text
