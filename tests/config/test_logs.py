"""The log says what broke and in which request, and nobody's name or number."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from kalantar.config.logs import LOGGING


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    told = LOGGING["formatters"]["json"]
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=told["foreign_pre_chain"], processors=told["processors"]
        )
    )
    logger = logging.getLogger("kalantar.tests.log")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


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
