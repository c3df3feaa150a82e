"""One look for all who see the same, each sent what is theirs, and nobody in another's way."""

import asyncio
from collections.abc import Callable, Hashable, Set
from typing import Any

import pytest
from django.db import OperationalError

from kalantar.kernel.live import board as boards
from kalantar.kernel.live.board import Board
from kalantar.kernel.live.screen import MOST_WAITING, Screen


class Picture:
    """Numbers: a look says how many there were, a window is a number and sees what it divides."""

    keys = frozenset({"a:1"})

    def __init__(self) -> None:
        self.looks: list[Set[str] | None] = []
        self.away = 0

    def look_at_all(self) -> int:
        return self._look(None)

    def look_at(self, keys: Set[str]) -> int:
        return self._look(keys)

    def look_around(self, keys: Set[str]) -> int:
        return 0

    def _look(self, keys: Set[str] | None) -> int:
        if self.away:
            self.away -= 1
            raise OperationalError
        self.looks.append(keys)
        return len(self.looks)

    def take(self, found: int) -> int:
        return found

    def window(self, asked: str) -> int | None:
        return int(asked) if asked.isdecimal() else None

    def begun(self, have: str) -> str:
        return "begun"

    def seen(self, window: Hashable) -> tuple[Hashable, str]:
        return window, f"whole {window} after {len(self.looks)}"

    def told(self, change: int, seen: Hashable) -> str:
        return f"change {change}" if seen and not change % int(str(seen)) else ""


async def at_once(ask: Callable[..., Any], *words: Any) -> Any:
    return ask(*words)


def played(scene: Callable[[Board, Picture], Any]) -> None:
    """Run the scene beside the board, in a loop of its own."""

    async def play() -> None:
        picture = Picture()
        board = Board(picture, at_once)
        running = asyncio.create_task(board.run())
        async with asyncio.timeout(20):
            await scene(board, picture)
        running.cancel()

    asyncio.run(play())


def look(board: Board, window: int, *, name: str = "") -> Screen:
    screen = Screen(name)
    screen.catch_up = board.catch_up
    board.join(screen)
    board.look_through(screen, str(window))
    return screen


async def until(holds: Callable[[], bool]) -> None:
    while not holds():
        await asyncio.sleep(0)


def said(screen: Screen) -> list[str]:
    return [one.split("data: ")[1] for one in screen.take().decode().split("\n\n") if one]


def test_one_look_is_for_all_and_each_is_sent_what_is_in_its_window() -> None:
    async def scene(board: Board, picture: Picture) -> None:
        ones, twos = [look(board, 1) for _ in range(50)], look(board, 2)
        await until(lambda: len(picture.looks) == 1)
        await until(lambda: bool(twos.begun))
        assert said(ones[0]) == ["begun", "whole 1 after 1"]
        assert said(twos) == ["begun", "whole 2 after 1"]
        for keys in ({"a:1"}, {"b:2"}):  # of one act
            board.tell(keys)
        await until(lambda: len(picture.looks) == 2)
        board.tell({"c:3"})
        await until(lambda: len(picture.looks) == 3)
        await asyncio.sleep(0)
        assert picture.looks == [None, {"a:1", "b:2"}, {"c:3"}]
        assert [said(one) for one in ones[1:3]] == [
            ["begun", "whole 1 after 1", "change 2", "change 3"]
        ] * 2
        assert said(twos) == ["change 2"]

    played(scene)


def test_who_reads_slowly_holds_no_memory_and_is_sent_what_is_true_when_it_reads() -> None:
    async def scene(board: Board, picture: Picture) -> None:
        slow, quick = look(board, 1), look(board, 1)
        await until(lambda: slow.begun and quick.begun)
        said(quick)
        for _ in range(3 * MOST_WAITING // 1000):
            slow.show(b"x" * 1000)
            assert sum(map(len, slow._waiting)) <= MOST_WAITING + 1000
        board.tell({"a:1"})
        await until(lambda: len(picture.looks) == 2)
        await asyncio.sleep(0)
        assert said(quick) == ["change 2"]
        assert said(slow) == ["begun", "whole 1 after 2"]

    played(scene)


def test_of_whom_it_is_not_certain_that_they_may_see_is_shown_nothing_until_it_is() -> None:
    async def scene(board: Board, picture: Picture) -> None:
        screen = look(board, 1)
        await until(lambda: screen.begun)
        screen.held = True
        assert screen.take() == b""
        screen.release()
        assert said(screen) == ["begun", "whole 1 after 1"]

    played(scene)


def test_when_the_database_was_away_everything_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(boards, "AGAIN_S", 0.0)

    async def scene(board: Board, picture: Picture) -> None:
        screen = look(board, 1)
        await until(lambda: screen.begun)
        picture.away = 2
        board.tell({"a:1"})
        await until(lambda: len(picture.looks) == 2)
        assert picture.looks == [None, None]

    played(scene)
