"""More open rooms than granian's own limit of 1,024, all told at once, none in another's way."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
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

    def tell() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [notice.CHANNEL, told])
        connection.close()

    heard, door = asyncio.run(heard_by_all(service, f"area:{city.pk}", session, tell))
    # a stalled server never tells the rest; how fast another page hears, bench/room.py measures
    assert len(heard) == PAGES
    assert len(set(heard)) == 1, "each hears the same"
    assert f"area:{city.pk}" in heard[0]
    assert door == HTTPStatus.OK


async def heard_by_all(
    service: Service, keys: str, session: str, tell: Callable[[], None]
) -> tuple[list[str], int]:
    """Open the pages, tell them once; what each one heard, and how the door answers meanwhile. Every
    other page reads nothing until all the rest have heard: who is slow stands in nobody's way."""
    door = asyncio.Semaphore(AT_ONCE)
    request = (
        f"GET /live/?keys={keys}&board={keys.removeprefix('area:')}&language=fa HTTP/1.1\r\nHost: {HOST}:{live_port(service.port)}\r\n"
        f"Cookie: {settings.SESSION_COOKIE_NAME}={session}\r\n\r\n"
    ).encode()

    async def open_one() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        async with door:
            reader, writer = await asyncio.open_connection(HOST, live_port(service.port))
            writer.write(request)
            await reader.readuntil(b"event: refresh\ndata: ")
            await reader.readuntil(b"\n\n")
            return reader, writer

    async def hear(reader: asyncio.StreamReader) -> str:
        await reader.readuntil(b"event: notice\ndata: ")
        return (await reader.readuntil(b"\n\n")).decode().strip()

    async with asyncio.timeout(DEADLINE_S):  # a test that hangs ends; nothing is measured
        streams = await asyncio.gather(*(open_one() for _ in range(PAGES)))
        await asyncio.to_thread(tell)
        quick = await asyncio.gather(*(hear(reader) for reader, _ in streams[::2]))
        answer = await asyncio.to_thread(urlopen, f"{service.live}/live/health", timeout=DEADLINE_S)
        slow = await asyncio.gather(*(hear(reader) for reader, _ in streams[1::2]))
    for _, writer in streams:
        writer.close()
    return [*quick, *slow], answer.status
