"""What can happen to a call back that is owed."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.call_backs.models import Reason
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure
from kalantar.kernel.timeline import Event
from kalantar.people.roles import WATCHERS

REASONS: dict[str, Sentence] = {
    Reason.NO_ANSWER: Sentence(en="nobody answers", fa="پاسخ نمی‌دهد"),
    Reason.SWITCHED_OFF: Sentence(en="the phone is switched off", fa="تلفن خاموش است"),
    Reason.NOT_IN_SERVICE: Sentence(
        en="the number is not in service", fa="شماره در شبکه موجود نیست"
    ),
    Reason.KNOWN_FROM_OTHERS: Sentence(
        en="others have told of the same", fa="دیگران همان موضوع را خبر داده‌اند"
    ),
}


@dataclass(frozen=True)
class CallBackTakenUp(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Calling this caller back was taken up.",
        fa="پیگیری تماس با این تماس‌گیرنده بر عهده گرفته شد.",
    )
    readers = WATCHERS
    call: UUID


@dataclass(frozen=True)
class CallReturned(Event):
    """``back``: the call in which the caller of the abandoned ``call`` was called back and answered."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The caller, who had hung up before an answer, was called back and answered.",
        fa="با تماس‌گیرنده که پیش از پاسخ قطع کرده بود تماس گرفته شد و او پاسخ داد.",
    )
    readers = WATCHERS
    call: UUID
    back: UUID


@dataclass(frozen=True)
class CallerNotReached(Event):
    """``nth``: which try it was, counted from one."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Called back, try {nth}: not reached.",
        fa="تلاش {nth} برای تماس دوباره: تماس‌گیرنده پاسخ نداد.",
    )
    readers = WATCHERS
    call: UUID
    nth: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"nth": figure(facts["nth"])}


@dataclass(frozen=True)
class CallBackGivenUp(Event):
    """``code``: a Reason; ``tries``: how often nobody was reached before."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Calling back was given up after {tries} tries: {code}.",
        fa="پس از {tries} تلاش از تماس دوباره صرف‌نظر شد: {code}.",
    )
    readers = WATCHERS
    call: UUID
    code: str
    tries: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"code": REASONS[facts["code"]], "tries": figure(facts["tries"])}
