"""One open stream, read as a browser would; every wait has a deadline."""

import http.client
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from django.conf import settings

from kalantar.config.processes.programs import live_port
from tests.plugins.servers import HOST, Service


class Stream:
    def __init__(
        self,
        service: Service,
        keys: str,
        *,
        session: str = "",
        origin: str | None = None,
        **more: str,
    ) -> None:
        self._connection = http.client.HTTPConnection(HOST, live_port(service.port), timeout=10)
        headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"} if session else {}
        if origin:
            headers["Origin"] = origin
        self._connection.request(
            "GET", f"/live/?{urlencode({'keys': keys} | more)}", headers=headers
        )
        self.answer = self._connection.getresponse()
        self.status = self.answer.status

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.answer.close()
        self._connection.close()

    def next(self) -> tuple[str, str] | None:
        """The next event's name and data; None when the stream has ended. Raises TimeoutError."""
        name, data = "", ""
        while True:
            line = self.answer.readline().decode()
            if not line:
                return None
            if line == "\n" and name:
                return name, data
            field, _, value = line.rstrip("\n").partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                data = value
