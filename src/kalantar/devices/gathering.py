"""Many requests at once are kept in one transaction, and each is answered when that is committed.

While one batch is written the next gathers: under load a batch is as large as the database is slow,
and alone a request waits for nobody. What waits is bounded, in number and in time.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import structlog
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from kalantar.devices.message import Answer, Message

type Keep = Callable[[Sequence[Message]], list[Answer]]
type Waiting = tuple[Message, asyncio.Future[Answer]]

GATHER_S = 0.004  # after the first of a batch: those who speak at the same moment come along
AT_ONCE = 5_000  # places in a batch
MOST_WAITING = 20_000  # places, some 10 MB with what carries them
ANSWER_WITHIN_S = 10.0  # then the device is told to come again, whatever becomes of it

log = structlog.get_logger(__name__)


class Stalled(Exception):
    """It is not certain that the message is kept; it may be sent again."""


class Gathering:
    """Used from one event loop only. ``keep`` runs in a thread of its own, one batch at a time."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._waiting: deque[Waiting] = deque()
        self._places = 0  # that wait or are being written
        self._woken = asyncio.Event()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keeping")
        self.stalled = False  # the last batch failed

    async def answer(self, message: Message) -> Answer:
        """What came of the message, when it is kept for good. Raises Stalled."""
        places = max(1, len(message.fixes))
        if self._places + places > MOST_WAITING:
            raise Stalled
        answered: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._places += places
        self._waiting.append((message, answered))
        self._woken.set()
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                return await answered
        except TimeoutError:
            raise Stalled from None

    async def run(self) -> None:
        """Keep what comes, until cancelled."""
        while True:
            await self._woken.wait()
            if len(self._waiting) < AT_ONCE:
                await asyncio.sleep(GATHER_S)
            batch = self._next()
            if not self._waiting:
                self._woken.clear()
            try:
                await self._written(batch)
            finally:
                self._places -= sum(max(1, len(message.fixes)) for message, _ in batch)

    def _next(self) -> list[Waiting]:
        """The next batch. Who is not waiting any more was told to send again, and has its place free."""
        batch: list[Waiting] = []
        places = 0
        while self._waiting and places < AT_ONCE:
            message, answered = self._waiting.popleft()
            batch.append((message, answered))
            places += max(1, len(message.fixes))
        return batch

    async def _written(self, batch: Sequence[Waiting]) -> None:
        wanted = [one for one in batch if not one[1].done()]
        if not wanted:
            return
        try:
            found = await self._in_thread([message for message, _ in wanted])
            self.stalled = False
        except (OperationalError, InterfaceError) as error:
            self.stalled = True
            log.warning("positions are not kept", messages=len(wanted), error=type(error).__name__)
            _fail(wanted)
        except DatabaseError as error:
            await self._one_by_one(wanted, error)
        except Exception:
            log.exception("a batch of positions broke")
            _fail(wanted)
        else:
            for (_, answered), one in zip(wanted, found, strict=True):
                if not answered.done():
                    answered.set_result(one)

    async def _one_by_one(self, batch: Sequence[Waiting], error: DatabaseError) -> None:
        """One message that PostgreSQL cannot take must not keep out the others for ever."""
        if len(batch) == 1:
            log.error("a message cannot be kept", error=type(error).__name__)
            return _fail(batch)
        for one in batch:
            await self._written([one])
        return None

    async def _in_thread(self, messages: Sequence[Message]) -> list[Answer]:
        """The connection goes back to its pool after each batch: there a broken one is noticed."""

        def run() -> list[Answer]:
            try:
                return self._keep(messages)
            finally:
                with suppress(DatabaseError):
                    connection.close()

        return await asyncio.get_running_loop().run_in_executor(self._thread, run)

    def close(self) -> None:
        self._thread.shutdown(wait=False)


def _fail(batch: Sequence[Waiting]) -> None:
    for _, answered in batch:
        if not answered.done():
            answered.set_exception(Stalled())
