"""What can happen at the end of what is kept. Facts are ids, codes and counts: nobody is named."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from kalantar.cases.events import READERS, ROLES
from kalantar.kernel.reasons import REASONS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure, say_date
from kalantar.kernel.timeline import Event
from kalantar.people.events import PAGES
from kalantar.people.roles import WATCHERS, Role
from kalantar.retention.models import ReviewOf, RoomRecord

PAGES["retention"] = Sentence(en="keeping and disposal of a file", fa="نگهداری و امحای پرونده")
PAGES["reviews"] = Sentence(en="list of what is due for review", fa="فهرست موعد بازبینی")
PAGES["holds"] = Sentence(en="list of files on hold", fa="فهرست پرونده‌های در توقف امحا")
REASONS["the time to keep it is over"] = Sentence(
    en="the time to keep it is over", fa="مدت نگهداری آن به پایان رسیده است"
)
OF: dict[str, Sentence] = {
    ReviewOf.FILE: Sentence(en="the whole file", fa="کل پرونده"),
    ReviewOf.PARTY: Sentence(en="who one of the parties was", fa="هویت یکی از طرف‌های پرونده"),
    ReviewOf.VISITOR: Sentence(
        en="all that is known of somebody who has no file and no longer comes",
        fa="همهٔ مشخصات کسی که پرونده‌ای ندارد و دیگر مراجعه نمی‌کند",
    ),
    ReviewOf.PERSON: Sentence(
        en="all that is known of a person, on request", fa="همهٔ مشخصات یک شخص، به درخواست"
    ),
}
ROOM_RECORDS: dict[str, Sentence] = {
    RoomRecord.CALL: Sentence(en="calls that led to no incident", fa="تماس‌هایی که به رخداد نرسید"),
    RoomRecord.TOLD_CALL: Sentence(
        en="calls that told of an incident", fa="تماس‌هایی که از رخدادی خبر داد"
    ),
    RoomRecord.INCIDENT: Sentence(en="incidents", fa="رخدادها"),
}
_ERASED: dict[str, Sentence] = {
    RoomRecord.CALL: Sentence(
        en="number and place of the call, which led to no incident",
        fa="شماره و محل تماس که به رخداد نرسیده بود",
    ),
    RoomRecord.TOLD_CALL: Sentence(
        en="number and place of the call, which told of an incident",
        fa="شماره و محل تماس که از رخدادی خبر داده بود",
    ),
    RoomRecord.INCIDENT: Sentence(
        en="what was said of the incident, its notes and its exact place",
        fa="گفته‌ها، یادداشت‌ها و محل دقیق رخداد",
    ),
}


@dataclass(frozen=True)
class OfReview(Event):
    """``case``: None where it is of a person, who is among the subjects."""

    sentence: ClassVar[Sentence] = Sentence(en="", fa="")
    readers = READERS
    review: UUID
    case: UUID | None
    of: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"of": OF[facts["of"]]}


@dataclass(frozen=True)
class CameDue(OfReview):
    quiet: ClassVar[bool] = True
    sentence: ClassVar[Sentence] = Sentence(
        en="Due for review: {of}.", fa="موعد بازبینی رسید: {of}."
    )


@dataclass(frozen=True)
class KeptLonger(OfReview):
    """``until``: ISO 8601."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Kept longer, until {until}: {of}.", fa="نگهداری تا {until} تمدید شد: {of}."
    )
    until: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        at = datetime.fromisoformat(facts["until"])
        until = Sentence(en=say_date(at, "en"), fa=say_date(at, "fa"))
        return {"of": OF[facts["of"]], "until": until}


@dataclass(frozen=True)
class DisposalProposed(OfReview):
    sentence: ClassVar[Sentence] = Sentence(
        en="Disposal was proposed: {of}.", fa="امحا پیشنهاد شد: {of}."
    )


@dataclass(frozen=True)
class DisposalTurnedDown(OfReview):
    sentence: ClassVar[Sentence] = Sentence(
        en="The proposal to dispose was turned down: {of}.", fa="پیشنهاد امحا رد شد: {of}."
    )


@dataclass(frozen=True)
class Disposed(OfReview):
    """How many of each went or were emptied."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Disposed of: {of}. Persons: {persons}, statements: {statements}, papers: {papers}, messages: {messages}.",
        fa="امحا شد: {of}. اشخاص: {persons}، اظهارات: {statements}، برگه‌ها: {papers}، پیام‌ها: {messages}.",
    )
    persons: int
    statements: int
    papers: int
    messages: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        counted = ("persons", "statements", "papers", "messages")
        return {"of": OF[facts["of"]], **{name: figure(facts[name]) for name in counted}}


@dataclass(frozen=True)
class ReviewLapsed(OfReview):
    sentence: ClassVar[Sentence] = Sentence(
        en="No longer to be reviewed: {of}.", fa="بازبینی منتفی شد: {of}."
    )


@dataclass(frozen=True)
class CaseHeld(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The file was put on hold: nothing of it is disposed of.",
        fa="امحای پرونده متوقف شد؛ هیچ بخشی از آن پاک نمی‌شود.",
    )
    readers = READERS
    case: UUID
    hold: UUID


@dataclass(frozen=True)
class HoldReleased(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A hold on the file was released.", fa="یکی از دستورهای توقف امحای پرونده برداشته شد."
    )
    readers = READERS
    case: UUID
    hold: UUID


@dataclass(frozen=True)
class RoomErased(Event):
    """``count`` of one kind at once, each of them a subject, from ``before`` (ISO 8601) or earlier."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Erased after its time: {what}; of {count} from before {before} at once.",
        fa="پس از پایان مدت نگهداری پاک شد: {what}؛ {count} مورد پیش از {before} با هم.",
    )
    readers: ClassVar[tuple[Role, ...]] = (*WATCHERS, Role.ADMINISTRATOR)
    quiet: ClassVar[bool] = True
    what: str
    count: int
    before: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        at = datetime.fromisoformat(facts["before"])
        before = Sentence(en=say_date(at, "en"), fa=say_date(at, "fa"))
        return {"what": _ERASED[facts["what"]], "count": figure(facts["count"]), "before": before}


@dataclass(frozen=True)
class RoomRetentionSet(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Kept for {months} months: {what}.", fa="مدت نگهداری {what}: {months} ماه."
    )
    readers: ClassVar[tuple[Role, ...]] = (Role.ADMINISTRATOR, Role.COMMANDER, Role.AUDITOR)
    quiet: ClassVar[bool] = True
    what: str
    months: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"what": ROOM_RECORDS[facts["what"]], "months": figure(facts["months"])}


@dataclass(frozen=True)
class RoleRetentionSet(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Who is {role} on a file is kept for {years} years after it is closed.",
        fa="هویت {role} تا {years} سال پس از بسته‌شدن پرونده نگهداری می‌شود.",
    )
    readers: ClassVar[tuple[Role, ...]] = (Role.ADMINISTRATOR, Role.COMMANDER, Role.AUDITOR)
    quiet: ClassVar[bool] = True
    role: str
    years: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"role": ROLES[facts["role"]], "years": figure(facts["years"])}
