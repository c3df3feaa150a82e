"""One screen before a board: its window, and the parts it has not been sent yet."""

from collections.abc import Callable, Hashable

MOST_WAITING = 262_144  # bytes; one that reads more slowly is sent all again when it comes back


class Screen:
    """``have``: what its page came with. ``seen``: how the board says it sees, once it has a window."""

    def __init__(self, have: str = "") -> None:
        self.have = have
        self.window: Hashable | None = None
        self.seen: Hashable | None = None
        self.begun = False
        self.held = False  # until it is certain whose it is
        self.wake: Callable[[], None] = lambda: None
        self.catch_up: Callable[[Screen], None] = lambda screen: None
        self._waiting: list[bytes] = []
        self._size = 0
        self._behind = False

    def show(self, part: bytes) -> None:
        """Send it next. What is already behind stays behind: nothing is kept for it."""
        if self._behind:
            return
        self._waiting.append(part)
        self._size += len(part)
        if (
            self._size - len(self._waiting[0]) > MOST_WAITING
        ):  # one part alone may be as large as it is
            self._waiting.clear()
            self._size, self._behind = 0, True
        self.wake()

    def take(self) -> bytes:
        """What waits; nothing while it is held."""
        if self.held:
            return b""
        if self._behind:
            self._behind = False
            self.catch_up(self)
        waiting, self._waiting, self._size = self._waiting, [], 0
        return b"".join(waiting)

    def release(self) -> None:
        self.held = False
        self.wake()
