"""The page server and the live server as ``./kalantar serve`` starts them, on the test database."""

import os
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.error import HTTPError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import pytest
from django.db import connection

from kalantar.config.processes.children import allow_many_connections, children
from kalantar.config.processes.programs import live, live_port, pages
from tests.plugins.environment import HOME

HOST = "127.0.0.1"
PATIENCE_S = 60.0


@dataclass(frozen=True)
class Service:
    """Where the running service answers."""

    port: int

    @property
    def pages(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def live(self) -> str:
        return f"http://{HOST}:{live_port(self.port)}"


@pytest.fixture(scope="session")
def service(django_db_setup: None) -> Iterator[Service]:
    """Both servers, until the run ends. They see what is committed: use ``transaction=True``."""
    here = Service(_two_free_ports())
    database = urlsplit(os.environ["DATABASE_URL"])
    environment = {
        "DATABASE_URL": urlunsplit(database._replace(path=f"/{connection.settings_dict['NAME']}")),
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
    }
    programs = [
        replace(program, environment=program.environment | environment)
        for program in (
            pages(HOST, here.port, workers=1, log=HOME / "pages.log"),
            live(HOST, here.port, log=HOME / "live.log"),
        )
    ]
    allow_many_connections()
    with children(*programs) as family:
        for address in (f"{here.pages}/_test/ready/", f"{here.live}/live/health"):
            deadline = time.monotonic() + PATIENCE_S
            while not _answers(address):
                family.require_all()
                assert time.monotonic() < deadline, f"{address} does not answer"
                time.sleep(0.1)
        yield here


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except HTTPError as answer:
        with answer:
            if answer.code == 503:
                return False
        said = [log.read_text(encoding="utf-8")[-3000:] for log in sorted(HOME.glob("*.log"))]
        raise AssertionError("\n".join([f"{address} answers {answer.code}", *said])) from None
    except OSError:
        return False


def _two_free_ports() -> int:
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind((HOST, 0))
            port: int = first.getsockname()[1]
            try:
                second.bind((HOST, live_port(port)))
            except (OSError, OverflowError):
                continue
            return port
