"""What gathers while a batch is written, and what happens when too much does."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence

import pytest
from django.db import DataError, OperationalError

from kalantar.devices import gathering
from kalantar.devices.gathering import Gathering, Stalled
from kalantar.devices.message import Answer, Message

type Keep = Callable[[Sequence[Message]], list[Answer]]


def message(number: int) -> Message:
    return Message(number.to_bytes(2), [])


def running(keep: Keep, act: Callable[[Gathering], Awaitable[object]]) -> object:
    """What ``act`` gives, while a gathering runs."""

    async def run() -> object:
        here = Gathering(keep)
        task = asyncio.create_task(here.run())
        try:
            return await act(here)
        finally:
            task.cancel()
            here.close()

    return asyncio.run(run())


def test_who_speaks_while_a_batch_is_written_is_kept_in_the_next() -> None:
    batches: list[int] = []
    first = threading.Event()

    def keep(messages: Sequence[Message]) -> list[Answer]:
        batches.append(len(messages))
        first.wait(5)
        return [Answer(True, kept=int.from_bytes(one.digest)) for one in messages]

    async def act(here: Gathering) -> object:
        asked = [asyncio.create_task(here.answer(message(0)))]
        while not batches:
            await asyncio.sleep(0.001)
        asked += [asyncio.create_task(here.answer(message(n))) for n in range(1, 50)]
        await asyncio.sleep(0)
        first.set()
        return [one.kept for one in await asyncio.gather(*asked)]

    assert running(keep, act) == list(range(50))
    assert batches == [1, 49]


def test_what_waits_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_WAITING", 10)
    held = threading.Event()

    def keep(messages: Sequence[Message]) -> list[Answer]:
        held.wait(5)
        return [Answer(True)] * len(messages)

    async def act(here: Gathering) -> object:
        asked = [asyncio.create_task(here.answer(message(n))) for n in range(13)]
        await asyncio.sleep(0)
        refused = [one for one in asked if one.done() and isinstance(one.exception(), Stalled)]
        held.set()
        kept = await asyncio.gather(*(one for one in asked if one not in refused))
        assert (await here.answer(message(99))).known  # there is room again
        return len(refused), len(kept)

    assert running(keep, act) == (3, 10)


def test_a_database_that_does_not_answer_in_time_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gathering, "ANSWER_WITHIN_S", 0.05)
    held = threading.Event()

    def keep(messages: Sequence[Message]) -> list[Answer]:
        held.wait(5)
        return [Answer(True)] * len(messages)

    async def act(here: Gathering) -> None:
        with pytest.raises(Stalled):
            await here.answer(message(1))
        held.set()

    running(keep, act)


def test_who_cannot_be_kept_keeps_out_nobody_else() -> None:
    def keep(messages: Sequence[Message]) -> list[Answer]:
        if any(one.digest == message(2).digest for one in messages):
            raise DataError
        return [Answer(True)] * len(messages)

    async def act(here: Gathering) -> object:
        asked = [asyncio.create_task(here.answer(message(n))) for n in range(4)]
        done = await asyncio.gather(*asked, return_exceptions=True)
        return [isinstance(one, Answer) for one in done]

    assert running(keep, act) == [True, True, False, True]


def test_a_database_that_is_away_stalls_all_and_is_asked_again() -> None:
    away = [True]

    def keep(messages: Sequence[Message]) -> list[Answer]:
        if away[0]:
            raise OperationalError
        return [Answer(True)] * len(messages)

    async def act(here: Gathering) -> object:
        with pytest.raises(Stalled):
            await here.answer(message(1))
        assert here.stalled
        away[0] = False
        assert (await here.answer(message(1))).known
        return here.stalled

    assert running(keep, act) is False
