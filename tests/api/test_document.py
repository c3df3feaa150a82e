"""What the published document promises of every operation: pages, and no personal words in addresses."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

type Operation = tuple[str, str, dict[str, Any]]
NOT_IN_PAGES = {  # the likeliest few of a ranking, said in its summary, and never the rest of it
    "/api/v1/places/search",
    "/api/v1/units/nearest/search",
    "/api/v1/incidents/duplicates/search",
}
ASKED_IN_A_BODY = {
    "/api/v1/calls/recent/search",
    "/api/v1/people/search",
    "/api/v1/places/nearest/search",
    "/api/v1/places/station/search",
    *NOT_IN_PAGES,
}
PERSONAL = {"lon", "lat", "q", "words", "name", "number", "phone", "address", "username", "why"}
NUMBER_OF_AN_INCIDENT = {"/api/v1/incidents"}


@pytest.fixture
def document(ask: Callable[..., Any], db: None) -> dict[str, Any]:
    told: dict[str, Any] = ask("GET", "/openapi.json").json()
    return told


def _operations(document: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _asked(document: dict[str, Any], operation: dict[str, Any]) -> set[str]:
    """The names of what the operation takes, in its address or its body."""
    names = {one["name"] for one in operation.get("parameters", [])}
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    named = body.get("schema", {}).get("$ref", "").rpartition("/")[2]
    return names | set(document["components"]["schemas"].get(named, {}).get("properties", {}))


def _answers_a_list(operation: dict[str, Any]) -> bool:
    answer = operation["responses"].get("200", {}).get("content", {}).get("application/json", {})
    return bool(answer.get("schema", {}).get("type") == "array")


def test_every_list_is_read_in_pages(document: dict[str, Any]) -> None:
    lists = 0
    for path, _, operation in _operations(document):
        if not _answers_a_list(operation) or path in NOT_IN_PAGES:
            continue
        lists += 1
        asked = _asked(document, operation)
        assert "limit" in asked, path
        assert asked & {"after", "before"}, path
    assert lists > 10


def test_nothing_personal_is_asked_in_an_address(document: dict[str, Any]) -> None:
    for path, _, operation in _operations(document):
        names = {one["name"] for one in operation.get("parameters", [])}
        allowed = {"number"} if path in NUMBER_OF_AN_INCIDENT else set()
        assert not names & PERSONAL - allowed, path


SIGNATURES = {
    "/api/v1/orders": {"X-Signature"},
    "/api/v1/orders/{reference}": {"X-Branch", "X-Signed-At", "X-Signature"},
}


def test_every_change_takes_an_id_and_no_question_does(document: dict[str, Any]) -> None:
    changes = 0
    for path, method, operation in _operations(document):
        headers = [one for one in operation.get("parameters", []) if one["in"] == "header"]
        taken = [one for one in headers if one["name"] not in SIGNATURES.get(path, set())]
        changing = method != "get" and path not in ASKED_IN_A_BODY
        assert [one["name"] for one in taken] == ["Idempotency-Key"] * changing, (method, path)
        assert all(one["schema"]["format"] == "uuid" for one in taken)
        changes += changing
    assert changes > 20


def test_what_makes_something_answers_that_it_was_made(document: dict[str, Any]) -> None:
    making = {
        path.removeprefix("/api/v1")
        for path, _, operation in _operations(document)
        if "201" in operation["responses"]
    }
    assert making == {
        "/calls",
        "/calls/taken-down",
        "/calls/{call}/return",
        "/catalogue/dispositions",
        "/catalogue/reasons",
        "/catalogue/types",
        "/catalogue/types/{incident_type}/questions",
        "/dispatch/assignments/{assignment}/divert",
        "/dispatch/assignments/{assignment}/report",
        "/dispatch/incidents/{incident}/send",
        "/incidents",
        "/incidents/{incident}/notes",
        "/orders",
        "/people",
        "/people/{person}/roles",
        "/places/areas",
        "/units",
    }


def test_only_questions_end_in_search(document: dict[str, Any]) -> None:
    """Such an address takes the scope of reading: none of them may change anything."""
    ending = {
        (path, method) for path, method, _ in _operations(document) if path.endswith("/search")
    }
    assert ending == {(path, "post") for path in ASKED_IN_A_BODY}
