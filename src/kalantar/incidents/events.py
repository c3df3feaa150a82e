"""What can happen to an incident."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.calls.events import SOURCES
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure, lasting
from kalantar.kernel.timeline import Event
from kalantar.people.roles import WATCHERS, Role

READERS = (*WATCHERS, Role.PATROL_OFFICER)


@dataclass(frozen=True)
class IncidentCreated(Event):
    """``call`` is None where nobody rang: a patrol's own find, a word at the station's desk."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Incident opened: {type}, priority {priority}; place from {source}.",
        fa="رخداد ثبت شد: {type}، اولویت {priority}؛ محل از روی {source}.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"type": "incident_type"}
    incident: UUID
    type: UUID
    priority: int
    source: str
    call: UUID | None

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"priority": figure(facts["priority"]), "source": SOURCES[facts["source"]]}


@dataclass(frozen=True)
class CallJoined(Event):
    """``nth``: which call about this incident it is, counted from one."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Call number {nth} about this incident.", fa="تماس شمارهٔ {nth} دربارهٔ همین رخداد."
    )
    readers = READERS
    incident: UUID
    call: UUID
    nth: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"nth": figure(facts["nth"])}


@dataclass(frozen=True)
class CallParted(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A call joined here was about something else and was taken away.",
        fa="تماسی که به این رخداد پیوسته بود به آن مربوط نبود و جدا شد.",
    )
    readers = READERS
    incident: UUID
    call: UUID


@dataclass(frozen=True)
class PriorityChanged(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Priority {after} instead of {before}.", fa="اولویت از {before} به {after} تغییر کرد."
    )
    readers = READERS
    incident: UUID
    before: int
    after: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {name: figure(facts[name]) for name in ("before", "after")}


@dataclass(frozen=True)
class TypeChanged(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="It is “{after}”, not “{before}”.", fa="نوع رخداد از «{before}» به «{after}» تغییر کرد."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"before": "incident_type", "after": "incident_type"}
    incident: UUID
    before: UUID
    after: UUID


@dataclass(frozen=True)
class PlaceCorrected(Event):
    """``moved_m``: metres between the old place and the new one."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The place was corrected by {moved_m} m, from {source}.",
        fa="محل رخداد {moved_m} متر جابه‌جا و از روی {source} اصلاح شد.",
    )
    readers = READERS
    incident: UUID
    source: str
    moved_m: int
    jurisdiction: UUID

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"moved_m": figure(facts["moved_m"]), "source": SOURCES[facts["source"]]}


@dataclass(frozen=True)
class NoteWritten(Event):
    sentence: ClassVar[Sentence] = Sentence(en="{note}", fa="{note}")
    readers = READERS
    incident: UUID
    note: UUID


@dataclass(frozen=True)
class QuestionAnswered(Event):
    sentence: ClassVar[Sentence] = Sentence(en="{answer}", fa="{answer}")
    readers = READERS
    incident: UUID
    answer: UUID


@dataclass(frozen=True)
class IncidentTakenUp(Event):
    """``waited_s``: seconds it waited for a unit."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Taken up after waiting {waited_s}.",
        fa="رخداد پس از {waited_s} انتظار در دست اقدام قرار گرفت.",
    )
    readers = READERS
    incident: UUID
    waited_s: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"waited_s": lasting(facts["waited_s"])}


@dataclass(frozen=True)
class IncidentPutBack(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="No unit is on it any more; it waits again.",
        fa="دیگر یگانی در مأموریت این رخداد نیست و رخداد دوباره در انتظار اعزام است.",
    )
    readers = READERS
    incident: UUID


@dataclass(frozen=True)
class IncidentClosed(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Closed: {disposition}.", fa="رخداد بسته شد: {disposition}."
    )
    readers = READERS
    incident: UUID
    disposition: UUID


@dataclass(frozen=True)
class IncidentReopened(Event):
    sentence: ClassVar[Sentence] = Sentence(en="Opened again.", fa="رخداد دوباره باز شد.")
    readers = READERS
    incident: UUID
