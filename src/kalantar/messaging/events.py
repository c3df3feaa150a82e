"""What can happen to a message, and who does not want any.

What happens to a whole batch at once is one entry about all of its messages, and wakes no screen.
"""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import counted
from kalantar.kernel.timeline import Event
from kalantar.messaging.models import READERS, OptOut, WithheldFile
from kalantar.people.events import PAGES

PAGES["messages"] = Sentence(en="list of messages", fa="فهرست پیام‌ها")

OPT_OUT_REASONS: dict[str, Sentence] = {
    OptOut.Reason.STOP: Sentence(en="by answering STOP", fa="با پاسخ لغو"),
    OptOut.Reason.WRONG_NUMBER: Sentence(
        en="the number is somebody else's", fa="شماره از آنِ شخص دیگری است"
    ),
    OptOut.Reason.DESK: Sentence(en="said to the service", fa="به درخواست خود شخص"),
    OptOut.Reason.PORTAL: Sentence(en="on the citizens' page", fa="در صفحهٔ شهروند"),
}
WITHHELD_REASONS: dict[str, Sentence] = {
    WithheldFile.Reason.DOMESTIC: Sentence(en="violence at home", fa="خشونت خانگی"),
    WithheldFile.Reason.SEXUAL: Sentence(en="a sexual offence", fa="جرم جنسی"),
    WithheldFile.Reason.CHILD: Sentence(en="a child is concerned", fa="پای کودکی در میان است"),
    WithheldFile.Reason.INFORMANT: Sentence(en="an informant", fa="منبع خبر"),
    WithheldFile.Reason.OFFICER: Sentence(en="on the officer's word", fa="به تشخیص افسر"),
}


@dataclass(frozen=True)
class MessageQueued(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A message was put in the outbox, in {segments}.",
        fa="پیامی در {segments} بخش در صندوق ارسال گذاشته شد.",
    )
    readers = READERS
    quiet: ClassVar[bool] = True
    message: UUID
    event: str
    role: str
    segments: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"segments": counted(facts["segments"], "part", "parts")}


@dataclass(frozen=True)
class MessageSuppressed(Event):
    """``reason``: of the file that is withheld, or of the number that opted out."""

    sentence: ClassVar[Sentence] = Sentence(
        en="A message was not sent: {reason}.", fa="پیامی فرستاده نشد: {reason}."
    )
    readers = READERS
    message: UUID
    reason: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"reason": (WITHHELD_REASONS | OPT_OUT_REASONS)[facts["reason"]]}


@dataclass(frozen=True)
class MessageCancelled(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The message was cancelled before it was sent.", fa="پیام پیش از ارسال لغو شد."
    )
    readers = READERS
    message: UUID


@dataclass(frozen=True)
class MessageSentAgain(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Sent again although nobody knows whether it had arrived.",
        fa="دوباره فرستاده شد، با آنکه رسیدن پیام نخست معلوم نیست.",
    )
    readers = READERS
    message: UUID


@dataclass(frozen=True)
class OfMessages(Event):
    """``messages``: how many the entry is about."""

    sentence: ClassVar[Sentence] = Sentence(en="", fa="")
    readers = READERS
    quiet: ClassVar[bool] = True
    messages: int


@dataclass(frozen=True)
class MessagesTaken(OfMessages):
    sentence: ClassVar[Sentence] = Sentence(
        en="Taken, to be handed to the operator by {route}.",
        fa="برای سپردن به اپراتور از مسیر {route} برداشته شد.",
    )
    route: str


@dataclass(frozen=True)
class MessagesSubmitted(OfMessages):
    sentence: ClassVar[Sentence] = Sentence(
        en="The operator has accepted it.", fa="اپراتور پیام را پذیرفت."
    )


@dataclass(frozen=True)
class MessagesPutBack(OfMessages):
    """``reason``: what the operator answered, or that it was never handed over."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Not accepted yet ({reason}); it will be tried again.",
        fa="هنوز پذیرفته نشده است ({reason})؛ دوباره تلاش می‌شود.",
    )
    reason: str


@dataclass(frozen=True)
class MessagesDelivered(OfMessages):
    sentence: ClassVar[Sentence] = Sentence(
        en="It has arrived on the phone.", fa="پیام به گوشی رسید."
    )


@dataclass(frozen=True)
class MessagesUndelivered(OfMessages):
    sentence: ClassVar[Sentence] = Sentence(
        en="It could not be delivered ({reason}).", fa="پیام به گوشی نرسید ({reason})."
    )
    reason: str


@dataclass(frozen=True)
class MessagesExpired(OfMessages):
    sentence: ClassVar[Sentence] = Sentence(
        en="It was not delivered in its time.", fa="پیام در مهلت خود نرسید."
    )
    reason: str


@dataclass(frozen=True)
class MessagesRejected(OfMessages):
    sentence: ClassVar[Sentence] = Sentence(
        en="The operator refused it ({reason}).", fa="اپراتور پیام را نپذیرفت ({reason})."
    )
    reason: str


@dataclass(frozen=True)
class MessagesLost(OfMessages):
    sentence: ClassVar[Sentence] = Sentence(
        en="Whether the operator has it is not known; it is not sent again by itself.",
        fa="معلوم نیست اپراتور پیام را گرفته باشد؛ خودبه‌خود دوباره فرستاده نمی‌شود.",
    )


@dataclass(frozen=True)
class NumberOptedOut(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="No more messages go to this number: {reason}.",
        fa="دیگر پیامی به این شماره فرستاده نمی‌شود: {reason}.",
    )
    readers = READERS
    opt_out: UUID
    reason: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"reason": OPT_OUT_REASONS[facts["reason"]]}


@dataclass(frozen=True)
class NumberOptedIn(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Messages go to this number again.", fa="ارسال پیام به این شماره از سر گرفته شد."
    )
    readers = READERS
    opt_out: UUID


@dataclass(frozen=True)
class FileWithheld(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Nothing is sent about this file: {reason}.",
        fa="دربارهٔ این پرونده پیامی فرستاده نمی‌شود: {reason}.",
    )
    readers = READERS
    withheld: UUID
    reason: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"reason": WITHHELD_REASONS[facts["reason"]]}


@dataclass(frozen=True)
class FileReleased(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Messages about this file are sent again.",
        fa="ارسال پیام دربارهٔ این پرونده از سر گرفته شد.",
    )
    readers = READERS
    withheld: UUID
