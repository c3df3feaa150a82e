"""Whatever is sent to the interface, it answers as its published document says, and never breaks."""

from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import booleans
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kalantar.people.roles import Role

EXAMPLES = {  # cases of each operation, by whose program asks; None: somebody without a role
    Role.COMMANDER: 12,
    Role.DISPATCHER: 6,
    Role.CALL_TAKER: 3,
    Role.PATROL_OFFICER: 3,
    Role.AUDITOR: 3,
    Role.ADMINISTRATOR: 6,
    None: 2,
}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A request leaves the test's connection open, as with Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


type Here = dict[str, Any]  # a name in paths, queries and bodies: what is there by that name


@pytest.fixture
def here(scene: Any) -> Here:
    """A city with a call, an open incident, a free unit, and one sent with a patrol officer in it."""
    from kalantar.catalogue.models import Question, UnavailableReason
    from kalantar.dispatch.actions import send_units

    room = scene.person(Role.DISPATCHER)
    officer = scene.person(Role.PATROL_OFFICER)
    free, sent = scene.unit(), scene.unit(crew=officer)
    incident = scene.incident(room)
    decision = send_units(incident=incident.pk, units=[sent.pk], why="because asked", by=room)
    there = {
        "city": scene.city, "area": scene.city, "jurisdiction": scene.stations[0],
        "type": scene.type, "incident_type": scene.type, "disposition": scene.ending,
        "incident": incident, "to": scene.incident(room), "call": scene.call(room), "unit": free,
        "assignment": decision.assignments.get(), "parent": scene.city,
        "reason": UnavailableReason.objects.get(code="broken_down"),
        "question": Question.objects.create(
            incident_type=scene.type, code="armed", text_fa="سلاح دارد؟", text_en="Armed?"
        ),
    }  # fmt: skip
    ids = {name: str(row.pk) for name, row in there.items()}
    return ids | {"person": str(officer.id), "units": [str(free.pk)]}


@pytest.fixture
def document(scene: Any, one_connection: None) -> Any:
    from kalantar.config.wsgi import application

    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.mark.parametrize("role", EXAMPLES)
def test_the_interface_answers_everybody_as_its_document_says(
    document: Any, here: Here, token: Any, role: Role | None, subtests: pytest.Subtests
) -> None:
    document.config.update(headers={"Authorization": f"Bearer {token(role)}"})
    answered: Counter[int] = Counter()
    for found in document.get_all_operations():
        operation = found.ok()
        with subtests.test(operation=operation.label):
            _try(operation, EXAMPLES[role], here, answered)
    assert answered[HTTPStatus.UNAUTHORIZED] == 0, "the token was not shown"
    assert {HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY} <= answered.keys()


def _try(operation: Any, examples: int, here: Here, answered: Counter[int]) -> None:
    """Cases drawn from the document for one operation, valid and invalid; half about what is here."""

    @settings(
        max_examples=examples, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(), about_here=booleans())
    def answers(case: Any, about_here: bool) -> None:
        if about_here:
            for said in (case.path_parameters, case.query, case.body):
                _name_what_is(here, said)
        with transaction.atomic():  # a case that breaks the transaction breaks no other
            answered[case.call_and_validate(checks=CHECKS).status_code] += 1
            transaction.set_rollback(True)  # nor does it use up what is here

    answers()


def _name_what_is(here: Here, said: Any) -> None:
    if isinstance(said, dict):
        said.update({name: here[name] for name in said if name in here})
