"""What processes hold in memory, by the kernel's own count."""

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from bench.parts.measure import PROC

PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def held_mb(processes: Sequence[int]) -> float:
    """Proportional set size: what several share is counted once among them."""
    found = 0
    for process in processes:
        try:
            told = PSS.search((PROC / str(process) / "smaps_rollup").read_text())
        except OSError:  # it ended meanwhile
            continue
        found += int(told[1]) if told else 0
    return found / 1024


@dataclass
class Held:
    """``at``: of each part, what it held at every look, in MB."""

    at: dict[str, list[float]] = field(default_factory=dict)

    def of_quarter(self, part: str, quarter: int) -> float:
        """The median of the looks in one of the four quarters."""
        all = self.at[part]
        some = sorted(all[len(all) * quarter // 4 : len(all) * (quarter + 1) // 4] or all[-1:])
        return some[len(some) // 2]


@contextmanager
def watched(parts: dict[str, Callable[[], Sequence[int]]], every_s: float) -> Iterator[Held]:
    """Looks at them while the block runs, and once at its end."""
    held, over = Held({part: [] for part in parts}), threading.Event()

    def look() -> None:
        for part, processes in parts.items():
            held.at[part].append(held_mb(processes()))

    def go_on() -> None:
        while not over.wait(every_s):
            look()

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield held
    finally:
        over.set()
        thread.join()
        look()
