"""What can happen to a unit that was sent to an incident."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.incidents.events import READERS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure, lasting
from kalantar.kernel.timeline import Event


@dataclass(frozen=True)
class UnitSent(Event):
    """``expected_min``: minutes to the place as recommended, None where nothing was recommended."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} was sent{expected}.", fa="{unit} اعزام شد{expected}."
    )
    readers = READERS
    incident: UUID
    unit: UUID
    assignment: UUID
    dispatch: UUID
    expected_min: int | None

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        minutes = facts["expected_min"]
        said = Sentence(en="", fa="")
        if minutes is not None:
            said = Sentence(en=", {m} min away", fa="؛ {m} دقیقه تا محل").format(m=figure(minutes))
        return {"expected": said}


@dataclass(frozen=True)
class RecommendationOverridden(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The dispatcher chose otherwise than recommended.",
        fa="دیسپچر برخلاف پیشنهاد سامانه تصمیم گرفت.",
    )
    readers = READERS
    incident: UUID
    dispatch: UUID


@dataclass(frozen=True)
class AssignmentAcknowledged(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} acknowledged.", fa="{unit} اعلام دریافت کرد."
    )
    readers = READERS
    incident: UUID
    unit: UUID
    assignment: UUID


@dataclass(frozen=True)
class UnitSetOut(Event):
    sentence: ClassVar[Sentence] = Sentence(en="{unit} is en route.", fa="{unit} در راه است.")
    readers = READERS
    incident: UUID
    unit: UUID
    assignment: UUID


@dataclass(frozen=True)
class UnitArrived(Event):
    """``after_s``: seconds from being sent to being there."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} is on scene, {after_s} after it was sent.",
        fa="{unit} در صحنه است؛ {after_s} پس از اعزام.",
    )
    readers = READERS
    incident: UUID
    unit: UUID
    assignment: UUID
    after_s: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"after_s": lasting(facts["after_s"])}


@dataclass(frozen=True)
class UnitCleared(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} is done there and free.", fa="کار {unit} در محل پایان یافت و آزاد شد."
    )
    readers = READERS
    incident: UUID
    unit: UUID
    assignment: UUID


@dataclass(frozen=True)
class UnitCalledOff(Event):
    sentence: ClassVar[Sentence] = Sentence(en="{unit} was called off.", fa="اعزام {unit} لغو شد.")
    readers = READERS
    incident: UUID
    unit: UUID
    assignment: UUID


@dataclass(frozen=True)
class UnitDiverted(Event):
    """``to``: the incident the unit goes to instead."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} was diverted to incident {to}.", fa="{unit} به رخداد {to} تغییر مسیر داد."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"to": "incident"}
    incident: UUID
    unit: UUID
    assignment: UUID
    to: UUID


@dataclass(frozen=True)
class UnitBrokeDown(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} cannot go on.", fa="{unit} از ادامهٔ مأموریت بازماند."
    )
    readers = READERS
    incident: UUID
    unit: UUID
    assignment: UUID


@dataclass(frozen=True)
class BackupCalled(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} calls for backup.", fa="{unit} نیروی پشتیبان می‌خواهد."
    )
    readers = READERS
    incident: UUID
    unit: UUID
    assignment: UUID


@dataclass(frozen=True)
class BackupNotNeeded(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} needs no backup any more.", fa="{unit} دیگر به نیروی پشتیبان نیاز ندارد."
    )
    readers = READERS
    incident: UUID
    unit: UUID
    assignment: UUID


ON_THE_WAY = frozenset(
    event.__name__
    for event in (
        UnitSent,
        AssignmentAcknowledged,
        UnitSetOut,
        UnitArrived,
        UnitCleared,
        UnitCalledOff,
        UnitDiverted,
        UnitBrokeDown,
        BackupCalled,
        BackupNotNeeded,
    )
)  # what tells of a unit when it was at an incident
