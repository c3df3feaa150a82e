"""The rules of sending, each by its name, and who may what."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from uuid_utils.compat import uuid7

from kalantar.dispatch.actions import arrive, clear, divert, send_units, set_out
from kalantar.dispatch.models import Assignment
from kalantar.dispatch.recommendation import Recommendation, recommend
from kalantar.dispatch.rules import may_attend, may_dispatch, may_withdraw
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.patrols.models import UnitPosition
from kalantar.people.roles import Role
from tests.scene import CENTRE, Scene, a_city

SENDERS = {Role.DISPATCHER, Role.COMMANDER}


def _refused(by_rule: str, act: Callable[..., Any], **asked: Any) -> None:
    with pytest.raises(Refused) as refused:
        act(**asked)
    assert refused.value.rule.name == by_rule


@pytest.fixture
def crew(scene: Scene) -> Actor:
    return scene.person(Role.PATROL_OFFICER, over=scene.stations[0])


@pytest.fixture
def assignment(scene: Scene, dispatcher: Actor, crew: Actor) -> Assignment:
    incident, unit = scene.incident(dispatcher), scene.unit(crew=crew)
    return send_units(incident=incident.pk, units=[unit.pk], by=dispatcher).assignments.get()


def test_may_dispatch(scene: Scene, dispatcher: Actor) -> None:
    incident, elsewhere = scene.incident(dispatcher), a_city(scene.clock)
    for role in Role:
        assert may_dispatch(scene.person(role), incident) is (role in SENDERS)
        assert not may_dispatch(elsewhere.person(role), incident)


def test_may_withdraw(scene: Scene, assignment: Assignment, crew: Actor) -> None:
    elsewhere = a_city(scene.clock)
    for role in Role:
        assert may_withdraw(scene.person(role), assignment) is (role in SENDERS)
        assert not may_withdraw(elsewhere.person(role), assignment)
    assert not may_withdraw(crew, assignment)


def test_may_attend(scene: Scene, assignment: Assignment, crew: Actor) -> None:
    for role in Role:
        assert may_attend(scene.person(role), assignment) is (role in SENDERS)
    assert may_attend(crew, assignment)  # also from a station that is not the incident's
    assert may_attend(crew, Assignment.objects.get(pk=assignment.pk))
    other = scene.unit(crew=scene.person(Role.PATROL_OFFICER))
    Assignment.objects.filter(pk=assignment.pk).update(unit=other)
    assert not may_attend(crew, Assignment.objects.get(pk=assignment.pk))


def test_a_unit_is_chosen(scene: Scene, dispatcher: Actor) -> None:
    incident = scene.incident(dispatcher).pk
    _refused("a_unit_is_chosen", send_units, incident=incident, units=[], by=dispatcher)


@pytest.mark.parametrize("status", ["off_duty"])
def test_unit_is_available(scene: Scene, dispatcher: Actor, status: str) -> None:
    unit = scene.unit(status=status)
    asked: dict[str, Any] = {
        "incident": scene.incident(dispatcher).pk,
        "units": [unit.pk],
        "by": dispatcher,
    }
    _refused("unit_is_available", send_units, **asked)


def test_unit_serves_the_city(scene: Scene, dispatcher: Actor) -> None:
    stranger = scene.unit(station=a_city(scene.clock).stations[0])
    asked: dict[str, Any] = {"incident": scene.incident(dispatcher).pk, "units": [stranger.pk]}
    _refused("unit_serves_the_city", send_units, by=dispatcher, **asked)


def test_a_unit_that_is_unknown_sends_none(scene: Scene, dispatcher: Actor) -> None:
    asked: dict[str, Any] = {
        "incident": scene.incident(dispatcher).pk,
        "units": [scene.unit().pk, uuid7()],
    }
    _refused("thing_exists", send_units, by=dispatcher, **asked)
    assert not Assignment.objects.exists()


def test_divert_goes_to_the_more_urgent(
    scene: Scene, dispatcher: Actor, assignment: Assignment
) -> None:
    asked: dict[str, Any] = {"assignment": assignment.pk, "by": dispatcher}
    calm, same, urgent = (scene.incident(dispatcher, priority=p).pk for p in (3, 2, 1))
    rule = "divert_goes_to_the_more_urgent"
    _refused(rule, divert, to=calm, why="I want it", **asked)
    _refused(rule, divert, to=same, **asked)
    _refused(rule, divert, to=assignment.incident_id, why="again", **asked)
    decision = divert(to=urgent, **asked)
    assignment.refresh_from_db()
    assert assignment.state == "diverted"
    assert decision.assignments.get().unit == assignment.unit
    assignment.incident.refresh_from_db()
    assert (assignment.incident.state, assignment.incident.units_on_it) == ("waiting", 0)


def test_a_divert_to_one_as_urgent_says_why(
    scene: Scene, dispatcher: Actor, assignment: Assignment
) -> None:
    same = scene.incident(dispatcher, priority=2)
    decision = divert(assignment=assignment.pk, to=same.pk, why="closer", by=dispatcher)
    assert decision.why == "closer"


@pytest.mark.parametrize("age_s", [5, 3600, None])
def test_a_diverted_unit_is_compared_as_if_it_were_free(
    scene: Scene, dispatcher: Actor, assignment: Assignment, age_s: int | None
) -> None:
    """However far it is; one whose place is not known, or not any more, is given no minutes."""
    far = Point(CENTRE.lon + 0.08, CENTRE.lat)
    if age_s is None:
        assignment.unit.position.delete()
    else:
        assignment.unit.position.place = far
        assignment.unit.position.measured_at = scene.clock() - timedelta(seconds=age_s)
        assignment.unit.position.save()
    others = [scene.unit(Point(CENTRE.lon + n / 1000, CENTRE.lat)) for n in range(12)]
    urgent = scene.incident(dispatcher, priority=1).pk
    decision = divert(assignment=assignment.pk, to=urgent, why="on the radio", by=dispatcher)
    recommended = [row["unit"] for row in decision.proposed if row["recommended"]]
    assert recommended == [str(others[0].pk)]
    compared = str(assignment.unit_id) in [row["unit"] for row in decision.proposed]
    assert compared is (age_s == 5)
    assert (decision.assignments.get().expected_s is not None) is compared


def test_a_diverted_unit_may_be_the_one_recommended(
    scene: Scene, dispatcher: Actor, assignment: Assignment
) -> None:
    scene.unit(Point(CENTRE.lon + 0.05, CENTRE.lat))
    decision = divert(
        assignment=assignment.pk, to=scene.incident(dispatcher, priority=1).pk, by=dispatcher
    )
    recommended = [row["unit"] for row in decision.proposed if row["recommended"]]
    assert recommended == [str(assignment.unit_id)]
    assert decision.passed_over == []
    assert not decision.overridden


def test_override_says_why(scene: Scene, dispatcher: Actor) -> None:
    scene.unit()
    far = scene.unit(Point(CENTRE.lon + 0.05, CENTRE.lat))
    incident = scene.incident(dispatcher).pk
    shown = recommend(incident=incident, by=dispatcher)
    asked: dict[str, Any] = {
        "incident": incident,
        "units": [far.pk],
        "shown": shown,
        "by": dispatcher,
    }
    _refused("override_says_why", send_units, **asked)
    decision = send_units(**asked, why="knows the family")
    decision.refresh_from_db()
    assert (decision.overridden, decision.why) == (True, "knows the family")
    assert decision.proposed == shown.as_json()["proposed"]


def test_override_says_why_also_where_nothing_was_shown(scene: Scene, dispatcher: Actor) -> None:
    near, lost, incident = scene.unit(), scene.unit(None), scene.incident(dispatcher).pk
    asked: dict[str, Any] = {"incident": incident, "by": dispatcher}
    _refused("override_says_why", send_units, units=[lost.pk], **asked)
    decision = send_units(units=[near.pk], **asked)
    decision.refresh_from_db()
    assert (decision.method, decision.overridden) == ("straight_line", False)
    assert [row["unit"] for row in decision.proposed] == [str(near.pk)]
    assert decision.assignments.get().expected_s == decision.proposed[0]["eta_s"]
    again = send_units(units=[lost.pk], why="is around the corner", **asked)
    assert (again.overridden, again.why) == (True, "is around the corner")


def test_override_says_why_also_where_a_unit_is_diverted(
    scene: Scene, dispatcher: Actor, assignment: Assignment
) -> None:
    """To a more urgent incident for which another unit is recommended."""
    UnitPosition.objects.filter(unit=assignment.unit_id).update(
        place=Point(CENTRE.lon + 0.05, CENTRE.lat)
    )
    near, urgent = scene.unit(), scene.incident(dispatcher, priority=1)
    asked: dict[str, Any] = {"assignment": assignment.pk, "to": urgent.pk, "by": dispatcher}
    _refused("override_says_why", divert, why="  ", **asked)
    assignment.refresh_from_db()
    assert (assignment.state, urgent.assignments.count()) == ("sent", 0)
    decision = divert(why="has the ram", **asked)
    decision.refresh_from_db()
    assert (decision.overridden, decision.why) == (True, "has the ram")
    assert [row["unit"] for row in decision.proposed if row["recommended"]] == [str(near.pk)]
    assert Entry.objects.filter(event="RecommendationOverridden").count() == 1


def test_unit_on_one_active_incident(
    scene: Scene, dispatcher: Actor, assignment: Assignment
) -> None:
    other = scene.incident(dispatcher).pk
    asked: dict[str, Any] = {"incident": other, "units": [assignment.unit_id], "by": dispatcher}
    _refused("unit_on_one_active_incident", send_units, **asked)
    twice = Assignment(
        dispatch=assignment.dispatch,
        incident=assignment.incident,
        unit=assignment.unit,
        sent_at=scene.clock(),
    )
    with (
        pytest.raises(IntegrityError, match="unit_on_one_active_incident"),
        transaction.atomic(),
    ):
        twice.save(force_insert=True)


def test_ended_assignment_has_its_time(assignment: Assignment) -> None:
    row = Assignment.objects.filter(pk=assignment.pk)
    with (
        pytest.raises(IntegrityError, match="ended_assignment_has_its_time"),
        transaction.atomic(),
    ):
        row.update(state="cleared")


def test_assignment_times_run_forward(
    scene: Scene, dispatcher: Actor, assignment: Assignment
) -> None:
    before = dispatcher.at(scene.clock() - timedelta(seconds=1))
    for verb in (set_out, arrive):
        _refused("assignment_times_run_forward", verb, assignment=assignment.pk, by=before)
    arrive(assignment=assignment.pk, by=dispatcher)
    _refused("assignment_times_run_forward", clear, assignment=assignment.pk, by=before)


def test_recommendation_is_as_it_was_shown(scene: Scene, dispatcher: Actor) -> None:
    scene.unit()
    incident = scene.incident(dispatcher).pk
    shown = recommend(incident=incident, by=dispatcher)
    assert Recommendation.unsealed(shown.sealed(), incident) == shown
    rule = "recommendation_is_as_it_was_shown"
    _refused(rule, Recommendation.unsealed, seal=shown.sealed()[:-2] + "xx", incident=incident)
    other = replace(shown, incident=uuid7())
    _refused(rule, Recommendation.unsealed, seal=other.sealed(), incident=incident)


def test_recommendation_is_fresh(
    scene: Scene, dispatcher: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = scene.incident(dispatcher).pk
    seal, now = recommend(incident=incident, by=dispatcher).sealed(), time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 595)
    assert Recommendation.unsealed(seal, incident).incident == incident
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 605)
    _refused("recommendation_is_fresh", Recommendation.unsealed, seal=seal, incident=incident)


def test_a_late_repeat_is_answered_with_what_was_sent(
    scene: Scene, dispatcher: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit, incident = scene.unit(), scene.incident(dispatcher).pk
    seal, now = recommend(incident=incident, by=dispatcher).sealed(), time.time()
    asked = {"incident": incident, "units": [unit.pk], "seal": seal}
    by = dispatcher.repeating(uuid7())
    first = send_units(**asked, by=by)  # type: ignore[arg-type]
    assert first.proposed[0]["unit"] == str(unit.pk)
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 3600)
    assert send_units(**asked, by=by) == first  # type: ignore[arg-type]
    _refused("recommendation_is_fresh", send_units, **asked, by=by.repeating(uuid7()))
    assert Assignment.objects.filter(incident=incident).count() == 1


def test_an_empty_seal_is_none(scene: Scene, dispatcher: Actor) -> None:
    asked = {"incident": scene.incident(dispatcher).pk, "units": [scene.unit().pk]}
    _refused("recommendation_is_as_it_was_shown", send_units, **asked, seal="", by=dispatcher)
