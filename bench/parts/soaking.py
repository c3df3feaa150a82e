"""Calls that come when they come, whether or not the service keeps up, each carried to its closed incident."""

import heapq
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count
from queue import Queue

from bench.dispatch import Made, Scene, learn
from bench.parts.measure import Sample
from bench.parts.server import Answer, Client

AT_SCENE = "on scene"
TRIES = 20  # of sending: each time somebody else was quicker with the unit that was shown
type Due = tuple[float, int, Callable[[Client], None]]  # when, in which order, what


def arrivals(per_second: float, seconds: float, chance: random.Random) -> Iterator[float]:
    """Seconds from the beginning: a Poisson process, as calls are."""
    at = chance.expovariate(per_second)
    while at < seconds:
        yield at
        at += chance.expovariate(per_second)


@dataclass
class Soaked:
    """``late``: from when a call was due to its incident created, in ms: a service that falls behind shows here."""

    planned: int = 0
    settled: int = 0
    late: list[float] = field(default_factory=list)
    steps: dict[str, Sample] = field(default_factory=dict)
    again: int = 0  # units that somebody else had taken meanwhile
    lost: int = 0  # connections
    trouble: list[str] = field(default_factory=list)


class Agenda:
    """What is due is done by the first program that is free."""

    def __init__(self) -> None:
        self._due: list[Due] = []
        self._order = count()
        self._lock = threading.Condition()
        self._open = 0

    def add(self, at: float, do: Callable[[Client], None]) -> None:
        with self._lock:
            heapq.heappush(self._due, (at, next(self._order), do))
            self._open += 1
            self._lock.notify()

    def done(self) -> None:
        with self._lock:
            self._open -= 1
            self._lock.notify_all()

    def next(self) -> Callable[[Client], None] | None:
        """Waits until something is due; None when everything was done."""
        with self._lock:
            while True:
                if not self._open:
                    return None
                wait = self._due[0][0] - time.perf_counter() if self._due else None
                if wait is not None and wait <= 0:
                    return heapq.heappop(self._due)[2]
                self._lock.wait(wait)


def soak(
    scene: Scene, speaks: Callable[[], Client], times: Sequence[float], programs: int, busy_s: float
) -> Soaked:
    """Every call of ``times``, by that many programs; a unit stays on scene for ``busy_s``, so that the next
    call finds some of them taken."""
    soaked, agenda, began = Soaked(planned=len(times)), Agenda(), time.perf_counter()
    for at in times:
        agenda.add(began + at, _call(scene, agenda, soaked, began + at, busy_s))
    clients: Queue[Client] = Queue()

    def work() -> None:
        client = speaks()
        clients.put(client)
        while (do := agenda.next()) is not None:
            try:
                do(client)
            except Exception as fault:  # told at the end: a thread's own is lost
                soaked.trouble.append(repr(fault)[:500])
            agenda.done()

    threads = [threading.Thread(target=work) for _ in range(programs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for client in list(clients.queue):
        soaked.lost += client.lost
        client.close()
    return soaked


def _call(
    scene: Scene, agenda: Agenda, soaked: Soaked, due: float, busy_s: float
) -> Callable[[Client], None]:
    def first(client: Client) -> None:
        made: Made = {}
        steps = dict(scene.steps(client.ask))
        names = list(steps)
        there = names.index(AT_SCENE) + 1
        for name in names[:there]:
            _do(name, steps, made, soaked)
            if name == "incident created":
                soaked.late.append((time.perf_counter() - due) * 1000)

        def rest(other: Client) -> None:
            later = dict(scene.steps(other.ask))
            for name in names[there:]:
                _do(name, later, made, soaked)
            soaked.settled += 1

        agenda.add(time.perf_counter() + busy_s, rest)

    return first


def _do(
    name: str, steps: "dict[str, Callable[[Made], Answer]]", made: Made, soaked: Soaked
) -> None:
    answer = steps[name](made)
    for _ in range(TRIES):
        if name != "unit sent" or answer.status != HTTPStatus.CONFLICT:
            break
        soaked.again += 1
        learn("recommendation", steps["recommendation"](made), made)
        answer = steps[name](made)
    soaked.steps.setdefault(name, Sample()).wall.append(answer.ms)
    learn(name, answer, made)
