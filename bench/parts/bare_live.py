"""The floor of the live stream: LISTEN, and the same frame to every open socket. It knows nobody.

``python -m bench.parts.bare_live PORT CHANNEL``, with DATABASE_URL; it ends with who started it.
"""

import asyncio
import os
import sys

import psycopg

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"


async def serve(port: int, channel: str) -> None:
    open_now: set[asyncio.StreamWriter] = set()

    async def join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not await reader.readline():  # somebody who only asked whether it is open
            writer.close()
            return
        writer.write(HEAD)
        open_now.add(writer)

    await asyncio.start_server(join, "127.0.0.1", port)
    url = os.environ["DATABASE_URL"]
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as hears:
        await hears.execute(f"LISTEN {channel}")
        async for heard in hears.notifies():
            frame = f"event: notice\ndata: {heard.payload}\n\n".encode()
            for writer in open_now:
                writer.write(frame)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))
