"""A drive along a routed line: where a patrol is at a moment between setting out and arriving."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise

from kalantar.kernel.geometry import Point, metres_between


@dataclass(frozen=True, slots=True)
class Drive:
    """From the line's first point to its last, at an even speed. Times are aware."""

    line: Sequence[Point]
    begins: datetime
    minutes: float

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(minutes=self.minutes)

    def place(self, at: datetime) -> Point:
        """Where along the line one is; before the beginning at its start, after the end at its end."""
        lengths = [0.0, *accumulate(metres_between(a, b) for a, b in pairwise(self.line))]
        share = (at - self.begins).total_seconds() / 60 / self.minutes if self.minutes > 0 else 1.0
        along = min(max(share, 0.0), 1.0) * lengths[-1]
        leg = min(bisect_right(lengths, along), len(self.line) - 1)
        start, end = self.line[leg - 1], self.line[leg]
        length = lengths[leg] - lengths[leg - 1]
        part = (along - lengths[leg - 1]) / length if length else 1.0
        return Point(
            start.lon + (end.lon - start.lon) * part, start.lat + (end.lat - start.lat) * part
        )
