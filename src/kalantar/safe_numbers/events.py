"""What can happen to safe numbers. Facts are ids: the number itself is sealed in its row."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kalantar.cases.events import READERS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event


@dataclass(frozen=True)
class SafeNumberNamed(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} named a number that nobody else reads.",
        fa="{person} شماره‌ای داد که کس دیگری پیام‌های آن را نمی‌خواند.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"person": "person"}
    case: UUID
    safe_number: UUID
    person: UUID


@dataclass(frozen=True)
class SafeNumberGivenUp(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The safe number of {person} is used no longer.",
        fa="شمارهٔ امن {person} دیگر به کار نمی‌رود.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"person": "person"}
    case: UUID
    safe_number: UUID
    person: UUID
