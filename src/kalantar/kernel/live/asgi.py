"""``GET /live/?keys=area:<id>,incident:<id>``: the stream of notices, as a small ASGI application.

With ``&board=<what>&screen=<name>`` it brings a board as well, and ``POST /live/window?screen=<name>&…``
says through which window that screen looks from now on.
"""

import asyncio
import re
import signal
import threading
from collections.abc import Awaitable, Callable, Collection, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any
from urllib.parse import parse_qs

from django.db import DatabaseError, connection
from django.http import HttpRequest

from kalantar.kernel.live import origin
from kalantar.kernel.live.boards import Boards, OpenBoard, Sight
from kalantar.kernel.live.crowd import Crowd
from kalantar.kernel.live.hub import Hub
from kalantar.kernel.live.listener import listen
from kalantar.kernel.live.screen import Screen
from kalantar.kernel.live.signed_in import (
    Standings,
    Ticket,
    admitted,
    session_of,
    still_admitted,
)
from kalantar.kernel.live.viewer import Viewer

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Headers = list[tuple[bytes, bytes]]
type MayListen = Callable[[HttpRequest, frozenset[str]], bool]

KEY = re.compile(r"[a-z_]{1,40}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOST_KEYS = 128  # an address of 6.5 kB: proxies take 8
HEARTBEAT_S = 15.0  # shorter than the idle time-outs of usual proxies
SIGNED_IN_EVERY_S = 5.0
RETRY_MS = 1000
# Bytes; then the page comes back and is shown what is true. The server keeps whatever is not read yet,
# and never says so: without an end a page that stands still would fill the memory.
MOST_SENT = 4 << 20
NOT_HERE = 200  # and nothing else: a stream that has just ended is no mistake of the page's


class LiveApplication:
    """One per process: one listener, many streams. ``may_listen`` judges at connect, by a request
    of the person (``user`` and ``session``) and the keys. When their standing is no longer the same
    the stream ends; the page connects again and is judged afresh."""

    def __init__(
        self, may_listen: MayListen, standings: Standings, open_board: OpenBoard | None = None
    ) -> None:
        self.hub = Hub(self._doubt)
        self.listening = asyncio.Event()
        self._may_listen, self._standings, self._open_board = may_listen, standings, open_board
        self._tickets: dict[Viewer, Ticket] = {}
        self._threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="live-database")
        self._boards = Boards(self.hub, self._in_thread)
        self._doubted = asyncio.Event()
        self._crowd = Crowd()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Listen from start-up to shutdown."""
        await receive()
        _before_the_server_stops(self.hub.close)
        tasks = [
            asyncio.create_task(listen(_parameters(), self.hub, self.listening)),
            asyncio.create_task(self._watch_sessions()),
        ]
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.hub.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._threads.shutdown(wait=False)
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        cors = origin.allowing(headers.get("origin"), headers.get("host", ""), scope["scheme"])
        if cors is None:
            return await _say(send, 403, [])
        if (scope["method"], scope["path"]) == ("POST", "/live/window"):
            return await _say(send, self._look_through(scope, headers), cors)
        if scope["method"] != "GET":
            return await _say(send, 405, cors)
        if scope["path"] == "/live/health":
            return await _say(send, 200 if self.listening.is_set() else 503, cors)
        if scope["path"] != "/live/":
            return await _say(send, 404, cors)
        asked = _asked(scope)
        keys = _keys(asked.get("keys", ""))
        if keys is None:
            return await _say(send, 400, cors)
        if self.hub.closing:
            return await _say(send, 503, cors)
        try:
            status, ticket, sight = await self._in_thread(
                self._welcome, headers.get("cookie", ""), keys, asked
            )
        except DatabaseError:
            return await _say(send, 503, cors)
        if ticket is None:
            return await _say(send, status, cors)
        viewer = Viewer(keys, Screen(asked.get("have", "")) if sight else None)
        viewer.refresh(self._crowd.spread_ms())
        with self._open(viewer, ticket, sight, asked.get("screen", "")):
            return await self._stream(viewer, cors, receive, send)

    @contextmanager
    def _open(
        self, viewer: Viewer, ticket: Ticket, sight: Sight | None, name: str
    ) -> Iterator[None]:
        self.hub.join(viewer)
        self._tickets[viewer] = ticket
        if sight and viewer.screen:
            self._boards.join(sight, viewer.screen, name, ticket.session)
        try:
            yield
        finally:
            del self._tickets[viewer]
            self.hub.leave(viewer)
            if sight and viewer.screen:
                self._boards.leave(sight, viewer.screen, name)

    async def _stream(self, viewer: Viewer, cors: Headers, receive: Receive, send: Send) -> None:
        gone = asyncio.ensure_future(_gone(receive, viewer))
        try:
            await _begin(send, cors)
            sent = 0
            while not viewer.ended and sent < MOST_SENT:
                if part := await viewer.next(HEARTBEAT_S):
                    sent += len(part)
                    await _part(send, part)
            if not gone.done():
                await send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()

    def _look_through(self, scope: Message, headers: dict[str, str]) -> int:
        asked, session = _asked(scope), session_of(headers.get("cookie", ""))
        if not session or not asked.get("screen"):
            return 400
        done = self._boards.look_through(asked["screen"], session, asked.get("window", ""))
        return NOT_HERE if done is None else 204 if done else 400

    def _welcome(
        self, cookie: str, keys: frozenset[str], asked: dict[str, str]
    ) -> tuple[int, Ticket | None, Sight | None]:
        found = admitted(cookie, self._standings)
        if found is None:
            return 401, None, None
        request, ticket = found
        if not self._may_listen(request, keys):
            return 403, None, None
        if "board" not in asked:
            return 200, ticket, None
        sight = self._open_board(request, asked) if self._open_board else None
        return (200, ticket, sight) if sight else (403, None, None)

    def _doubt(self, people: Collection[str]) -> None:
        """Something was done with these people's names: a role ended, a session. Before they are
        shown anything more their streams are judged again."""
        for viewer, ticket in self._tickets.items():
            if viewer.screen and str(ticket.user) in people:
                viewer.screen.held = True
                self._doubted.set()

    async def _watch_sessions(self) -> None:
        """End the streams of those who signed out, were locked, changed their password, or whose
        roles are not the same any more."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(SIGNED_IN_EVERY_S):
                    await self._doubted.wait()
            self._doubted.clear()
            tickets = set(self._tickets.values())
            if not tickets:
                continue
            try:
                welcome = await self._in_thread(still_admitted, tickets, self._standings)
            except DatabaseError:  # the database is away: the listener says so, and asks again
                await asyncio.sleep(SIGNED_IN_EVERY_S)
                continue
            for viewer, ticket in tuple(self._tickets.items()):
                if ticket in tickets and ticket not in welcome:
                    viewer.end()
                elif viewer.screen and viewer.screen.held and not self._doubted.is_set():
                    viewer.screen.release()

    async def _in_thread[**P, R](self, ask: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Ask the database off the event loop, and give its connection back to the pool."""

        def run() -> R:
            try:
                return ask(*args, **kwargs)
            finally:
                connection.close()

        return await asyncio.get_running_loop().run_in_executor(self._threads, run)


async def _gone(receive: Receive, viewer: Viewer) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    viewer.end()


def _before_the_server_stops(close: Callable[[], None]) -> None:
    """Close when told to stop: the server itself waits for its streams first, which never end.

    Python's own handler runs beside the one of the event loop, which is woken by file descriptor.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for stop in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(stop)

        def handle(number: int, frame: FrameType | None, before: Any = before) -> None:
            loop.call_soon_threadsafe(close)
            if callable(before):
                before(number, frame)

        signal.signal(stop, handle)
        signal.siginterrupt(stop, False)


def _asked(scope: Message) -> dict[str, str]:
    return {
        name: said[0] for name, said in parse_qs(scope["query_string"].decode("latin-1")).items()
    }


def _keys(said: str) -> frozenset[str] | None:
    asked = said.split(",")
    if len(asked) > MOST_KEYS or not all(KEY.fullmatch(key) for key in asked):
        return None
    return frozenset(asked)


def _parameters() -> dict[str, Any]:
    """libpq's parameters of the default database, with a lost host noticed within half a minute."""
    given = connection.get_connection_params()
    for django_only in ("cursor_factory", "context", "prepare_threshold", "pool"):
        given.pop(django_only, None)
    noticing = {
        "connect_timeout": 5,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
    }
    return noticing | given | {"application_name": "kalantar live"}


async def _begin(send: Send, cors: Headers) -> None:
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),  # nginx would otherwise hold the stream back
        *cors,
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await _part(send, b"retry: %d\n\n" % RETRY_MS)


async def _part(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _say(send: Send, status: int, cors: Headers) -> None:
    headers = [(b"content-length", b"0"), (b"cache-control", b"no-store"), *cors]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
