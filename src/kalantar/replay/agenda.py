"""What is due when, and the clock by which it is done: as fast as asked for, or as fast as can be."""

import heapq
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from threading import Event

type Deed = Callable[[datetime], None]


class Pace:
    """The replay's clock. ``speed``: how many seconds pass in one of ours; None does not wait at all.

    ``behind_s``: so many of our seconds are already gone: they are played without waiting.
    ``hurry``: once set, from a signal or another thread, nothing is waited for any more.
    """

    def __init__(
        self,
        begins: datetime,
        speed: float | None,
        behind_s: float = 0,
        hurry: Event | None = None,
    ) -> None:
        self.begins, self._speed = begins, speed
        self.hurry = hurry or Event()
        self._began = time.monotonic()
        self._due_from = self._began - behind_s
        self.now = begins

    def clock(self) -> datetime:
        """For an Actor: the moment being played."""
        return self.now

    def wait_until(self, moment: datetime) -> None:
        """Go on to ``moment``; never back, however late we are."""
        if self._speed is not None:
            due = self._due_from + (moment - self.begins).total_seconds() / self._speed
            self.hurry.wait(max(0.0, due - time.monotonic()))
        self.now = max(self.now, moment)

    def seconds_spent(self) -> float:
        return time.monotonic() - self._began

    def speed_reached(self) -> float:
        """Seconds played in each of ours so far."""
        return (self.now - self.begins).total_seconds() / max(self.seconds_spent(), 1e-9)


class Agenda:
    """Deeds in the order of their moments; those of one moment in the order they were planned.

    What is planned with ``every`` goes on as long as anything else is left to do.
    """

    def __init__(self) -> None:
        self._due: list[tuple[datetime, int, Deed, bool]] = []
        self._order = count()
        self._left = 0

    def plan(self, moment: datetime, deed: Deed) -> None:
        self._left += 1
        heapq.heappush(self._due, (moment, next(self._order), deed, False))

    def every(self, seconds: float, first: datetime, deed: Deed) -> None:
        def again(moment: datetime) -> None:
            deed(moment)
            self._repeat(moment + timedelta(seconds=seconds), again)

        self._repeat(first, again)

    def _repeat(self, moment: datetime, deed: Deed) -> None:
        heapq.heappush(self._due, (moment, next(self._order), deed, True))

    def run(self, pace: Pace, each: Callable[[Deed, datetime], None]) -> None:
        """Do everything that is due, in order, by ``each`` (which judges what goes wrong)."""
        while self._left:
            moment, _, deed, repeated = heapq.heappop(self._due)
            pace.wait_until(moment)
            each(deed, moment)
            self._left -= not repeated
