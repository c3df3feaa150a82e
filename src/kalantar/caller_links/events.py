"""What can happen between a caller's page and the room. Facts are ids and codes: no words, place or number."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.caller_links.asking import QUESTIONS
from kalantar.incidents.events import READERS
from kalantar.kernel.reasons import REASONS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event

REASONS["asked for by a caller"] = Sentence(en="asked for by a caller", fa="به درخواست تماس‌گیرنده")
REASONS["a caller's page is over"] = Sentence(
    en="a caller's page is over", fa="در پی پایان صفحهٔ تماس‌گیرنده"
)

SAID: dict[str, Sentence] = {
    "over": Sentence(en="it is over", fa="تمام شده است"),
    "worse": Sentence(en="it got worse", fa="بدتر شده است"),
    "hurt": Sentence(en="somebody is hurt", fa="کسی آسیب دیده است"),
    "yes": Sentence(en="yes", fa="بله"),
    "no": Sentence(en="no", fa="نه"),
    "words": Sentence(en="something in words", fa="چند کلمه نوشت"),
    "place": Sentence(en="where they are", fa="جای خود را گفت"),
    "cannot_speak": Sentence(en="that they cannot speak", fa="نمی‌تواند حرف بزند"),
}


@dataclass(frozen=True)
class CallerLinkSent(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A link to a page of their own was sent to the caller.",
        fa="پیوند صفحهٔ تماس‌گیرنده برای او پیامک شد.",
    )
    readers = READERS
    incident: UUID
    call: UUID
    link: UUID
    silent: bool


@dataclass(frozen=True)
class CallerCameToPage(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The caller opened the page.", fa="تماس‌گیرنده صفحه را باز کرد."
    )
    readers = READERS
    incident: UUID
    link: UUID


@dataclass(frozen=True)
class CallerSaid(Event):
    """``kind``: as WordKind; the words themselves, and the place, are not here."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The caller said on the page: {kind}.", fa="تماس‌گیرنده در صفحه گفت: {kind}."
    )
    readers = READERS
    incident: UUID
    link: UUID
    word: UUID
    kind: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"kind": SAID[facts["kind"]]}


@dataclass(frozen=True)
class CallerAsked(Event):
    """The room asked. ``asked``: the code of a prepared one, empty for words of their own."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The caller was asked on the page: {asked}",
        fa="در صفحه از تماس‌گیرنده پرسیده شد: {asked}",
    )
    readers = READERS
    incident: UUID
    link: UUID
    word: UUID
    asked: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        own = Sentence(en="in words.", fa="با نوشته.")
        return {"asked": QUESTIONS.get(facts["asked"], own)}


@dataclass(frozen=True)
class CallerHeeded(Event):
    """Somebody saw to all that the caller had said."""

    sentence: ClassVar[Sentence] = Sentence(
        en="What the caller said was seen to.", fa="به گفتهٔ تماس‌گیرنده رسیدگی شد."
    )
    readers = READERS
    incident: UUID
    link: UUID


@dataclass(frozen=True)
class CallerPlaceAccepted(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Where the caller is was accepted as the place.",
        fa="جایی که تماس‌گیرنده گفته بود محل رخداد شد.",
    )
    readers = READERS
    incident: UUID
    link: UUID
    word: UUID


@dataclass(frozen=True)
class CallerWantsMessages(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The caller asked on the page to be sent a message.",
        fa="تماس‌گیرنده در صفحه خواست برایش پیامک فرستاده شود.",
    )
    readers = READERS
    incident: UUID
    link: UUID


@dataclass(frozen=True)
class CallerLinkEnded(Event):
    """``call``: whose page it was; the incident may have changed meanwhile."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The caller's page is closed.", fa="صفحهٔ تماس‌گیرنده بسته شد."
    )
    readers = READERS
    call: UUID
    link: UUID


@dataclass(frozen=True)
class CallerWordsDeleted(Event):
    """``number``: how many things that were said."""

    sentence: ClassVar[Sentence] = Sentence(
        en="What was said on the caller's page was deleted.",
        fa="آنچه در صفحهٔ تماس‌گیرنده گفته شده بود پاک شد.",
    )
    readers = READERS
    call: UUID
    link: UUID
    number: int


@dataclass(frozen=True)
class CallerToldOfHelp(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The caller was told by message that help is on the way.",
        fa="به تماس‌گیرنده پیامک شد که کمک در راه است.",
    )
    readers = READERS
    incident: UUID
    call: UUID


@dataclass(frozen=True)
class CallerMessagesErased(Event):
    """``number``: of how many messages that told of help."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The numbers to which it was said that help is on the way were erased.",
        fa="شماره‌هایی که خبر کمک به آن‌ها پیامک شده بود پاک شد.",
    )
    readers = READERS
    incident: UUID
    number: int
