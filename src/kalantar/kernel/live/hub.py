"""Who is looking at what, in this process: a notice goes to the viewers of its keys and to no others."""

from collections.abc import Callable, Iterator, Set
from typing import Protocol

from kalantar.kernel.notice import ANYTHING, Notice

PERSON = "user:"


class Hears(Protocol):
    """A viewer, or a board that many look at."""

    keys: frozenset[str]

    def tell(self, keys: Set[str]) -> None: ...
    def refresh(self, within_ms: int = 0) -> None: ...
    def end(self) -> None: ...


class Hub:
    """The viewers of one process, found by key. Used from one event loop only."""

    def __init__(self, of_people: Callable[[Set[str]], object] = lambda ids: None) -> None:
        """``of_people``: told of whom something is said, by their ids."""
        self._of_people = of_people
        self._viewers: dict[str, set[Hears]] = {}
        self._all: set[Hears] = set()
        self.closing = False

    def __iter__(self) -> Iterator[Hears]:
        return iter(tuple(self._all))

    def __len__(self) -> int:
        return len(self._all)

    def join(self, viewer: Hears) -> None:
        self._all.add(viewer)
        for key in viewer.keys:
            self._viewers.setdefault(key, set()).add(viewer)
        if self.closing:
            viewer.end()

    def leave(self, viewer: Hears) -> None:
        self._all.discard(viewer)
        for key in viewer.keys:
            here = self._viewers.get(key, set())
            here.discard(viewer)
            if not here:
                self._viewers.pop(key, None)

    def tell(self, notice: Notice) -> None:
        """Tell each viewer those of the keys it asked for, once: it was judged for no others."""
        if ANYTHING in notice.keys:
            self.refresh(0)
            return
        people = {key.removeprefix(PERSON) for key in notice.keys if key.startswith(PERSON)}
        if people:
            self._of_people(people)
        told: dict[Hears, set[str]] = {}
        for asked, keys in notice.told():
            for viewer in self._viewers.get(asked, ()):
                told.setdefault(viewer, set()).update(keys)
        for viewer, keys in told.items():
            viewer.tell(keys)

    def refresh(self, within_ms: int) -> None:
        """Notices may have been missed: everybody fetches again, spread over ``within_ms``."""
        for viewer in self:
            viewer.refresh(within_ms)

    def close(self) -> None:
        """Shut down: every stream ends, and no new one begins."""
        self.closing = True
        for viewer in self:
            viewer.end()
