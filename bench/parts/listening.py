"""Rooms that listen to the stream of one city and count what they hear."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from bench.parts.server import HOST


@dataclass
class Heard:
    notices: list[int] = field(default_factory=list)  # of each screen

    @property
    def fewest(self) -> int:
        return min(self.notices, default=0)


@contextmanager
def listening(port: int, city: UUID, screens: int) -> Iterator[Heard]:
    """Open while the block runs; each reads as fast as it can."""
    from django.conf import settings

    from kalantar.config.processes.programs import live_port
    from kalantar.people.roles import Role
    from kalantar.places.models import Jurisdiction
    from tests.people import grant, sign_in

    heard, opened, over = Heard([0] * screens), threading.Event(), threading.Event()
    session = sign_in(grant(Role.DISPATCHER, over=Jurisdiction.objects.get(pk=city)))
    request = (
        f"GET /live/?keys=area:{city} HTTP/1.1\r\nHost: {HOST}:{live_port(port)}\r\n"
        f"Cookie: {settings.SESSION_COOKIE_NAME}={session}\r\n\r\n"
    ).encode()

    async def screen(number: int) -> None:
        reader, writer = await asyncio.open_connection(HOST, live_port(port))
        writer.write(request)
        while line := await reader.readline():
            heard.notices[number] += line.startswith(b"event: notice")
        raise ConnectionError("the stream ended")

    async def all_of_them() -> None:
        tasks = [asyncio.create_task(screen(number)) for number in range(screens)]
        opened.set()
        await asyncio.to_thread(over.wait)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    thread = threading.Thread(target=lambda: asyncio.run(all_of_them()))
    thread.start()
    opened.wait()
    try:
        yield heard
    finally:
        over.set()
        thread.join()
