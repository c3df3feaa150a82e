"""Many open rooms as their browsers keep them: a stream each, and a window of its own on the map."""

import asyncio
import random
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from bench.parts.server import HOST

AT_ONCE = 50  # connecting together
MOST = 64 << 20  # bytes of one event
CLOSE, WIDE = 15, 11  # zooms of the map
PATIENCE_S = 120.0


@dataclass
class Screen:
    """``heard``: when it was sent what is awaited; ``bytes``: all it was sent since they were cleared."""

    name: str
    session: str
    window: str
    heard: float = 0.0
    bytes: int = 0
    whole: float = 0.0  # when it had everything in its window
    reads: bool = True
    _task: asyncio.Task[None] | None = field(default=None, repr=False)


def windows(box: tuple[float, float, float, float], count: int, chance: random.Random) -> list[str]:
    """Every fourth sees the whole city, the others some streets of it."""
    west, south, east, north = box
    found = []
    for number in range(count):
        if number % 4 == 0:
            found.append(f"{west:.5f},{south:.5f},{east:.5f},{north:.5f},{WIDE}")
            continue
        lon, lat = chance.uniform(west, east - 0.02), chance.uniform(south, north - 0.015)
        found.append(f"{lon:.5f},{lat:.5f},{lon + 0.02:.5f},{lat + 0.015:.5f},{CLOSE}")
    return found


class Screens:
    """A thread of their own; ``port`` is the live server's."""

    def __init__(self, port: int, city: str, screens: Sequence[Screen], cookie: str) -> None:
        self.screens, self._port, self._city, self._cookie = screens, port, city, cookie
        self._awaited: tuple[bytes, ...] = ()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def open(self) -> float:
        """Open all and say their windows; seconds until the last had everything."""
        began = time.time()
        for one in self.screens:
            one.whole = 0.0
        self._wait(self._open())
        return max(one.whole for one in self.screens if one.reads) - began

    def close(self) -> None:
        self._wait(self._close())

    def expect(self, *parts: str) -> None:
        """Await a part of the board that says all of these."""
        for one in self.screens:
            one.heard = 0.0
        self._awaited = tuple(part.encode() for part in parts)

    def heard(self, within_s: float) -> list[float]:
        """When each of those that read was sent it; raises where one was not."""
        until = time.time() + within_s
        reading = [one for one in self.screens if one.reads]
        while missing := sum(not one.heard for one in reading):
            if time.time() > until:
                raise TimeoutError(
                    f"{missing} of {len(reading)} screens were not told: {self._awaited}"
                )
            time.sleep(0.005)
        return [one.heard for one in reading]

    def stop(self) -> None:
        self.close()
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _wait[T](self, doing: "asyncio.Future[T] | object") -> T:
        future: Future[T] = asyncio.run_coroutine_threadsafe(doing, self._loop)  # type: ignore[arg-type]
        return future.result(PATIENCE_S)

    async def _open(self) -> None:
        door = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._open_one(one, door) for one in self.screens))

    async def _open_one(self, one: Screen, door: asyncio.Semaphore) -> None:
        ready = asyncio.Event()
        async with door:
            one._task = asyncio.create_task(self._read(one, ready))
            await asyncio.wait_for(ready.wait(), PATIENCE_S)

    async def _read(self, one: Screen, ready: asyncio.Event) -> None:
        reader, writer = await asyncio.open_connection(HOST, self._port, limit=MOST)
        asked = {"board": self._city, "language": "fa", "screen": one.name}
        self._send(writer, "GET", f"/live/?keys=area:{self._city}&{urlencode(asked)}", one)
        try:
            while True:
                part = await reader.readuntil(b"\n\n")
                one.bytes += len(part)
                if self._awaited and not one.heard and all(said in part for said in self._awaited):
                    one.heard = time.time()
                if b'"begun":true' in part:
                    await self._look(one)
                elif b'"all": true' in part and not one.whole:
                    one.whole = time.time()
                    ready.set()
                    if not one.reads:
                        await asyncio.Event().wait()  # and nothing more is ever read
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _look(self, one: Screen) -> None:
        reader, writer = await asyncio.open_connection(HOST, self._port)
        path = f"/live/window?screen={one.name}&window={quote(one.window)}"
        self._send(writer, "POST", path, one)
        status = await reader.readline()
        writer.close()
        assert b" 204 " in status, status

    def _send(self, writer: asyncio.StreamWriter, method: str, path: str, one: Screen) -> None:
        head = f"{method} {path} HTTP/1.1\r\nHost: {HOST}:{self._port}\r\n"
        length = "Content-Length: 0\r\n" if method == "POST" else ""
        writer.write(f"{head}{length}Cookie: {self._cookie}={one.session}\r\n\r\n".encode())

    async def _close(self) -> None:
        tasks = [one._task for one in self.screens if one._task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
