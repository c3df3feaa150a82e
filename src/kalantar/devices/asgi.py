"""Where devices report: a small ASGI application of its own, without pages, sessions and middleware.

``POST /positions`` (JSON list, bearer) · ``POST /owntracks`` (Basic) · ``GET`` or ``POST /osmand``
(the secret as ``id``) · ``GET /health``. Nothing of an address is ever logged: secrets stand there.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from kalantar.devices import batch, osmand, owntracks
from kalantar.devices.gathering import Gathering, Keep, Stalled
from kalantar.devices.message import Answer, Message
from kalantar.devices.rules import device_is_known, positions_can_be_kept_now
from kalantar.devices.tokens import digest_of
from kalantar.kernel.rules import Refused

type Mapping = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Mapping]]
type Send = Callable[[Mapping], Awaitable[None]]

MOST_BYTES = 1 << 20  # of one request
MOST_BYTES_AT_ONCE = 32 << 20  # of all that are being read
AGAIN_AFTER_S = 5
JSON, TEXT = b"application/json", b"text/plain; charset=utf-8"


class TooMuch(Exception):
    """The request is larger than any message."""


class DevicesApplication:
    """One per process. ``keep`` is ``actions.take_in``; ``ready`` is called once, before the first."""

    def __init__(self, keep: Keep, ready: Callable[[], object]) -> None:
        self._keep, self._ready = keep, ready
        self._reading = 0  # bytes of bodies that have not been understood yet

    async def __call__(self, scope: Mapping, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._respond(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self._gathering = Gathering(self._keep)
        running = asyncio.create_task(self._gathering.run())
        await asyncio.to_thread(self._ready)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        self._gathering.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _respond(self, scope: Mapping, receive: Receive, send: Send) -> None:
        at = (scope["method"], scope["path"].rstrip("/"))
        if at == ("GET", "/health"):
            return await _say(send, 503 if self._gathering.stalled else 200)
        speak = _SPOKEN.get(at)
        if speak is None:
            return await _say(send, 404)
        try:
            body = b"" if at[0] == "GET" else await self._body(receive)
            message = speak(scope, body)
            answer = await self._gathering.answer(message)
        except TooMuch:
            return await _say(send, 413)
        except Stalled:
            return await _say(send, 503, str(positions_can_be_kept_now.refuse()).encode())
        except Refused as refusal:
            status = 401 if refusal.rule is device_is_known else 400
            return await _say(send, status, str(refusal).encode())
        if not answer.known:
            return await _say(send, 401, str(device_is_known.refuse()).encode())
        said, kind = _told(at[1], answer)
        return await _say(send, 200, said, kind)

    async def _body(self, receive: Receive) -> bytes:
        """Raises TooMuch, and Stalled where too many send at once."""
        parts, size = [], 0
        try:
            while True:
                part = await receive()
                if part["type"] == "http.disconnect":
                    raise Stalled
                parts.append(part.get("body", b""))
                size += len(parts[-1])
                self._reading += len(parts[-1])
                if size > MOST_BYTES:
                    raise TooMuch
                if self._reading > MOST_BYTES_AT_ONCE:
                    raise Stalled
                if not part.get("more_body"):
                    return b"".join(parts)
        finally:
            self._reading -= size


def _of_ours(scope: Mapping, body: bytes) -> Message:
    secret = batch.secret_of(_authorization(scope))
    return Message(digest_of(secret), batch.read(body))


def _of_owntracks(scope: Mapping, body: bytes) -> Message:
    secret = owntracks.secret_of(_authorization(scope))
    return Message(digest_of(secret), owntracks.read(body))


def _of_osmand(scope: Mapping, body: bytes) -> Message:
    secret, fix = osmand.read(scope["query_string"].decode("latin-1"), body)
    return Message(digest_of(secret), (fix,))


_SPOKEN: dict[tuple[str, str], Callable[[Mapping, bytes], Message]] = {
    ("POST", "/positions"): _of_ours,
    ("POST", "/owntracks"): _of_owntracks,
    ("GET", "/osmand"): _of_osmand,
    ("POST", "/osmand"): _of_osmand,
}


def _told(path: str, answer: Answer) -> tuple[bytes, bytes]:
    """A phone sends again whatever is not answered with 200: what was refused by a rule is so too."""
    if path == "/positions":
        return batch.told(answer), JSON
    if path == "/owntracks":
        return owntracks.NOTHING_TO_SHOW, JSON
    return " ".join(refusal.rule.name for _, refusal in answer.refused).encode(), TEXT


def _authorization(scope: Mapping) -> str:
    for name, value in scope["headers"]:
        if name == b"authorization":
            return str(value.decode("latin-1"))
    return ""


async def _say(send: Send, status: int, body: bytes = b"", kind: bytes = TEXT) -> None:
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    if status == 503:
        headers.append((b"retry-after", str(AGAIN_AFTER_S).encode()))
    if status == 401:
        headers.append((b"www-authenticate", b'Basic realm="Kalantar"'))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
