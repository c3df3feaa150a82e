"""What can happen to a statement. Facts are ids: what was said rests with the statement."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.cases.events import READERS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.people.events import PAGES
from kalantar.statements.models import AgreedHow, SectionKind

PAGES["statement"] = Sentence(en="statement", fa="اظهارات")
HOW: dict[str, Sentence] = {
    AgreedHow.DRAWN: Sentence(en="signed by hand on the screen", fa="امضا روی صفحه"),
    AgreedHow.TYPED: Sentence(en="agreed by name", fa="تأیید با نوشتن نام"),
    AgreedHow.REFUSED: Sentence(en="refused or could not sign", fa="امضا نکرد یا نتوانست"),
}
SECTIONS: dict[str, Sentence] = {
    SectionKind.FACT: Sentence(en="What the person says", fa="گفتهٔ شخص"),
    SectionKind.ASSESSMENT: Sentence(en="The officer's assessment", fa="ارزیابی افسر"),
}


@dataclass(frozen=True)
class StatementBegun(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A statement of {person} was begun.", fa="گرفتن اظهارات {person} آغاز شد."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"person": "person"}
    case: UUID
    statement: UUID
    person: UUID


@dataclass(frozen=True)
class StatementWritten(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The draft of the statement of {person} was written.",
        fa="پیش‌نویس اظهارات {person} نوشته شد.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"person": "person"}
    case: UUID
    statement: UUID
    person: UUID


@dataclass(frozen=True)
class StatementAgreed(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} was shown their statement: {how}.",
        fa="اظهارات {person} به خودش نشان داده شد: {how}.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"person": "person"}
    case: UUID
    statement: UUID
    person: UUID
    how: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"how": HOW[facts["how"]]}


@dataclass(frozen=True)
class StatementSigned(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The statement of {person} was signed by the officer who took it.",
        fa="افسری که اظهارات {person} را گرفته بود آن را امضا کرد.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"person": "person"}
    case: UUID
    statement: UUID
    person: UUID


@dataclass(frozen=True)
class StatementDropped(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The statement of {person} was dropped before it was signed to the end.",
        fa="اظهارات {person} پیش از پایان امضا کنار گذاشته شد.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"person": "person"}
    case: UUID
    statement: UUID
    person: UUID


@dataclass(frozen=True)
class StatementFollowed(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A new version of the statement of {person} was begun.",
        fa="نسخهٔ تازه‌ای از اظهارات {person} آغاز شد.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"person": "person"}
    case: UUID
    statement: UUID
    person: UUID
    follows: UUID
