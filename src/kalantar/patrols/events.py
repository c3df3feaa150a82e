"""What can happen to a unit. Its assignments are dispatch's to tell."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from kalantar.catalogue.capabilities import capability_name, kind_name
from kalantar.kernel.changes import Field, Fields, Mark, changes, each
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import say_date
from kalantar.kernel.timeline import Event
from kalantar.patrols.states import STATES
from kalantar.people.roles import WATCHERS, Role

READERS = (Role.DISPATCHER, Role.PATROL_OFFICER, *WATCHERS, Role.ADMINISTRATOR)
OVERSEERS = (Role.STATION_CHIEF, Role.COMMANDER, Role.AUDITOR, Role.ADMINISTRATOR)

FIELDS: Fields = {
    "call_sign": Field(Sentence(en="call sign", fa="معرف بی‌سیم")),
    "kind": Field(Sentence(en="kind", fa="گونه"), kind_name),
    "plain_clothes": Mark(
        yes=Sentence(en="in plain clothes from now on", fa="از این پس نامحسوس است"),
        no=Sentence(en="in plain clothes no longer", fa="دیگر نامحسوس نیست"),
    ),
    "capabilities": Field(Sentence(en="what it can do", fa="توانایی‌ها"), each(capability_name)),
    "radio_identity": Field(Sentence(en="radio identity", fa="شناسهٔ بی‌سیم")),
}


@dataclass(frozen=True)
class UnitAdded(Event):
    unit: UUID
    sentence: ClassVar[Sentence] = Sentence(
        en="Unit {unit} was added.", fa="یگان {unit} افزوده شد."
    )
    readers: ClassVar[tuple[Role, ...]] = READERS


@dataclass(frozen=True)
class UnitChanged(Event):
    """``changed``: field → [before, after], only of fields that differ."""

    unit: UUID
    changed: dict[str, Any]
    sentence: ClassVar[Sentence] = Sentence(
        en="Unit {unit} was changed ({changed}).", fa="مشخصات یگان {unit} تغییر کرد ({changed})."
    )
    readers: ClassVar[tuple[Role, ...]] = READERS

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"changed": changes(facts["changed"], FIELDS)}


@dataclass(frozen=True)
class UnitRetired(Event):
    unit: UUID
    sentence: ClassVar[Sentence] = Sentence(
        en="Unit {unit} was taken out of service.", fa="یگان {unit} از خدمت خارج شد."
    )
    readers: ClassVar[tuple[Role, ...]] = READERS


@dataclass(frozen=True)
class ShiftBegun(Event):
    """``officers``: who is in the crew."""

    unit: UUID
    shift: UUID
    officers: list[UUID]
    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} began its shift; crew: {officers}.",
        fa="شیفت {unit} آغاز شد؛ شمار سرنشینان: {officers}.",
    )
    readers: ClassVar[tuple[Role, ...]] = READERS

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        """How many they are; who they are stands among the entry's subjects."""
        return {"officers": len(facts["officers"])}


@dataclass(frozen=True)
class ShiftEnded(Event):
    unit: UUID
    shift: UUID
    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} ended its shift.", fa="شیفت {unit} پایان یافت."
    )
    readers: ClassVar[tuple[Role, ...]] = READERS


@dataclass(frozen=True)
class CrewJoined(Event):
    unit: UUID
    officer: UUID
    sentence: ClassVar[Sentence] = Sentence(
        en="{officer} joined the crew of {unit}.", fa="{officer} به سرنشینان {unit} پیوست."
    )
    readers: ClassVar[tuple[Role, ...]] = READERS
    kinds: ClassVar[dict[str, str]] = {"officer": "user"}


@dataclass(frozen=True)
class CrewLeft(Event):
    unit: UUID
    officer: UUID
    sentence: ClassVar[Sentence] = Sentence(
        en="{officer} left the crew of {unit}.", fa="{officer} از سرنشینان {unit} جدا شد."
    )
    readers: ClassVar[tuple[Role, ...]] = READERS
    kinds: ClassVar[dict[str, str]] = {"officer": "user"}


@dataclass(frozen=True)
class UnitBecameUnavailable(Event):
    unit: UUID
    reason: UUID
    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} cannot be sent: {reason}.", fa="{unit} آمادهٔ اعزام نیست: {reason}."
    )
    readers: ClassVar[tuple[Role, ...]] = READERS
    kinds: ClassVar[dict[str, str]] = {"reason": "unavailable_reason"}


@dataclass(frozen=True)
class UnitBecameAvailable(Event):
    unit: UUID
    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} is available again.", fa="{unit} دوباره آزاد است."
    )
    readers: ClassVar[tuple[Role, ...]] = READERS


@dataclass(frozen=True)
class UnitStatusChanged(Event):
    """A step of a dispatched unit. Who takes it records an event that says more, with the incident."""

    unit: UUID
    status: str
    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} is now {status}.", fa="وضعیت {unit}: {status}."
    )
    readers: ClassVar[tuple[Role, ...]] = READERS

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        """The status by its name."""
        return {"status": STATES[facts["status"]]}


@dataclass(frozen=True)
class PositionHistoryOpened(Event):
    """Where a unit has been was looked at, for the period ``[since, until)`` (ISO 8601)."""

    unit: UUID
    since: str
    until: str
    sentence: ClassVar[Sentence] = Sentence(
        en="The track of {unit} from {since} to {until} was opened.",
        fa="مسیر {unit} از {since} تا {until} دیده شد.",
    )
    readers: ClassVar[tuple[Role, ...]] = OVERSEERS


@dataclass(frozen=True)
class PositionsForgotten(Event):
    """So many positions that were measured before then (ISO 8601) have been kept long enough."""

    count: int
    before: str
    sentence: ClassVar[Sentence] = Sentence(
        en="{count} positions from before {before} were forgotten, having been kept long enough.",
        fa="{count} موقعیت پیش از {before} پس از پایان مدت نگه‌داری فراموش شد.",
    )
    readers: ClassVar[tuple[Role, ...]] = OVERSEERS
    quiet: ClassVar[bool] = True  # no live screen shows a history

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        before = datetime.fromisoformat(facts["before"])
        return {"before": Sentence(en=say_date(before, "en"), fa=say_date(before, "fa"))}


@dataclass(frozen=True)
class DayForgotten(Event):
    """All positions measured before then (ISO 8601) and not forgotten earlier, at once."""

    until: str
    sentence: ClassVar[Sentence] = Sentence(
        en="The positions measured until {until} were forgotten, having been kept long enough.",
        fa="موقعیت‌های ثبت‌شده تا {until} پس از پایان مدت نگه‌داری فراموش شد.",
    )
    readers: ClassVar[tuple[Role, ...]] = OVERSEERS
    quiet: ClassVar[bool] = True  # no live screen shows a history

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        until = datetime.fromisoformat(facts["until"])
        return {"until": Sentence(en=say_date(until, "en"), fa=say_date(until, "fa"))}
