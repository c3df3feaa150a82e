"""Times, CPU and the row a bench ends with: goal, figure, floor, ratio."""

import json
import math
import os
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

PROC = Path("/proc")


class Meter:
    """CPU all threads of some processes have used so far; those there are when it is made.

    Linux counts it in nanoseconds for each thread, brought up to date whenever the thread sleeps.
    Reading is a few µs a thread, so that measuring does not take the CPU from what is measured.
    """

    def __init__(self, processes: Iterable[int]) -> None:
        self._files = [
            os.open(file, os.O_RDONLY)
            for process in processes
            for file in (PROC / str(process) / "task").glob("*/schedstat")
        ]
        self._last = dict.fromkeys(self._files, 0)

    def ms(self) -> float:
        """Not a number where nobody tells: another system, a server elsewhere."""
        if not self._files:
            return math.nan
        for file in self._files:
            with suppress(ProcessLookupError):  # a thread that ended keeps what it had used
                self._last[file] = int(os.pread(file, 64, 0).split()[0])
        return sum(self._last.values()) / 1e6

    def close(self) -> None:
        for file in self._files:
            os.close(file)


class OwnMeter(Meter):
    """CPU this very process has used, as its own system tells."""

    def __init__(self) -> None:
        super().__init__([])

    def ms(self) -> float:
        return time.process_time() * 1000


NOBODY = Meter([])


def below(process: int) -> list[int]:
    """The process and all it started, themselves or through others."""
    parents: dict[int, list[int]] = {}
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        parents.setdefault(parent, []).append(int(stat.parent.name))
    found = [process]
    for each in found:
        found += parents.get(each, [])
    return found


@dataclass
class Sample:
    """What repeated runs of one thing took, each in ms."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)  # of the process that answers
    postgres: list[float] = field(default_factory=list)  # of PostgreSQL for it

    @property
    def p50(self) -> float:
        return statistics.median(self.wall)

    @property
    def p95(self) -> float:
        return quantile(self.wall, 0.95)

    @property
    def mean_cpu(self) -> float:
        return statistics.fmean(self.cpu)

    @property
    def mean_postgres(self) -> float:
        return statistics.fmean(self.postgres)

    @contextmanager
    def run(self, answering: Meter, postgres: Meter = NOBODY) -> Iterator[None]:
        """Measure what happens inside the block."""
        cpu, behind = answering.ms(), postgres.ms()
        began = time.perf_counter()
        yield
        self.wall.append((time.perf_counter() - began) * 1000)
        self.cpu.append(answering.ms() - cpu)
        self.postgres.append(postgres.ms() - behind)


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` of them do not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def asked[T](
    ask: Callable[[T], object], questions: Sequence[T], warm: int, postgres: Meter = NOBODY
) -> Sample:
    """Ask each question once, after the first ``warm`` of them unmeasured."""
    for question in questions[:warm]:
        ask(question)
    sample, here = Sample(), OwnMeter()
    for question in questions:
        with sample.run(here, postgres):
            ask(question)
    return sample


@dataclass(frozen=True)
class Goal:
    """One number to beat. ``floor``: what the same run took without our code; None where none is."""

    what: str
    goal: float
    figure: float
    unit: str
    floor: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.figure >= self.goal if self.at_least else self.figure <= self.goal

    @property
    def ratio(self) -> float | None:
        return self.figure / self.floor if self.floor else None


def tell(goals: Sequence[Goal], more: object, as_json: bool) -> None:
    """The rows at the end of a bench, or all of it as JSON."""
    if as_json:
        rows = [asdict(goal) | {"ratio": goal.ratio, "met": goal.met} for goal in goals]
        print(json.dumps({"goals": rows, "more": more}))
        return
    print()
    print(f"{'':52}{'goal':>12}{'figure':>10}{'floor':>10}{'ratio':>8}")
    for goal in goals:
        sign = "≥" if goal.at_least else "≤"
        wanted = f"{sign} {goal.goal:,.10g} {goal.unit}"
        floor = "" if goal.floor is None else said(goal.floor)
        ratio = "" if goal.ratio is None else f"{goal.ratio:.2f}"
        print(
            f"{goal.what:52}{wanted:>12}{said(goal.figure):>10}{floor:>10}{ratio:>8}"
            f"  {'met' if goal.met else 'not met'}"
        )


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """The first column is words, the others figures."""
    print(f"{heads[0]:24}" + "".join(f"{head:>11}" for head in heads[1:]))
    for first, *figures in rows:
        print(f"{first!s:24}" + "".join(f"{said(figure):>11}" for figure in figures))


def said(figure: object) -> str:
    if not isinstance(figure, float):
        return f"{figure:,}" if isinstance(figure, int) else str(figure)
    if math.isnan(figure):
        return "–"
    return f"{figure:,.0f}" if figure >= 1000 else f"{figure:.2f}"
