"""The entry point for devices that report where they are, for an ASGI server."""

import os
from collections.abc import Sequence

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kalantar.config.settings")
django.setup()

import structlog  # noqa: E402
from django.db import DatabaseError, connection  # noqa: E402

from kalantar.devices.actions import take_in  # noqa: E402
from kalantar.devices.asgi import DevicesApplication  # noqa: E402
from kalantar.devices.message import Answer, Message  # noqa: E402
from kalantar.kernel.actor import system  # noqa: E402
from kalantar.patrols.actions import make_days  # noqa: E402

BY = system(why="devices report")


def keep(messages: Sequence[Message]) -> list[Answer]:
    return take_in(messages=messages, by=BY)


def ready() -> None:
    """The days to come, as the worker makes them: a service that was switched off for weeks has none."""
    try:
        make_days(by=BY)
    except DatabaseError as error:
        structlog.get_logger(__name__).warning("no days made", error=type(error).__name__)
    finally:
        connection.close()


application = DevicesApplication(keep, ready)
