"""The service's own processes on loopback, and a program that speaks to them as any program would."""

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench.parts.measure import PROC, below

HOST = "127.0.0.1"
FIRST_PORT = 8700
PAGES = "kalantar.config.wsgi:application"
DEVICES = "kalantar.config.devices_asgi:application"


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    ms: float


class Client:
    """One program with its token, over one connection that stays open."""

    def __init__(self, port: int, token: str) -> None:
        self._wire = HTTPConnection(HOST, port, timeout=60)
        self._token = token
        self.lost = 0  # connections: the same was sent again, with the same operation id

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Answer:
        """``ms``: from sending to the whole answer read. Each change has an operation id of its own."""
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        if method != "GET":
            headers["Idempotency-Key"] = str(uuid4())
        sent = json.dumps(body) if body is not None else None
        began = time.perf_counter()
        try:
            status, said = self._send(method, path, sent, headers)
        except (ConnectionError, HTTPException):
            self.lost += 1
            self._wire.close()
            status, said = self._send(method, path, sent, headers)
        took = (time.perf_counter() - began) * 1000
        return Answer(status, json.loads(said), took)

    def _send(
        self, method: str, path: str, sent: str | None, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        self._wire.request(method, path, sent, headers)
        response = self._wire.getresponse()
        return response.status, response.read()

    def close(self) -> None:
        self._wire.close()


@contextmanager
def everything(folder: Path, workers: int = 1) -> Iterator[int]:
    """Pages, live screens and worker as ``./kalantar serve`` and ``worker`` start them; gives the port."""
    from kalantar.config.processes import programs
    from kalantar.config.processes.children import children

    port = free_port()
    with children(
        programs.worker(folder / "worker.log"),
        programs.live(HOST, port, folder / "live.log"),
        programs.pages(HOST, port, workers, folder / "pages.log"),
    ) as family:
        family.until_answering((HOST, port), (HOST, programs.live_port(port)))
        yield port


@contextmanager
def devices_alone(folder: Path) -> Iterator[int]:
    """Only where devices report; gives the port that they are told."""
    from kalantar.config.processes import programs
    from kalantar.config.processes.children import children

    port = free_port()
    with children(programs.devices(HOST, port - 2, folder / "devices.log")) as family:
        family.until_answering((HOST, port))
        yield port


def page_processes() -> list[int]:
    """The page server's processes, among those this process started."""
    return processes(PAGES)


def processes(application: str) -> list[int]:
    for process in below(os.getpid())[1:]:
        command = (PROC / str(process) / "cmdline").read_bytes().decode()
        if application in command:
            return below(process)
    return []


def free_port() -> int:
    """A port whose neighbour, where live screens listen, is free too."""
    for port in range(FIRST_PORT, 65_000, 2):
        with socket.socket() as first, socket.socket() as second:
            try:
                first.bind((HOST, port))
                second.bind((HOST, port + 1))
            except OSError:
                continue
        return port
    raise OSError("no two ports beside each other are free")
