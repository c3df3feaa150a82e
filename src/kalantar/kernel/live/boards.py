"""The boards of one process: each is kept while somebody looks at it."""

import asyncio
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from kalantar.kernel.live.board import Ask, Board, Picture
from kalantar.kernel.live.hub import Hub
from kalantar.kernel.live.screen import Screen


@dataclass(frozen=True)
class Sight:
    """What somebody may see on a board, and how to make it: all of one ``name`` are shown the same."""

    name: Hashable
    make: Callable[[], Picture]


# Judges a person's request for a board, by what the stream's address says; None where it is not theirs.
type OpenBoard = Callable[[HttpRequest, Mapping[str, str]], Sight | None]


class Boards:
    """Used from one event loop only."""

    def __init__(self, hub: Hub, ask: Ask) -> None:
        self._hub, self._ask = hub, ask
        self._boards: dict[Hashable, tuple[Board, asyncio.Task[None]]] = {}
        self._screens: dict[str, tuple[Screen, Board, str]] = {}

    def __len__(self) -> int:
        return len(self._boards)

    def join(self, sight: Sight, screen: Screen, name: str, session: str) -> None:
        """``name``: what the page calls its screen; ``session``: whose it is."""
        if sight.name not in self._boards:
            board = Board(sight.make(), self._ask)
            self._hub.join(board)
            self._boards[sight.name] = board, asyncio.create_task(board.run())
        board = self._boards[sight.name][0]
        screen.catch_up = board.catch_up
        if name:
            self._screens[name] = screen, board, session
        board.join(screen)

    def leave(self, sight: Sight, screen: Screen, name: str) -> None:
        board, running = self._boards[sight.name]
        board.leave(screen)
        if name in self._screens and self._screens[name][0] is screen:
            del self._screens[name]
        if not board.screens:
            del self._boards[sight.name]
            self._hub.leave(board)
            running.cancel()

    def look_through(self, name: str, session: str, asked: str) -> bool | None:
        """The window of a screen from now on; None where there is no such screen of that session."""
        screen, board, owner = self._screens.get(name, (None, None, ""))
        if screen is None or board is None or owner != session:
            return None
        return board.look_through(screen, asked)
