"""What keeps Kalantar from starting, said so that the reader knows what to do."""

import errno
import shutil
from pathlib import Path

import psycopg

from kalantar.kernel.sentence import Sentence

ROOM_NEEDED = 300  # MB
NOTHING = 50  # MB: what a failed step may have given back when it cleaned up


class Trouble(Exception):
    """Not a fault of the program: something on this machine stands in the way."""

    def __init__(self, sentence: Sentence, code: int = 1) -> None:
        super().__init__(sentence.en)
        self.sentence, self.code = sentence, code


def stopped() -> Trouble:
    return Trouble(
        Sentence(
            en="Stopped. The same command goes on from here.",
            fa="متوقف شد. همین فرمان کار را از اینجا ادامه می‌دهد.",
        ),
        code=130,
    )


def disk_full(folder: Path) -> Trouble:
    return Trouble(
        Sentence(
            en="The disk that holds {folder} is full. Free some space on it, or name a folder on"
            " another disk in KALANTAR_HOME, and start again; nothing was damaged.",
            fa="دیسکی که {folder} روی آن است پر شده است. روی آن جا باز کنید یا با KALANTAR_HOME"
            " پوشه‌ای روی دیسک دیگری معرفی کنید و دوباره آغاز کنید؛ به داده‌ها آسیبی نرسیده است.",
        ).format(folder=folder)
    )


def database_full() -> Trouble:
    return Trouble(
        Sentence(
            en="The disk that holds the database is full; what was begun was undone, nothing of it is"
            " left. Free some space on that disk and give the same command again.",
            fa="دیسکی که پایگاه داده روی آن است پر شده است؛ کاری که آغاز شده بود پس گرفته شد و چیزی از"
            " آن نماند. روی آن دیسک جا باز کنید و همین فرمان را دوباره بدهید.",
        )
    )


def require_room(folder: Path, needed: int = ROOM_NEEDED) -> None:
    """Refuse to start with less than ``needed`` megabytes free: better now than in mid-write."""
    if shutil.disk_usage(folder).free < needed * 1_000_000:
        raise disk_full(folder)


def has_no_room(folder: Path) -> bool:
    return shutil.disk_usage(folder).free < NOTHING * 1_000_000


def is_database_full(fault: BaseException | None) -> bool:
    """Whether PostgreSQL itself said that it has no room, in whatever language it speaks."""
    while fault is not None:
        if isinstance(fault, psycopg.errors.DiskFull):
            return True
        fault = fault.__cause__
    return False


def is_disk_full(fault: BaseException | None) -> bool:
    """Whether a full disk is what is behind the fault, ours or the database's."""
    while fault is not None:
        if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if "No space left on device" in str(fault):
            return True
        fault = fault.__cause__
    return False
