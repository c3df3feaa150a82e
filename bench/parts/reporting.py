"""Devices that report over HTTP/1.1 connections that stay open, as phones' apps keep them.

The sender shares the two cores with what it measures; so requests are ready-made bytes, and of an
answer the status is read and how much is kept, which the database is asked for at the end.
"""

import asyncio
import itertools
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import psycopg

from bench.parts.fleet import Fleet
from bench.parts.measure import Meter, Sample, below

CONNECTIONS = 16  # of senders of batches
SINGLES = 200  # connections of devices that send single places, shared by turns
type Address = tuple[str, int]


@dataclass
class Load:
    """``kept``: places in the database; ``kept_at_once``: in a commit. ``stalled``: answers of 503."""

    sample: Sample = field(default_factory=Sample)
    kept: int = 0
    took: float = 0.0
    commits: int = 1
    stalled: int = 0
    cpu_us: float = 0.0  # of the devices' process, a place
    postgres_us: float = 0.0

    @property
    def per_second(self) -> float:
        return self.kept / self.took

    @property
    def kept_at_once(self) -> int:
        return max(1, round(self.kept / max(1, self.commits)))


class Wire:
    """One connection of a sender."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def to(cls, address: Address) -> "Wire":
        return cls(*await asyncio.open_connection(*address))

    async def ask(self, request: bytes) -> int:
        """The status of the answer, the whole of which is read."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        await self._reader.readexactly(int(length))
        return int(head[9:12])

    def close(self) -> None:
        self._writer.close()


async def batches(at: Address, fleet: Fleet, places: int, seconds: float) -> Load:
    """Each message is the last ``places`` seconds of one device's way; as many at once as connections."""
    turns = itertools.count()
    begun = datetime.now(UTC) - timedelta(minutes=50)
    rounds = [0] * len(fleet.units)

    def request() -> bytes:
        device = next(turns) % len(fleet.units)
        since, rounds[device] = rounds[device] * places, rounds[device] + 1
        said = ",".join(
            f'{{"lon":{51.3 + (since + n) / 100_000},"lat":35.7,"accuracy_m":5.0,'
            f'"measured_at":"{(begun + timedelta(seconds=since + n)).isoformat()}"}}'
            for n in range(places)
        )
        body = f"[{said}]".encode()
        return (
            f"POST /positions HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer"
            f" {fleet.secrets[device]}\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode() + body

    ready = [request() for _ in range(_enough(seconds, places))]
    return await _loaded(at, ready, CONNECTIONS, seconds, None)


async def singles(at: Address, fleet: Fleet, rate: float, seconds: float) -> Load:
    """Each device one GET every ``1 / rate`` seconds, no more; the form Traccar Client sends."""
    per_second = len(fleet.units) * rate
    now, chance = time.time(), random.Random(7)
    ready = []
    for n in range(SINGLES + round(per_second * seconds)):
        device = n % len(fleet.units)
        measured = round((now - 60) * 1000 + n / per_second * 1000)
        place = f"lat={35.7 + chance.random() / 10_000}&lon={51.3 + chance.random() / 10_000}"
        ready.append(
            f"GET /osmand/?id={fleet.secrets[device]}&timestamp={measured}&{place}&speed=5.4&bearing=90"
            "&altitude=1200&accuracy=5&batt=80 HTTP/1.1\r\nHost: bench\r\n\r\n".encode()
        )
    return await _loaded(at, ready, SINGLES, seconds, per_second)


def _enough(seconds: float, places: int) -> int:
    """Messages made before the measuring: twenty-five thousand places a second are not reached."""
    return 2 * CONNECTIONS + round(25_000 * seconds / places)


async def _loaded(
    at: Address, ready: list[bytes], connections: int, seconds: float, per_second: float | None
) -> Load:
    load, turns, wires = Load(), itertools.count(), [await Wire.to(at) for _ in range(connections)]
    for wire in wires:  # all threads there will be are there, and all caches warm
        await wire.ask(ready[next(turns)])
    before, cpu = _counted(), Meter(_devices_processes())
    postgres = Meter(await asyncio.to_thread(_backends))
    used, used_there = cpu.ms(), postgres.ms()
    began, first = time.perf_counter(), next(turns)

    async def send(wire: Wire) -> None:
        while (n := next(turns)) < len(ready) and time.perf_counter() - began < seconds:
            if per_second and (early := began + (n - first) / per_second - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            asked = time.perf_counter()
            status = await wire.ask(ready[n])
            load.sample.wall.append((time.perf_counter() - asked) * 1000)
            load.stalled += status == 503
            assert status in {200, 503}, status

    await asyncio.gather(*map(send, wires))
    load.took = time.perf_counter() - began
    for wire in wires:
        wire.close()
    after = _counted()
    load.kept, load.commits = after[0] - before[0], after[1] - before[1]
    load.cpu_us = (cpu.ms() - used) * 1000 / max(1, load.kept)
    load.postgres_us = (postgres.ms() - used_there) * 1000 / max(1, load.kept)
    return load


def _asked(ask: str, read: Callable[[tuple[int, ...]], tuple[int, ...]] = tuple) -> tuple[int, ...]:
    with psycopg.connect(os.environ["DATABASE_URL"]) as to:
        row = to.execute(ask.encode()).fetchone()
        assert row is not None
        return read(row)


def _counted() -> tuple[int, ...]:
    """Places there are, and the moments at which some were received: one a commit."""
    return _asked("SELECT count(*), count(DISTINCT received_at) FROM patrols_positionreport")


def _backends() -> list[int]:
    from bench.parts.database import backends

    return backends()


def _devices_processes() -> list[int]:
    from bench.parts.server import DEVICES, processes

    return processes(DEVICES) or below(os.getpid())
