"""What can happen between a citizen and their file. Facts are ids and codes; never a number or a word of theirs."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.cases.events import READERS
from kalantar.kernel.reasons import REASONS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.people.events import PAGES
from kalantar.people.roles import Role

PAGES["enclosure"] = Sentence(  # as readings call it from before documents were of the file
    en="paper handed in", fa="مدرک فرستاده‌شده"
)
WATCHING = (Role.AUDITOR,)  # of what belongs to no file yet

REASONS["appointment called off"] = Sentence(
    en="an appointment was called off", fa="در پی لغو وقت مراجعه"
)
REASONS["asked for by a citizen"] = Sentence(en="asked for by a citizen", fa="به درخواست شهروند")

WHY_NO_CODE: dict[str, Sentence] = {
    "no_file": Sentence(en="there is no such file", fa="چنین پرونده‌ای نیست"),
    "no_party": Sentence(en="this phone is no party's", fa="این تلفن از آنِ طرف پرونده نیست"),
    "withheld": Sentence(
        en="nothing is sent about this file", fa="دربارهٔ این پرونده پیامی فرستاده نمی‌شود"
    ),
    "no_words": Sentence(
        en="the words of the message are not approved", fa="متن پیام تأیید نشده است"
    ),
}
SHOWN: dict[str, Sentence] = {  # by what somebody at the desk is known to be who they say
    "national_card": Sentence(en="national ID card", fa="کارت ملی"),
    "birth_certificate": Sentence(en="birth certificate with a picture", fa="شناسنامهٔ عکس‌دار"),
    "passport": Sentence(en="passport", fa="گذرنامه"),
    "driving_licence": Sentence(en="driving licence", fa="گواهی‌نامهٔ رانندگی"),
    "residence_card": Sentence(en="residence card of a foreigner", fa="کارت اقامت اتباع خارجی"),
}


@dataclass(frozen=True)
class CodeAskedFor(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A one-time code was asked for on the citizens' page.",
        fa="در صفحهٔ شهروند کد یک‌بارمصرف خواسته شد.",
    )
    readers: ClassVar[tuple[Role, ...]] = WATCHING
    quiet = True
    access: UUID


@dataclass(frozen=True)
class CodeSent(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A one-time code for the citizens' page went to the phone of {person}.",
        fa="کد یک‌بارمصرف صفحهٔ شهروند به تلفن {person} فرستاده شد.",
    )
    readers = READERS
    quiet = True
    access: UUID
    case: UUID
    person: UUID


@dataclass(frozen=True)
class CodeNotSent(Event):
    """``why``: who asked does not hear it."""

    sentence: ClassVar[Sentence] = Sentence(
        en="No one-time code was sent: {why}.", fa="کد یک‌بارمصرف فرستاده نشد: {why}."
    )
    readers: ClassVar[tuple[Role, ...]] = WATCHING
    quiet = True
    access: UUID
    why: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"why": WHY_NO_CODE[facts["why"]]}


@dataclass(frozen=True)
class CodeNotRight(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A wrong one-time code was given on the citizens' page.",
        fa="در صفحهٔ شهروند کد یک‌بارمصرف نادرستی وارد شد.",
    )
    readers: ClassVar[tuple[Role, ...]] = WATCHING
    quiet = True
    access: UUID


@dataclass(frozen=True)
class AccessTaken(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} opened the file on the citizens' page.",
        fa="{person} پرونده را در صفحهٔ شهروند باز کرد.",
    )
    readers = READERS
    quiet = True
    access: UUID
    case: UUID
    person: UUID


@dataclass(frozen=True)
class AccessGivenUp(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The access of {person} to the citizens' page ended.",
        fa="دسترسی {person} به صفحهٔ شهروند پایان یافت.",
    )
    readers = READERS
    quiet = True
    access: UUID
    case: UUID
    person: UUID


@dataclass(frozen=True)
class CitizenAsked(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} asked a question on the citizens' page.",
        fa="{person} در صفحهٔ شهروند پرسشی فرستاد.",
    )
    readers = READERS
    question: UUID
    case: UUID
    person: UUID


@dataclass(frozen=True)
class CitizenAnswered(Event):
    """``told``: whether a message said that there is an answer."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The question of {person} was answered.", fa="به پرسش {person} پاسخ داده شد."
    )
    readers = READERS
    question: UUID
    case: UUID
    person: UUID
    told: bool


@dataclass(frozen=True)
class PaperHandedIn(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} handed in a paper on the citizens' page.",
        fa="{person} در صفحهٔ شهروند مدرکی فرستاد.",
    )
    readers = READERS
    enclosure: UUID  # the document, by the name it had first
    case: UUID
    person: UUID


@dataclass(frozen=True)
class MessagesStopped(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} wants no messages any more.", fa="{person} دیگر پیامک نمی‌خواهد."
    )
    readers = READERS
    case: UUID
    person: UUID


@dataclass(frozen=True)
class MessagesWanted(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} wants messages again.", fa="{person} دوباره پیامک می‌خواهد."
    )
    readers = READERS
    case: UUID
    person: UUID


@dataclass(frozen=True)
class TimeBooked(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} booked a time at the station on the citizens' page.",
        fa="{person} در صفحهٔ شهروند برای مراجعه وقت گرفت.",
    )
    readers = READERS
    appointment: UUID
    case: UUID
    person: UUID


@dataclass(frozen=True)
class TimeGivenUp(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} cancelled their time at the station on the citizens' page.",
        fa="{person} در صفحهٔ شهروند وقت مراجعهٔ خود را لغو کرد.",
    )
    readers = READERS
    appointment: UUID
    case: UUID
    person: UUID


@dataclass(frozen=True)
class PhoneConfirmed(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The code came back from the new phone of {person}: it is used from now on.",
        fa="کد از شمارهٔ تازهٔ {person} برگشت؛ از این پس همین شماره به کار می‌رود.",
    )
    readers = READERS
    case: UUID
    person: UUID


@dataclass(frozen=True)
class PhoneReplaced(Event):
    """``shown``: by what the officer knew them; ``told``: how many of their numbers hear of it."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{person} has another phone now; seen: {shown}. What was open with the old one was closed.",
        fa="شمارهٔ تلفن {person} عوض شد؛ مدرک دیده‌شده: {shown}. هرچه با شمارهٔ قبلی باز بود بسته شد.",
    )
    readers = READERS
    case: UUID
    person: UUID
    shown: str
    told: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"shown": SHOWN[facts["shown"]]}
