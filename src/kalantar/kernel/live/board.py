"""A board: what all of one sight are shown, made once in this process and sent to each as it changes.

It holds what it was asked to make (a ``Picture``) while anybody looks at it. What changed is asked of
the database once, however many look, and each screen is sent only what lies in its own window.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Set
from typing import Any, Protocol

import structlog
from django.db import DatabaseError

from kalantar.kernel.live.screen import Screen

GATHER_S = 0.008  # one act says several notices at once
APART_S = 1.0  # between two looks at what changes all the time
RESTS = 2  # times as long as a look took, before the next of its kind
AROUND_EVERY_S = 15.0  # what is counted by the clock, also when nothing is heard
WHOLE_EVERY_S = 60.0  # what nobody told of (a time that ran out) is found then
AGAIN_S = 1.0  # after the database was away
MOST_HEARD = 1_000  # keys; beyond, everything is looked at

log = structlog.get_logger(__name__)
type Ask = Callable[..., Awaitable[Any]]  # runs a function of the database in a thread


class Picture(Protocol):
    """What is shown. ``look…`` ask the database in a thread, one at a time, and change nothing; the
    others are quick and run in the event loop. What was found, what of it is a change, and how a screen
    sees (``Hashable``) are the picture's own affair.
    """

    keys: frozenset[str]  # what it hears

    def look_at_all(self) -> Any: ...
    def look_at(self, keys: Set[str]) -> Any: ...
    def look_around(self, keys: Set[str]) -> Any:
        """What is slow to ask, or changes all the time, and may be a second late."""

    def take(self, found: Any) -> Any:
        """Show what was found from now on; what of it is another than before."""

    def window(self, asked: str) -> Hashable | None:
        """A screen's window; None where the words say none."""

    def begun(self, have: str) -> str:
        """What every screen is sent first, in JSON. ``have``: what its page says it came with."""

    def seen(self, window: Hashable) -> tuple[Hashable, str]:
        """Everything in a window: how it is seen from now on, and that in JSON."""

    def told(self, change: Any, seen: Hashable) -> str:
        """What a change is to who sees it so, in JSON; empty where it is nothing."""


class Board:
    """The screens of one sight. Used from one event loop only; the hub tells it as it tells a viewer."""

    def __init__(self, picture: Picture, ask: Ask) -> None:
        self.keys, self.picture = picture.keys, picture
        self.screens: set[Screen] = set()
        self.ended = False
        self._ask = ask
        self._now: set[str] = set()
        self._soon: set[str] = set()
        self._all = True
        self._woken = asyncio.Event()
        self._begun: dict[str, bytes] = {}
        self._seen: dict[Hashable, tuple[Hashable, bytes]] = {}
        self._known = False

    def tell(self, keys: Set[str]) -> None:
        self._now |= keys
        self._soon |= keys
        if len(self._soon) > MOST_HEARD:
            self.refresh()
        self._woken.set()

    def refresh(self, within_ms: int = 0) -> None:
        """Anything may have changed. One look is enough for all; nobody has to be spread."""
        self._all = True
        self._woken.set()

    def end(self) -> None:
        self.ended = True

    def join(self, screen: Screen) -> None:
        self.screens.add(screen)
        if self._known:
            self._begin(screen)

    def leave(self, screen: Screen) -> None:
        self.screens.discard(screen)

    def look_through(self, screen: Screen, asked: str) -> bool:
        """Another window from now on; False where the words say none."""
        window = self.picture.window(asked)
        if window is None:
            return False
        screen.window = window
        if self._known:
            self._show_whole(screen)
        return True

    async def run(self) -> None:
        """Look whenever something is heard, until cancelled."""
        clock = asyncio.get_running_loop().time
        now_from = soon_from = clock()
        whole_at, around_at = clock() + WHOLE_EVERY_S, clock() + AROUND_EVERY_S
        while True:
            due = [whole_at, soon_from if self._soon else around_at]
            due += [now_from] if self._now else []
            await self._wait(0.0 if self._all else min(due) - clock())
            await asyncio.sleep(GATHER_S)
            began = clock()
            try:
                if self._all or began >= whole_at:
                    self._all = False
                    self._now.clear()
                    self._soon.clear()
                    await self._look(self.picture.look_at_all)
                    self._known = True
                    whole_at, around_at = clock() + WHOLE_EVERY_S, clock()
                elif self._now and began >= now_from:
                    heard, self._now = self._now, set()
                    await self._look(self.picture.look_at, heard)
                    now_from = clock() + (clock() - began)
                elif (self._soon and began >= soon_from) or began >= around_at:
                    heard, self._soon = self._soon, set()
                    await self._look(self.picture.look_around, heard)
                    soon_from = clock() + max(APART_S, RESTS * (clock() - began))
                    around_at = clock() + AROUND_EVERY_S
            except Exception as fault:  # whatever it was, the screens are still there
                away = isinstance(fault, DatabaseError)
                log.warning("a board could not be looked at", exc_info=None if away else fault)
                self._all = True
                await asyncio.sleep(AGAIN_S)

    async def _wait(self, seconds: float) -> None:
        """So long, or until something is heard that nothing waits for yet."""
        self._woken.clear()
        if seconds > 0 and not self._now and not self._all:
            try:
                async with asyncio.timeout(seconds):
                    await self._woken.wait()
            except TimeoutError:
                pass
        elif seconds > 0:
            await asyncio.sleep(seconds)

    async def _look(self, look: Callable[..., object], *heard: Set[str]) -> None:
        change = self.picture.take(await self._ask(look, *heard))
        self._begun.clear()
        self._seen.clear()
        told: dict[Hashable, bytes] = {}
        for screen in tuple(self.screens):
            if not screen.begun:
                self._begin(screen)
                continue
            if screen.seen not in told:
                told[screen.seen] = part(self.picture.told(change, screen.seen))
            if told[screen.seen]:
                screen.show(told[screen.seen])

    def _begin(self, screen: Screen) -> None:
        if screen.have not in self._begun:
            self._begun[screen.have] = part(self.picture.begun(screen.have))
        screen.begun = True
        screen.show(self._begun[screen.have])
        if screen.window is not None:
            self._show_whole(screen)

    def _show_whole(self, screen: Screen) -> None:
        if screen.window not in self._seen:
            seen, told = self.picture.seen(screen.window)
            self._seen[screen.window] = seen, part(told)
        screen.seen, said = self._seen[screen.window]
        screen.show(said)

    def catch_up(self, screen: Screen) -> None:
        """Of a screen that read too slowly nothing is kept: it is sent what is true now."""
        screen.have = ""
        self._begin(screen)


def part(said: str) -> bytes:
    return f"event: board\ndata: {said}\n\n".encode() if said else b""
