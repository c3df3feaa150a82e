"""What can happen to a call."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.calls.models import PlaceSource
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure, lasting
from kalantar.kernel.timeline import Event
from kalantar.people.roles import WATCHERS

SOURCES: dict[str, Sentence] = {
    PlaceSource.UNKNOWN: Sentence(en="not known", fa="نامعلوم"),
    PlaceSource.CELL: Sentence(en="the phone's cell", fa="آنتن تلفن همراه"),
    PlaceSource.SUBSCRIBER: Sentence(en="the subscriber's address", fa="نشانی مشترک"),
    PlaceSource.HANDSET: Sentence(en="the handset itself", fa="مکان‌یاب گوشی"),
    PlaceSource.CALLER: Sentence(en="the caller's words", fa="گفتهٔ تماس‌گیرنده"),
    PlaceSource.MAP: Sentence(en="a point on the map", fa="نقطهٔ روی نقشه"),
}


@dataclass(frozen=True)
class CallOffered(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A call to 110 rang.", fa="تماس تازه‌ای با ۱۱۰ گرفته شد."
    )
    readers = WATCHERS
    call: UUID


@dataclass(frozen=True)
class CallAnswered(Event):
    """``waited_s``: seconds from the first ring to the answer."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Answered after {waited_s}.", fa="تماس پس از {waited_s} پاسخ داده شد."
    )
    readers = WATCHERS
    call: UUID
    waited_s: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"waited_s": lasting(facts["waited_s"])}


@dataclass(frozen=True)
class CallEnded(Event):
    """``lasted_s``: seconds from the answer to the end."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The call ended after {lasted_s}.", fa="تماس پس از {lasted_s} پایان یافت."
    )
    readers = WATCHERS
    call: UUID
    lasted_s: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"lasted_s": lasting(facts["lasted_s"])}


@dataclass(frozen=True)
class CallAbandoned(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The caller hung up after {waited_s}, before anyone answered.",
        fa="تماس‌گیرنده پس از {waited_s} انتظار و پیش از پاسخ قطع کرد.",
    )
    readers = WATCHERS
    call: UUID
    waited_s: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"waited_s": lasting(facts["waited_s"])}


@dataclass(frozen=True)
class CallLocated(Event):
    """``accuracy_m``: the radius in metres the place is within, None where nobody knows."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Located from {source}{within}.", fa="محل از روی {source} مشخص شد{within}."
    )
    readers = WATCHERS
    call: UUID
    source: str
    accuracy_m: int | None

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        radius = facts["accuracy_m"]
        within = Sentence(en="", fa="")
        if radius is not None:
            within = Sentence(en=", within {m} m", fa="، با دقت {m} متر").format(m=figure(radius))
        return {"source": SOURCES[facts["source"]], "within": within}


@dataclass(frozen=True)
class SecrecyWished(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The caller asked that nobody learn who called.",
        fa="تماس‌گیرنده خواست هویتش پنهان بماند.",
    )
    readers = WATCHERS
    call: UUID


@dataclass(frozen=True)
class SecrecyWaived(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The caller no longer asks for secrecy.",
        fa="تماس‌گیرنده دیگر خواهان پنهان‌ماندن هویتش نیست.",
    )
    readers = WATCHERS
    call: UUID
