"""The one connection of this process that listens to PostgreSQL, and comes back when it is lost."""

import asyncio
import json
from typing import Any

import structlog
from psycopg import AsyncConnection, Error

from kalantar.kernel import notice
from kalantar.kernel.live.hub import Hub

AGAIN_S = (0.1, 0.5, 1.0, 2.0, 5.0)
QUIET_S = 20.0  # after this much silence, ask whether the connection still lives
SPREAD_MS = 1000  # pages do not all ask at once when a lost connection has come back

log = structlog.get_logger(__name__)


async def listen(parameters: dict[str, Any], hub: Hub, listening: asyncio.Event) -> None:
    """Pass every notice to the hub, until cancelled.

    ``parameters``: libpq's, by keyword. ``listening`` is set while notices are heard. A notice sent
    while nobody listened is lost for good, so each new connection refreshes every viewer.
    """
    failures = 0
    while True:
        try:
            async with await AsyncConnection.connect(**parameters, autocommit=True) as connection:
                await connection.execute(f"LISTEN {notice.CHANNEL}")
                if failures:
                    log.info("listening again", failures=failures)
                failures = 0
                hub.refresh(SPREAD_MS)
                listening.set()
                while True:
                    async for heard in connection.notifies(timeout=QUIET_S):
                        _pass_on(heard.payload, hub)
                    await connection.execute("SELECT")
        except (Error, OSError) as lost:
            listening.clear()
            pause = AGAIN_S[min(failures, len(AGAIN_S) - 1)]
            failures += 1
            log.warning(
                "not listening to the database", failures=failures, error=type(lost).__name__
            )
            await asyncio.sleep(pause)


def _pass_on(payload: str, hub: Hub) -> None:
    try:
        heard = notice.read(payload)
    except (json.JSONDecodeError, KeyError, TypeError):
        log.error("a notice that cannot be read", length=len(payload))
        hub.refresh(SPREAD_MS)
        return
    hub.tell(heard)
