"""The process where devices report, on the test database, to be killed and begun again."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

from kalantar.config.processes.programs import devices
from tests.plugins.environment import HOME

HOST = "127.0.0.1"
PATIENCE_S = 60.0


@dataclass
class DevicesProcess:
    """Answers on ``port`` from ``begin`` to ``kill``."""

    port: int
    process: "subprocess.Popen[bytes] | None" = None

    def begin(self) -> None:
        program = devices(HOST, self.port - 2)
        database = urlsplit(os.environ["DATABASE_URL"])
        own = database._replace(path=f"/{connection.settings_dict['NAME']}")
        with (HOME / "devices.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", program.module, *program.arguments],
                env=os.environ | {"DATABASE_URL": urlunsplit(own)},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE_S
        while not self._answers():
            assert self.process.poll() is None, (HOME / "devices.log").read_text()[-2000:]
            assert time.monotonic() < deadline, "the process of the devices does not answer"
            time.sleep(0.05)

    def kill(self) -> None:
        """All of it at once, as a power cut would."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def ask(
        self, method: str, path: str, body: str = "", **headers: str
    ) -> tuple[int, str, dict[str, str]]:
        """Status, text and headers (in lower case) of an answer."""
        wire = http.client.HTTPConnection(HOST, self.port, timeout=30)
        try:
            wire.request(method, path, body.encode(), headers)
            answer = wire.getresponse()
            said = answer.read().decode()
            return answer.status, said, {name.lower(): value for name, value in answer.getheaders()}
        finally:
            wire.close()

    def report(self, secret: str, *places: dict[str, Any]) -> tuple[int, str, dict[str, str]]:
        shown = {"Authorization": f"Bearer {secret}"}
        return self.ask("POST", "/positions", json.dumps(places), **shown)

    def _answers(self) -> bool:
        try:
            return self.ask("GET", "/health")[0] == 200
        except (OSError, http.client.HTTPException):
            return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
