"""More open pages than granian's own limit of 1,024, all told at once, none in another's way."""

import asyncio
import statistics
import time
from collections.abc import Callable
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.db import connection
from uuid_utils.compat import uuid7

from kalantar.config.processes.programs import live_port
from kalantar.kernel import notice
from tests.people import an_area, grant, sign_in
from tests.plugins.servers import HOST, Service

PAGES = 1500
AT_ONCE = 50  # connecting together, as after a restart
DEADLINE_S = 60.0


@pytest.mark.django_db(transaction=True)
def test_1500_open_pages_all_hear_and_the_door_stays_open(service: Service) -> None:
    city = an_area()
    session = sign_in(grant("dispatcher", over=city))
    told = notice.of_entry("Something", ["thing"], [uuid7()], [city.pk])

    def tell() -> float:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [notice.CHANNEL, told])
        connection.close()
        return time.monotonic()

    seconds = asyncio.run(told_after(service, f"area:{city.pk}", session, tell))
    assert len(seconds) == PAGES
    late = statistics.quantiles(seconds, n=20)[-1]
    # a stalled server never tells the rest; how fast it is, bench/live.py measures
    assert late < 5, f"p50 {statistics.median(seconds):.3f} s, p95 {late:.3f} s"
    with urlopen(f"{service.live}/live/health", timeout=5) as answer:
        assert answer.status == 200


async def told_after(
    service: Service, keys: str, session: str, tell: Callable[[], float]
) -> list[float]:
    """Open the pages, tell them once, and give each one's seconds until it heard."""
    door = asyncio.Semaphore(AT_ONCE)
    request = (
        f"GET /live/?keys={keys} HTTP/1.1\r\nHost: {HOST}:{live_port(service.port)}\r\n"
        f"Cookie: {settings.SESSION_COOKIE_NAME}={session}\r\n\r\n"
    ).encode()

    async def open_one() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        async with door:
            reader, writer = await asyncio.open_connection(HOST, live_port(service.port))
            writer.write(request)
            await reader.readuntil(b"event: refresh\ndata: 0\n\n")
            return reader, writer

    async def hear(reader: asyncio.StreamReader) -> float:
        await reader.readuntil(b"event: notice\n")
        return time.monotonic()

    async with asyncio.timeout(DEADLINE_S):
        streams = await asyncio.gather(*(open_one() for _ in range(PAGES)))
        hearing = [asyncio.ensure_future(hear(reader)) for reader, _ in streams]
        started = await asyncio.to_thread(tell)
        heard = await asyncio.gather(*hearing)
    for _, writer in streams:
        writer.close()
    return [moment - started for moment in heard]
