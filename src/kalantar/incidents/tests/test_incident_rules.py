"""The rules of incidents, each by its name, and who may what."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kalantar.calls.actions import offer_call
from kalantar.catalogue.models import Disposition, IncidentType, Question
from kalantar.incidents import actions
from kalantar.incidents.models import Answer, Incident, IncidentCall
from kalantar.incidents.queries import incident_of
from kalantar.incidents.rules import (
    may_handle_incident,
    may_open_incident,
    may_reopen_incident,
    may_write_note,
)
from kalantar.kernel.actor import Actor, ActorKind, Grant
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Permission, Refused
from kalantar.people.roles import Role
from kalantar.people.scopes import Scope
from tests.scene import CENTRE, Scene, a_city

ROOM = {Role.CALL_TAKER, Role.DISPATCHER, Role.COMMANDER}


def _refused(by_rule: str, act: Callable[..., Any], **asked: Any) -> None:
    with pytest.raises(Refused) as refused:
        act(**asked)
    assert refused.value.rule.name == by_rule


def _broken(constraint: str, change: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        change()


def _table(may: Permission[Any], subject: Any, scene: Scene, roles: set[Role]) -> None:
    """Each role in the city may or may not, and nobody of another city may."""
    elsewhere = a_city(scene.clock)
    for role in Role:
        assert may(scene.person(role), subject) is (role in roles), role
        assert not may(elsewhere.person(role), subject), role


def test_may_open_incident(scene: Scene) -> None:
    openers = {*ROOM, Role.PATROL_OFFICER, Role.DESK_OFFICER, Role.STATION_CHIEF}
    _table(may_open_incident, scene.stations[0], scene, openers)


def test_an_incident_is_there_for_those_who_watch_over_its_area(
    scene: Scene, dispatcher: Actor
) -> None:
    incident, elsewhere = scene.incident(dispatcher), a_city(scene.clock)
    watchers = {*ROOM, Role.STATION_CHIEF, Role.AUDITOR}
    for role in Role:
        for city, sees in ((scene, role in watchers), (elsewhere, False)):
            by = city.person(role)
            assert Incident.objects.visible_to(by).filter(pk=incident.pk).exists() is sees, role
            assert (incident_of(by, incident.pk) is not None) is sees, role


def test_may_handle_incident(scene: Scene, dispatcher: Actor) -> None:
    incident = scene.incident(dispatcher)
    _table(may_handle_incident, incident, scene, ROOM)
    chief = scene.person(Role.DISPATCHER, over=scene.stations[0])  # of the other station
    assert not may_handle_incident(chief, incident)


def test_may_handle_incident_needs_the_tokens_scope(scene: Scene, dispatcher: Actor) -> None:
    incident = scene.incident(dispatcher)
    for scopes, may in ((set(), False), ({Scope.INCIDENTS_READ}, False), (set(Scope), True)):
        program = Actor(
            kind=ActorKind.PROGRAM,
            grants=frozenset({Grant(Role.DISPATCHER, scene.city.pk)}),
            scopes=frozenset(scopes),
        )
        assert may_handle_incident(program, incident) is may


def test_may_write_note(scene: Scene, dispatcher: Actor) -> None:
    writers = {*ROOM, Role.PATROL_OFFICER, Role.STATION_CHIEF}
    _table(may_write_note, scene.incident(dispatcher), scene, writers)


def test_may_reopen_incident(scene: Scene, dispatcher: Actor) -> None:
    incident = scene.incident(dispatcher)
    _table(may_reopen_incident, incident, scene, {Role.DISPATCHER, Role.COMMANDER})


@pytest.fixture
def closed(scene: Scene, dispatcher: Actor) -> Incident:
    incident = scene.incident(dispatcher)
    return actions.close_incident(incident=incident.pk, disposition=scene.ending.pk, by=dispatcher)


def test_incident_is_open(scene: Scene, dispatcher: Actor, closed: Incident) -> None:
    this: dict[str, Any] = {"incident": closed.pk, "by": dispatcher}
    call = scene.call(dispatcher)
    place: dict[str, Any] = {"place": CENTRE, "address": "", "place_source": "map"}
    _refused("incident_is_open", actions.change_priority, priority=1, why="x", **this)
    _refused("incident_is_open", actions.change_type, type=scene.type.pk, **this)
    _refused("incident_is_open", actions.correct_place, **place, **this)
    _refused("incident_is_open", actions.join_call, call=call.pk, **this)
    _refused("incident_is_open", actions.answer_questions, answers={}, **this)
    actions.add_note(text="what was learnt later", **this)  # allowed


def test_call_was_answered(scene: Scene, dispatcher: Actor) -> None:
    call = offer_call(number="", jurisdiction=scene.city.pk, by=dispatcher)
    incident = scene.incident(dispatcher)
    _refused("call_was_answered", scene.incident, by=dispatcher, call=call.pk)
    asked: dict[str, Any] = {"incident": incident.pk, "call": call.pk, "by": dispatcher}
    _refused("call_was_answered", actions.join_call, **asked)


def test_call_is_of_the_same_city(scene: Scene, dispatcher: Actor) -> None:
    other = a_city(scene.clock)
    both = Actor(
        kind=ActorKind.PERSON,
        id=dispatcher.id,
        grants=dispatcher.grants | {Grant(Role.DISPATCHER, other.city.pk)},
        clock=scene.clock,
    )
    incident, call = scene.incident(dispatcher), other.call(both)
    asked: dict[str, Any] = {"incident": incident.pk, "call": call.pk, "by": both}
    _refused("call_is_of_the_same_city", actions.join_call, **asked)


def test_call_is_joined(scene: Scene, dispatcher: Actor) -> None:
    incident, call = scene.incident(dispatcher), scene.call(dispatcher)
    asked: dict[str, Any] = {"incident": incident.pk, "call": call.pk, "by": dispatcher}
    _refused("call_is_joined", actions.part_call, **asked)


def test_call_in_one_incident(scene: Scene, dispatcher: Actor) -> None:
    call = scene.call(dispatcher)
    scene.incident(dispatcher, call=call.pk)
    _refused("call_in_one_incident", scene.incident, by=dispatcher, call=call.pk)


def test_place_is_in_the_same_city(scene: Scene, dispatcher: Actor) -> None:
    far, other = scene.incident(dispatcher), a_city(scene.clock)
    Incident.objects.filter(pk=far.pk).update(city=other.city)
    asked: dict[str, Any] = {
        "place": CENTRE,
        "address": "",
        "place_source": "map",
        "by": dispatcher,
    }
    _refused("place_is_in_the_same_city", actions.correct_place, incident=far.pk, **asked)


def test_place_is_in_the_service_area(scene: Scene, dispatcher: Actor) -> None:
    nowhere = Point(2.35, 48.85)
    _refused("place_is_in_the_service_area", scene.incident, by=dispatcher, at=nowhere)


def test_question_is_of_the_type(scene: Scene, dispatcher: Actor) -> None:
    other = IncidentType.objects.create(
        code=f"other_{scene.city.pk.hex[-6:]}", name_en="Other", name_fa="دیگر", priority=3
    )
    question = Question.objects.create(incident_type=other, code="q", text_en="?", text_fa="؟")
    answers = {question.pk: "yes"}
    _refused("question_is_of_the_type", scene.incident, by=dispatcher, answers=answers)


def test_answer_fits_the_question(scene: Scene, dispatcher: Actor) -> None:
    asked = {
        kind: Question.objects.create(
            incident_type=scene.type, code=kind, order=n, kind=kind, text_en="How?", text_fa="چه؟"
        ).pk
        for n, kind in enumerate(("yes_no", "number", "text"))
    }
    for kind, said in (("yes_no", "maybe"), ("yes_no", "۲"), ("number", "two"), ("number", "yes")):
        answers = {asked[kind]: said}
        _refused("answer_fits_the_question", scene.incident, by=dispatcher, answers=answers)
    for kind, said, kept in (
        ("yes_no", "بله", "yes"),
        ("yes_no", "No", "no"),
        ("number", "۱۲", "12"),
        ("number", "۲٫۵", "2.5"),
        ("text", " ۱۲ نفر", "۱۲ نفر"),
    ):
        incident = scene.incident(dispatcher, answers={asked[kind]: said})
        assert Answer.objects.get(incident=incident).text == kept


def test_disposition_has_its_note(scene: Scene, dispatcher: Actor) -> None:
    Disposition.objects.filter(pk=scene.ending.pk).update(needs_note=True)
    asked: dict[str, Any] = {"disposition": scene.ending.pk, "by": dispatcher}
    incident = scene.incident(dispatcher).pk
    _refused("disposition_has_its_note", actions.close_incident, incident=incident, **asked)
    assert actions.close_incident(incident=incident, note="said so", **asked).state == "closed"


def test_a_question_is_answered(scene: Scene, dispatcher: Actor) -> None:
    question = Question.objects.create(
        incident_type=scene.type, code="q", text_en="How?", text_fa="چه؟"
    )
    incident = scene.incident(dispatcher).pk
    for answers in ({}, {question.pk: " "}):
        asked = {"incident": incident, "answers": answers, "by": dispatcher}
        _refused("a_question_is_answered", actions.answer_questions, **asked)


def test_note_has_words(scene: Scene, dispatcher: Actor) -> None:
    incident = scene.incident(dispatcher).pk
    _refused("note_has_words", actions.add_note, incident=incident, text="  ", by=dispatcher)


def test_reason_is_given(scene: Scene, dispatcher: Actor, closed: Incident) -> None:
    incident = scene.incident(dispatcher).pk
    asked: dict[str, Any] = {"incident": incident, "priority": 1, "by": dispatcher}
    _refused("reason_is_given", actions.change_priority, why=" ", **asked)
    again: dict[str, Any] = {"incident": closed.pk, "by": dispatcher}
    _refused("reason_is_given", actions.reopen_incident, why="", **again)


def test_priority_is_one_to_five(scene: Scene, dispatcher: Actor) -> None:
    _refused("priority_is_one_to_five", scene.incident, by=dispatcher, priority=6)


def test_incident_number_is_one_incidents(scene: Scene, dispatcher: Actor) -> None:
    first, second = scene.incident(dispatcher), scene.incident(dispatcher)
    row = Incident.objects.filter(pk=second.pk)
    _broken("incident_number_is_one_incidents", lambda: row.update(number=first.number))


def test_closed_incident_has_disposition(closed: Incident) -> None:
    row = Incident.objects.filter(pk=closed.pk)
    _broken("closed_incident_has_disposition", lambda: row.update(disposition=None))


def test_no_unit_is_on_incident(scene: Scene, closed: Incident) -> None:
    row = Incident.objects.filter(pk=closed.pk)
    _broken("no_unit_is_on_incident", lambda: row.update(units_on_it=1))


def test_waiting_incident_says_since_when(scene: Scene, dispatcher: Actor) -> None:
    row = Incident.objects.filter(pk=scene.incident(dispatcher).pk)
    _broken("waiting_incident_says_since_when", lambda: row.update(waiting_since=None))


def test_incident_times_run_forward(scene: Scene, dispatcher: Actor) -> None:
    incident = scene.incident(dispatcher).pk
    before = dispatcher.at(scene.clock() - timedelta(seconds=1))
    asked: dict[str, Any] = {"incident": incident, "disposition": scene.ending.pk, "by": before}
    _refused("incident_times_run_forward", actions.close_incident, **asked)


def test_call_parted_after_joined(scene: Scene, dispatcher: Actor) -> None:
    call = scene.call(dispatcher)
    incident = scene.incident(dispatcher, call=call.pk).pk
    before = dispatcher.at(scene.clock() - timedelta(seconds=1))
    asked: dict[str, Any] = {"incident": incident, "call": call.pk, "by": before}
    _refused("call_parted_after_joined", actions.part_call, **asked)
    assert IncidentCall.objects.get(call=call).parted_at is None


def test_question_answered_once(scene: Scene, dispatcher: Actor) -> None:
    question = Question.objects.create(incident_type=scene.type, code="q", text_en="?", text_fa="؟")
    incident = scene.incident(dispatcher, answers={question.pk: "yes"})
    twice = Answer(incident=incident, question=question, text="no", answered_at=scene.clock())
    _broken("question_answered_once", lambda: twice.save(force_insert=True))


def test_catalogue_row_is_offered_for_types_and_endings(scene: Scene, dispatcher: Actor) -> None:
    incident = scene.incident(dispatcher).pk
    Disposition.objects.filter(pk=scene.ending.pk).update(retired_at=scene.clock())
    asked: dict[str, Any] = {"incident": incident, "disposition": scene.ending.pk, "by": dispatcher}
    _refused("catalogue_row_is_offered", actions.close_incident, **asked)
    IncidentType.objects.filter(pk=scene.type.pk).update(retired_at=scene.clock())
    _refused("catalogue_row_is_offered", scene.incident, by=dispatcher)
