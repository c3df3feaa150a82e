"""One open page: what it listens to, and what it has not been told yet."""

import asyncio
from collections.abc import Set

from kalantar.kernel.live.screen import Screen

MOST_PENDING = 256  # keys; a page that is told of more than this had better fetch everything


class Viewer:
    """What a stream writes next. It holds keys, merged, and never grows beyond ``MOST_PENDING``."""

    def __init__(self, keys: frozenset[str], screen: Screen | None = None) -> None:
        self.keys, self.screen = keys, screen
        self.ended = False
        self._changed: set[str] = set()
        self._refresh: int | None = 0  # on every (re)connect: what happened meanwhile is unknown
        self._woken = asyncio.Event()
        self._woken.set()
        if screen:
            screen.wake = self._woken.set

    def tell(self, keys: Set[str]) -> None:
        """These keys changed."""
        if self._refresh is None:
            self._changed |= keys
            if len(self._changed) > MOST_PENDING:
                self.refresh()
        self._woken.set()

    def refresh(self, within_ms: int = 0) -> None:
        """Anything may have changed; fetch it again, at a moment of the page's choice ``within_ms``."""
        self._changed.clear()
        self._refresh = max(within_ms, self._refresh or 0)
        self._woken.set()

    def end(self) -> None:
        """Close the stream once the page has been told nothing more."""
        self.ended = True
        self._woken.set()

    async def next(self, timeout: float) -> bytes:
        """The next part of the stream: after ``timeout`` seconds of silence a comment, at its end nothing."""
        try:
            async with asyncio.timeout(timeout):
                await self._woken.wait()
        except TimeoutError:
            return b": still here\n\n"
        self._woken.clear()
        if self._refresh is not None:
            within, self._refresh = self._refresh, None
            return b"event: refresh\ndata: %d\n\n" % within + self._shown()
        changed, self._changed = self._changed, set()
        said = f"event: notice\ndata: {' '.join(sorted(changed))}\n\n".encode() if changed else b""
        return said + self._shown()

    def _shown(self) -> bytes:
        return self.screen.take() if self.screen else b""
