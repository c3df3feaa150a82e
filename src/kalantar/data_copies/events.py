"""What can happen to copies of what is kept about somebody. Facts are ids: what a copy says is kept nowhere."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kalantar.cases.events import READERS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event


@dataclass(frozen=True)
class CopyAskedFor(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} asked for a copy of what is kept about them.",
        fa="{person} نسخه‌ای از داده‌های خود را خواست.",
    )
    readers = READERS
    copy: UUID
    case: UUID
    person: UUID


@dataclass(frozen=True)
class CopyGiven(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} was given the copy of what is kept about them.",
        fa="نسخهٔ داده‌های {person} به او داده شد.",
    )
    readers = READERS
    copy: UUID
    case: UUID
    person: UUID
