"""Work in another thread that has to wait for who is at it here."""

import threading
from collections.abc import Callable

from django.db import connection

WAITS_FOR_A_LOCK = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


def meanwhile(work: Callable[[], object]) -> threading.Thread:
    """Begun in another thread; returns when it waits for a lock that is held here."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    waiting = 0
    while not waiting:
        assert thread.is_alive(), "it did not wait"
        with connection.cursor() as cursor:
            cursor.execute(WAITS_FOR_A_LOCK)
            [waiting] = cursor.fetchone()
    return thread
