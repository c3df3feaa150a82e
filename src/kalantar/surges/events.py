"""What can happen to incidents that may be one event."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from kalantar.incidents.events import READERS
from kalantar.kernel.reasons import REASONS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure
from kalantar.kernel.timeline import Event
from kalantar.people.roles import Role

REASONS["what is usual is counted"] = Sentence(
    en="what is usual is counted", fa="حساب کردن شمار معمول تماس‌ها"
)


@dataclass(frozen=True)
class IncidentFolded(Event):
    """``calls``: how many calls came along."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{incident} is the same event; its calls ({calls}) were joined to {into}.",
        fa="{incident} همان رویداد است و تماس‌های آن ({calls}) به {into} پیوست.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"into": "incident"}
    incident: UUID
    into: UUID
    calls: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"calls": figure(facts["calls"])}


@dataclass(frozen=True)
class IncidentUnfolded(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{incident} was taken out of {into} again, with its calls ({calls}).",
        fa="{incident} با تماس‌های خود ({calls}) دوباره از {into} جدا شد.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"into": "incident"}
    incident: UUID
    into: UUID
    calls: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"calls": figure(facts["calls"])}


@dataclass(frozen=True)
class IncidentSaidDifferent(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Looked at: an event of its own.", fa="بررسی شد: رویدادی جداگانه است."
    )
    readers = READERS
    incident: UUID


@dataclass(frozen=True)
class ExpectedCounted(Event):
    """``area``: a city. ``hours``: of its stations, in which calls came."""

    sentence: ClassVar[Sentence] = Sentence(
        en="What is usual was counted anew: {hours} hours of the week.",
        fa="شمار معمول تماس‌ها از نو حساب شد: {hours} ساعت از هفته.",
    )
    readers: ClassVar[tuple[Role, ...]] = (Role.ADMINISTRATOR, Role.AUDITOR)
    kept = timedelta(days=90)
    quiet = True
    kinds: ClassVar[dict[str, str]] = {"area": "jurisdiction"}
    area: UUID
    hours: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"hours": figure(facts["hours"])}
