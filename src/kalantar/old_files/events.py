"""What can happen while an old register is brought in. Facts are ids and counts, nothing of what a row says."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kalantar.cases.events import READERS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event


@dataclass(frozen=True)
class RegisterRead(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A file of the old register was read: {rows} rows.",
        fa="فایلی از دفتر پیشین خوانده شد: {rows} ردیف.",
    )
    readers = READERS
    quiet = True
    run: UUID
    rows: int


@dataclass(frozen=True)
class RegisterWentOn(Event):
    """One part: of its rows so many were brought in, were here already, were refused."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Of the old register {brought} files were brought in; {known} were here, {refused} refused.",
        fa="از دفتر پیشین {brought} پرونده وارد شد؛ {known} پرونده از پیش موجود بود و {refused} ردیف پذیرفته نشد.",
    )
    readers = READERS
    quiet = True
    run: UUID
    brought: int
    known: int
    refused: int


@dataclass(frozen=True)
class RegisterGivenUp(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The import of the old register was given up with {left} rows left.",
        fa="ورود دفتر پیشین با {left} ردیف باقی‌مانده کنار گذاشته شد.",
    )
    readers = READERS
    quiet = True
    run: UUID
    left: int
