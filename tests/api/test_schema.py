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
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kalantar.people.roles import Role

EXAMPLES = 12
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


@pytest.fixture
def document(scene: Any, token: Any, one_connection: None) -> Any:
    """The document as a commander's program reads it, in a city with a unit and an incident."""
    from kalantar.config.wsgi import application

    scene.unit()
    scene.incident(scene.person(Role.DISPATCHER))
    loaded = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    loaded.config.update(headers={"Authorization": f"Bearer {token(Role.COMMANDER)}"})
    return loaded


def test_the_interface_answers_as_its_document_says(
    document: Any, subtests: pytest.Subtests
) -> None:
    answered: Counter[int] = Counter()
    for found in document.get_all_operations():
        operation = found.ok()
        with subtests.test(operation=operation.label):
            _try(operation, answered)
    assert answered[HTTPStatus.UNAUTHORIZED] == 0, "the token was not shown"
    assert {HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY} <= answered.keys()


def _try(operation: Any, answered: Counter[int]) -> None:
    """Cases drawn from the document for one operation, valid and invalid."""

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def answers(case: Any) -> None:
        with transaction.atomic():  # a case that breaks the transaction breaks no other
            answered[case.call_and_validate(checks=CHECKS).status_code] += 1

    answers()
