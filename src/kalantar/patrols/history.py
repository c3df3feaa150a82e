"""The history of positions: parted by day (UTC), written by COPY, forgotten a whole day at a time.

A part is a table of its own, ``patrols_positionreport_20270131``. What was kept before the history was
parted, and in the days after, is one part, ``…_before``; it ends as the days do.
"""

import math
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db import connection

from kalantar.patrols.positions import Kept

TABLE = "patrols_positionreport"
BEFORE = f"{TABLE}_before"
DAY = timedelta(days=1)
AHEAD = 14 * DAY  # days made before they come: so long may every worker be down

# PostgreSQL's binary COPY: before each value its length in bytes, -1 for NULL; big-endian; moments in
# microseconds from 2000 on (postgresql.org/docs/current/sql-copy.html).
HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
END = b"\xff\xff"
_KNOWN = struct.Struct("!hi16siddidiqiqih")
_UNKNOWN = struct.Struct("!hi16siddiiqiqih")
_EPOCH, _MICROSECOND = datetime(2000, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


def copied(kept: Iterable[Kept], now: datetime) -> bytes:
    """The positions as binary COPY takes them. ``now``: when they were received."""
    received = (now - _EPOCH) // _MICROSECOND
    rows = [HEADER]
    for one in kept:
        report, (lon, lat) = one.report, one.report.place.settled()
        measured = (report.measured_at - _EPOCH) // _MICROSECOND
        where = (6, 16, report.unit.bytes, 16, lon, lat)
        when = (8, measured, 8, received, 2, one.mark)
        accuracy = report.accuracy_m
        if accuracy is None or math.isnan(accuracy):
            rows.append(_UNKNOWN.pack(*where, -1, *when))
        else:
            rows.append(_KNOWN.pack(*where, 8, accuracy, *when))
    rows.append(END)
    return b"".join(rows)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the history, of what was measured before ``until``."""

    table: str
    until: datetime


# PostgreSQL writes the bounds of a part as text, in the time zone of the session that reads it too.
_PARTS = r"""
SELECT part.relname, bound[1]::timestamptz FROM pg_inherits
JOIN pg_class part ON part.oid = inhrelid,
LATERAL regexp_match(pg_get_expr(part.relpartbound, part.oid), 'TO \(''([^'']+)''\)') bound
WHERE inhparent = %s::regclass ORDER BY bound[1]::timestamptz
"""


def parts() -> list[Part]:
    """The parts there are, in the order of time."""
    with connection.cursor() as cursor:
        cursor.execute(_PARTS, [TABLE])
        return [Part(*row) for row in cursor.fetchall()]


def days_to_make(now: datetime) -> Iterator[date]:
    """The days up to ``AHEAD`` that have no part yet; where a service was switched off for so long
    that every part was forgotten, from the first day that is kept."""
    begins = [part.until for part in parts()][-1:] or [now - settings.KEEP_POSITIONS]
    day, last = begins[0].astimezone(UTC).date(), (now + AHEAD).date()
    while day <= last:
        yield day
        day += DAY


def making(day: date) -> list[str]:
    """The statements that make a day's part. Attached, not made as one: nobody waits for that."""
    begins, table = datetime.combine(day, time(), UTC), f"{TABLE}_{day:%Y%m%d}"
    return [
        f"CREATE TABLE {table} (LIKE {TABLE} INCLUDING DEFAULTS INCLUDING INDEXES)",
        f"ALTER TABLE {TABLE} ATTACH PARTITION {table}"
        f" FOR VALUES FROM ('{begins.isoformat()}') TO ('{(begins + DAY).isoformat()}')",
    ]
