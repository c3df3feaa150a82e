"""What an earlier answer could not have seen, told by transactions and not by a clock.

A change may say any time of its own, and be committed long after it began. PostgreSQL keeps with each
row the transaction that wrote it: whatever an answer did not see is of one that had not ended then.
"""

import re
from dataclasses import dataclass
from typing import Self

from django.db import connection

# A number of transaction is kept in 32 bits and compared as PostgreSQL itself does, around the circle.
WRITTEN_SINCE = "((({row}.xmin)::text::bigint - %(horizon)s) & 4294967295) < 2147483648"
_NOW = """
SELECT left(pg_walfile_name(pg_current_wal_insert_lsn()), 8),
       pg_snapshot_xmin(pg_current_snapshot())::text::bigint
"""
_SAID = re.compile(r"([0-9A-F]{8})-([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Horizon:
    """Every transaction before ``oldest`` had ended, in this course of the database's history.

    Taken before an answer is asked for. ``WRITTEN_SINCE`` of it holds for every row that the answer
    did not see as it is now: its transaction, and those within it, are numbered later than the oldest
    that ran. It also holds for what ended while an older one still ran, which is told once more.
    """

    course: str
    oldest: int

    @classmethod
    def now(cls) -> Self:
        with connection.cursor() as cursor:
            cursor.execute(_NOW)
            return cls(*cursor.fetchone())

    @classmethod
    def read(cls, said: str) -> Self | None:
        """What ``str`` said; None where it is something else."""
        found = _SAID.fullmatch(said)
        return cls(found[1], int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{self.course}-{self.oldest}"

    def reaches(self, now: Self) -> bool:
        """Whether it can be gone on from: not after another database took this one's place."""
        return self.course == now.course and self.oldest <= now.oldest
