"""Who changes a thing waits for who is just changing it, also where there is no row yet to lock."""

import hashlib

from django.db import connection


def one_at_a_time(*things: bytes, together: bool = False) -> None:
    """Until the action ends. ``together``: several may do this at once, and only who comes without it
    waits for them, and they for it."""
    how = "pg_advisory_xact_lock_shared" if together else "pg_advisory_xact_lock"
    keys = sorted(int.from_bytes(hashlib.sha256(one).digest()[:8], signed=True) for one in things)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([f'{how}(%s)'] * len(keys))}", keys)
