"""What can happen to copies of what is kept about somebody. Facts are ids: what a copy says is kept nowhere."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.cases.events import READERS
from kalantar.citizens.events import SHOWN
from kalantar.data_copies.models import MadeAs
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event

FORMS: dict[str, Sentence] = {
    MadeAs.PDF: Sentence(en="PDF, to be read", fa="PDF برای خواندن"),
    MadeAs.JSON: Sentence(en="JSON, for programs", fa="JSON برای برنامه‌ها"),
}
_SEEN = Sentence(en="; seen: {shown}", fa="؛ مدرک دیده‌شده: {shown}")


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
    """``shown``: by what the officer knew them; what is older says nothing of it."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{person} was given the copy of what is kept about them{shown}.",
        fa="نسخهٔ داده‌های {person} به او داده شد{shown}.",
    )
    readers = READERS
    copy: UUID
    case: UUID
    person: UUID
    shown: str
    by_phone: bool

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        seen = facts.get("shown")
        return {"shown": _SEEN.format(shown=SHOWN[seen]) if seen else ""}


@dataclass(frozen=True)
class CopyMade(Event):
    """On the timeline of every file of which it says something. ``case``: where it was asked for."""

    sentence: ClassVar[Sentence] = Sentence(
        en="A copy of what is kept about {person} was made at the station: {form}.",
        fa="نسخهٔ داده‌های {person} در کلانتری تهیه شد: {form}.",
    )
    readers = READERS
    copy: UUID
    making: UUID
    case: UUID
    person: UUID
    form: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"form": FORMS[facts["form"]]}


@dataclass(frozen=True)
class CopyDownloaded(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} downloaded the copy of what is kept about them: {form}.",
        fa="{person} نسخهٔ داده‌های خود را دریافت کرد: {form}.",
    )
    readers = READERS
    copy: UUID
    making: UUID
    case: UUID
    person: UUID
    form: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"form": FORMS[facts["form"]]}


@dataclass(frozen=True)
class CopyCodeSent(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A one-time code for the copy of their data went to the phone of {person}.",
        fa="کد یک‌بارمصرف نسخهٔ داده‌ها به تلفن {person} فرستاده شد.",
    )
    readers = READERS
    quiet = True
    copy: UUID
    case: UUID
    person: UUID


@dataclass(frozen=True)
class CopyCodeNotRight(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A wrong one-time code was given for the copy of the data of {person}.",
        fa="برای نسخهٔ داده‌های {person} کد یک‌بارمصرف نادرستی وارد شد.",
    )
    readers = READERS
    quiet = True
    copy: UUID
    case: UUID
    person: UUID
