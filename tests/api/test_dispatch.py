"""What was decided and how a shift went, by the interface: as the room and its shift page tell it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from uuid_utils.compat import uuid7

from kalantar.kernel.geometry import Point
from kalantar.people.roles import Role

type Ask = Callable[..., Any]
type Issue = Callable[..., str]
FAR = Point(51.45, 35.75)


def test_a_decision_tells_what_was_recommended_and_why_not_each_nearer_unit(
    ask: Ask, token: Issue, scene: Any
) -> None:
    from kalantar.dispatch.actions import send_units
    from kalantar.kernel.models import Entry

    by = scene.person(Role.DISPATCHER)
    incident, going = scene.incident(by), scene.unit(FAR)
    nearest, away = scene.unit(), scene.unit(status="off_duty")
    send_units(incident=incident.pk, units=[going.pk], why="knows the place", by=by)
    at = f"/dispatch/incidents/{incident.pk}/decisions"
    answer = ask("GET", at, token(Role.DISPATCHER), **{"Accept-Language": "en"})
    assert answer.status_code == 200, answer.content
    (told,) = answer.json()
    assert (told["overridden"], told["why"], told["needed"]) == (True, "knows the place", 1)
    assert [one["unit"] for one in told["assignments"]] == [str(going.pk)]
    first = told["proposed"][0]
    assert (first["unit"], first["recommended"]) == (str(nearest.pk), True)
    (passed,) = told["passed_over"]
    assert (passed["unit"], passed["code"]) == (str(away.pk), "off_duty")
    assert passed["why"]
    assert (told["more"], told["counted"]) == (0, {})
    assert Entry.objects.filter(event="PageOpened", subjects__subject=incident.pk).count() == 1
    page = ask("GET", f"{at}?after={told['id']}", token(Role.DISPATCHER))
    assert page.json() == []


def test_a_unit_in_plain_clothes_is_left_out_of_a_decision_for_whom_it_is_hidden(
    ask: Ask, token: Issue, scene: Any
) -> None:
    from kalantar.dispatch.actions import send_units

    by = scene.person(Role.DISPATCHER)
    incident, going = scene.incident(by), scene.unit(FAR)
    hidden = scene.unit(plain_clothes=True)
    send_units(incident=incident.pk, units=[going.pk], why="x", by=by)
    at = f"/dispatch/incidents/{incident.pk}/decisions"
    for role, sees in ((Role.COMMANDER, True), (Role.STATION_CHIEF, False), (Role.AUDITOR, False)):
        answer = ask("GET", at, token(role))
        assert answer.status_code == 200, role
        assert (str(hidden.pk) in answer.text) is sees, role
        assert (hidden.call_sign in answer.text) is sees, role


def test_decisions_of_an_incident_elsewhere_are_not_there(
    ask: Ask, token: Issue, scene: Any
) -> None:
    from tests.people import an_area

    incident = scene.incident(scene.person(Role.DISPATCHER))
    stranger = token(Role.DISPATCHER, over=an_area())
    for id in (incident.pk, uuid7()):
        answer = ask("GET", f"/dispatch/incidents/{id}/decisions", stranger)
        assert (answer.status_code, answer.json()["rule"]) == (404, "thing_exists")


def test_a_shift_is_told_hour_by_hour(ask: Ask, token: Issue, scene: Any) -> None:
    from kalantar.dispatch.actions import send_units
    from tests.people import an_area

    by = scene.person(Role.DISPATCHER)
    scene.call(by)
    incident, unit = scene.incident(by), scene.unit()
    send_units(incident=incident.pk, units=[unit.pk], by=by)
    path = f"/dispatch/shift?city={scene.city.pk}"
    told = ask("GET", path, token(Role.DISPATCHER)).json()
    assert len(told["hours"]) == 8
    last = told["hours"][-1]
    counted = {"offered": 1, "within_10_s": 1, "within_15_s": 1, "within_20_s": 1, "abandoned": 0}
    assert last | counted == last
    assert (last["opened"], last["sent"], last["at_once"]) == ({"2": 1}, 1, 1)
    began = [datetime.fromisoformat(hour["since"]) for hour in told["hours"]]
    hour = timedelta(hours=1)
    assert all(later - sooner == hour for sooner, later in pairwise(began))
    assert datetime.fromisoformat(told["until"]) == began[-1] + hour
    assert len(ask("GET", f"{path}&hours=24", token(Role.DISPATCHER)).json()["hours"]) == 24
    elsewhere = ask("GET", path, token(Role.DISPATCHER, over=an_area())).json()
    assert all(not hour["offered"] and not hour["opened"] for hour in elsewhere["hours"])
