"""What can come in. Facts are ids and codes: the number and the words rest sealed with the message."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.incoming_messages.models import IncomingMessage
from kalantar.kernel.reasons import REASONS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.messaging.models import READERS
from kalantar.people.events import PAGES

REASONS["as a person read"] = Sentence(
    en="as a person who read it said", fa="به تشخیص کسی که پیام را خواند"
)

PAGES["written"] = Sentence(en="messages that came in", fa="پیام‌های رسیده")
SETTLED: dict[str, Sentence] = {
    IncomingMessage.Settled.QUESTION: Sentence(
        en="it is a question of a party", fa="پرسش یکی از طرف‌های پرونده است"
    ),
    IncomingMessage.Settled.WRONG_NUMBER: Sentence(
        en="the number is somebody else's", fa="شماره از آنِ کس دیگری است"
    ),
    IncomingMessage.Settled.PATROL: Sentence(
        en="a patrol wrote it, and it was done", fa="گشت آن را نوشت و انجام شد"
    ),
    IncomingMessage.Settled.NOTHING: Sentence(en="there is nothing to do", fa="کاری لازم نیست"),
}


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
class MessageSettled(Event):
    """A person read it; ``settled``: as what."""

    sentence: ClassVar[Sentence] = Sentence(
        en="A message that came in was read: {settled}.",
        fa="پیامی که رسیده بود خوانده شد: {settled}.",
    )
    readers = READERS
    incoming: UUID
    settled: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"settled": SETTLED[facts["settled"]]}


@dataclass(frozen=True)
class NumberSaidWrong(Event):
    """``message``: the last one that had gone there."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Whoever got the message says that the number is not the person's.",
        fa="گیرندهٔ پیام می‌گوید این شماره از آنِ شخص موردنظر نیست.",
    )
    readers = READERS
    message: UUID
