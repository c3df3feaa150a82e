"""The log says what broke and in which request, and nobody's name or number."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from django.test import Client

from kalantar.config.logs import LOGGING


def lines_of(name: str) -> Iterator[io.StringIO]:
    """What a logger says, through the formatter the service has."""
    told = LOGGING["formatters"]["json"]
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=told["foreign_pre_chain"], processors=told["processors"]
        )
    )
    logger = logging.getLogger(name)
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    yield from lines_of("kalantar.tests.log")


@pytest.fixture
def asked() -> Iterator[io.StringIO]:
    yield from lines_of("django.request")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nope", 404),
        ("GET", "/nope", 404),
        ("DELETE", "/api/v1/incidents", 405),
        ("GET", "/api/v1/incidents", 401),
        ("GET", "/api/v1/incidents?limit=none", 401),
    ],
)
def test_a_refused_request_is_told_with_the_id_its_answer_bears(
    client: Client, db: None, asked: io.StringIO, method: str, path: str, status: int
) -> None:
    answer = client.generic(method, path)
    assert answer.status_code == status
    (line,) = map(json.loads, asked.getvalue().splitlines())
    assert line["request"] == answer["X-Request-ID"]
    assert "none" not in line["event"], "what stands behind the question mark is not told"


def test_an_error_is_told_with_its_request_and_its_place_but_not_its_words(
    written: io.StringIO,
) -> None:
    with structlog.contextvars.bound_contextvars(request="r-110"):
        try:
            raise ValueError("Key (number)=(+982188776655) already exists")
        except ValueError:
            logging.getLogger("kalantar.tests.log").exception("broken")
    line = json.loads(written.getvalue())
    assert (line["event"], line["request"], line["error"]) == ("broken", "r-110", "ValueError")
    assert "test_logs.py" in line["trace"][0]
    assert "8877" not in written.getvalue()


def test_structlogs_own_loggers_end_in_the_same_place(written: io.StringIO) -> None:
    structlog.get_logger("kalantar.tests.log").warning("refused", rule="incident_is_open")
    assert json.loads(written.getvalue())["rule"] == "incident_is_open"
