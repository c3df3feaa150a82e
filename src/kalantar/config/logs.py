"""Logs: one line of JSON an event, on standard error, with the request's id and nothing personal.

Of an exception the type and the places in the code are told, not its message: a database quotes the
row it refused, and in that row may stand a person.
"""

import re
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

SECRET_ADDRESS = re.compile(r"/h/[^/\s]+")


def trace_without_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace ``exc_info`` by the exception's type and where it went through."""
    raised = event.pop("exc_info", None)
    error = raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        event["error"] = type(error).__qualname__
        event["trace"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
    return event


def without_secret_addresses(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Who reads a log must not be able to open a caller's page, whose address is all that it asks for."""
    said = event.get("event")
    if isinstance(said, str):
        event["event"] = SECRET_ADDRESS.sub("/h/…", said)
    return event


def request_of_the_record(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """The request's id from the record: Django writes some lines when the request's own part is over."""
    asked = getattr(event.get("_record"), "request", None)
    if id := getattr(asked, "request_id", None):
        event["request"] = id
    return event


PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    request_of_the_record,
    without_secret_addresses,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    trace_without_words,
]
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": PROCESSORS,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "kalantar": {"level": "INFO", "propagate": True},
    },
}


def configure() -> None:
    """Let structlog's own loggers end in the same handler."""
    structlog.configure(
        processors=[*PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
