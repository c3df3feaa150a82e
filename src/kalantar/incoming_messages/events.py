"""What can come in. Facts are ids and codes: the number and the words rest sealed with the message."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.messaging.models import READERS


@dataclass(frozen=True)
class MessageReceived(Event):
    sentence: ClassVar[Sentence] = Sentence(en="A message came in.", fa="پیامی دریافت شد.")
    readers = READERS
    incoming: UUID
    meaning: str


@dataclass(frozen=True)
class MessagePartReceived(Event):
    """``total``: of how many."""

    sentence: ClassVar[Sentence] = Sentence(
        en="A part of a longer message came in.", fa="بخشی از پیامی بلند دریافت شد."
    )
    readers = READERS
    quiet: ClassVar[bool] = True
    part: UUID
    total: int


@dataclass(frozen=True)
class NumberSaidWrong(Event):
    """``message``: the last one that had gone there."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Whoever got the message says that the number is not the person's.",
        fa="گیرندهٔ پیام می‌گوید این شماره از آنِ شخص موردنظر نیست.",
    )
    readers = READERS
    message: UUID
