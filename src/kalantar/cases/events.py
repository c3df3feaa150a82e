"""What can happen to a case file. Facts are ids: names and numbers stay with the person."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.cases.models import PartyRole
from kalantar.cases.purposes import PURPOSES, Purpose
from kalantar.kernel.reasons import REASONS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.people.events import PAGES, READ_FOR, TWO_YEARS
from kalantar.people.roles import Role

READERS = (Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER, Role.AUDITOR)
PAGES["case"] = Sentence(en="case file", fa="پرونده")
PAGES["cases"] = Sentence(en="list of case files", fa="فهرست پرونده‌ها")
READ_FOR |= {code: said for code, said in PURPOSES.items() if code != Purpose.OTHER}
REASONS |= READ_FOR  # they name nobody, and stay when words are erased

ROLES: dict[str, Sentence] = {
    PartyRole.COMPLAINANT: Sentence(en="complainant", fa="شاکی"),
    PartyRole.RESPONDENT: Sentence(en="respondent", fa="مشتکی‌عنه"),
    PartyRole.WITNESS: Sentence(en="witness", fa="شاهد"),
    PartyRole.INFORMANT: Sentence(en="informant", fa="مطلع"),
    PartyRole.GUARDIAN: Sentence(en="guardian", fa="سرپرست"),
    PartyRole.LAWYER: Sentence(en="lawyer", fa="وکیل"),
    PartyRole.INTERPRETER: Sentence(en="interpreter", fa="مترجم"),
}


@dataclass(frozen=True)
class CaseOpened(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="File opened at {station}: {category}.", fa="پرونده در {station} تشکیل شد: {category}."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"category": "case_category", "station": "jurisdiction"}
    case: UUID
    category: UUID
    station: UUID


@dataclass(frozen=True)
class OldCaseBroughtIn(Event):
    """A file of an old register, with all that was known of it: its steps of then are nobody's news, so
    nobody is told of them (ADR 0059). ``parties``: the ids of those it came with."""

    sentence: ClassVar[Sentence] = Sentence(
        en="File brought in from the old register of {station}: {category}.",
        fa="پرونده از دفتر پیشین {station} وارد شد: {category}.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"category": "case_category", "station": "jurisdiction"}
    case: UUID
    category: UUID
    station: UUID
    parties: list[str]


@dataclass(frozen=True)
class CaseFilled(Event):
    """``fields``: the ids of those whose answer was written or changed."""

    sentence: ClassVar[Sentence] = Sentence(
        en="What is asked for the category was written down.",
        fa="اطلاعات خواسته‌شدهٔ موضوع پرونده ثبت شد.",
    )
    readers = READERS
    case: UUID
    fields: list[str]


@dataclass(frozen=True)
class CaseNarrated(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The narrative was written anew.", fa="شرح پرونده بازنویسی شد."
    )
    readers = READERS
    case: UUID


@dataclass(frozen=True)
class CaseSceneWritten(Event):
    """Where and when it happened; the words stand on the file alone."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Where and when it happened was written down.", fa="محل و تاریخ وقوع نوشته شد."
    )
    readers = READERS
    case: UUID


@dataclass(frozen=True)
class PartyNamed(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} became a party: {role}.", fa="{person} به‌عنوان {role} به پرونده افزوده شد."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"person": "person"}
    case: UUID
    party: UUID
    person: UUID
    role: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"role": ROLES[facts["role"]]}


@dataclass(frozen=True)
class PartyLeft(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} is no longer {role} here.", fa="{person} دیگر در این پرونده {role} نیست."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"person": "person"}
    case: UUID
    party: UUID
    person: UUID
    role: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"role": ROLES[facts["role"]]}


@dataclass(frozen=True)
class OfficerPutInCharge(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{officer} is in charge of the file.", fa="رسیدگی به پرونده با {officer} است."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"officer": "user"}
    case: UUID
    officer: UUID


@dataclass(frozen=True)
class CaseKeptConfidential(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The file is confidential: no message tells of it.",
        fa="پرونده محرمانه شد؛ هیچ پیامی دربارهٔ آن فرستاده نمی‌شود.",
    )
    readers = READERS
    case: UUID


@dataclass(frozen=True)
class ConfidentialityEnded(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The file is no longer confidential.", fa="پرونده دیگر محرمانه نیست."
    )
    readers = READERS
    case: UUID


@dataclass(frozen=True)
class IncidentLinked(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="An incident of the 110 room was linked to the file.",
        fa="رخدادی از مرکز ۱۱۰ به پرونده پیوست شد.",
    )
    readers = READERS
    case: UUID
    incident: UUID


@dataclass(frozen=True)
class IncidentUnlinked(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="An incident linked to the file was about something else.",
        fa="رخداد پیوست‌شده به این پرونده مربوط نبود و جدا شد.",
    )
    readers = READERS
    case: UUID
    incident: UUID


@dataclass(frozen=True)
class CaseReferred(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The file was referred to {to}.", fa="پرونده به {to} ارجاع شد."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"to": "jurisdiction"}
    case: UUID
    to: UUID


@dataclass(frozen=True)
class ReferralAccepted(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{station} accepted the file.", fa="{station} پرونده را پذیرفت."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"station": "jurisdiction"}
    case: UUID
    station: UUID


@dataclass(frozen=True)
class ReferralRejected(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{station} sent the file back.", fa="{station} پرونده را بازگرداند."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"station": "jurisdiction"}
    case: UUID
    station: UUID


@dataclass(frozen=True)
class ReferralWithdrawn(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The referral was taken back before it was answered.",
        fa="ارجاع پیش از پاسخ پس گرفته شد.",
    )
    readers = READERS
    case: UUID


@dataclass(frozen=True)
class CaseClosed(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="File closed: {outcome}.", fa="پرونده بسته شد: {outcome}."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"outcome": "case_outcome"}
    case: UUID
    outcome: UUID


@dataclass(frozen=True)
class CaseReopened(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The file was opened again.", fa="پرونده دوباره به جریان افتاد."
    )
    readers = READERS
    case: UUID


@dataclass(frozen=True)
class CaseListTakenOut(Event):
    """A list was saved as a file of its reader's: a reading, whose purpose is the actor's reason."""

    sentence: ClassVar[Sentence] = Sentence(
        en="A list of {rows} files was taken out as a file.",
        fa="فهرستی از {rows} پرونده به‌صورت فایل برداشته شد.",
    )
    readers = (Role.STATION_CHIEF, Role.COMMANDER, Role.AUDITOR)
    kept = TWO_YEARS
    quiet = True
    rows: int
