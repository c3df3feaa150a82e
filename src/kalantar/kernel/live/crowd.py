"""Many pages that come back at once, after a restart say, do not all fetch what they show at once."""

import time
from collections import deque

WITHIN_S = 1.0
FEW = 20  # in that time: nobody has to wait
EACH_MS = 30  # of the page server, for one that fetches
LONGEST_MS = 10_000


class Crowd:
    """Counts who comes."""

    def __init__(self) -> None:
        self._came: deque[float] = deque()

    def spread_ms(self, now: float | None = None) -> int:
        """Somebody comes: over how long the fetches of all who just came are spread."""
        now = time.monotonic() if now is None else now
        self._came.append(now)
        while self._came[0] < now - WITHIN_S:
            self._came.popleft()
        together = len(self._came)
        return min(LONGEST_MS, together * EACH_MS) if together > FEW else 0
