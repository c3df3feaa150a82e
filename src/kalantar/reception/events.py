"""What can happen at a station's reception. Ids and codes; never who came."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.kernel.reasons import REASONS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure
from kalantar.kernel.timeline import Event
from kalantar.people.events import PAGES
from kalantar.people.roles import Role
from kalantar.reception.models import CallOff, SavedReason

REASONS["a screen in the hall"] = Sentence(en="shown in the hall", fa="برای نمایش در سالن")

READERS = (Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER, Role.AUDITOR)
KEEPERS = (*READERS, Role.ADMINISTRATOR)
PAGES["visits"] = Sentence(en="visitors of a station", fa="مراجعان کلانتری")

SAVED: dict[str, Sentence] = {
    SavedReason.STATUS: Sentence(
        en="only asked how the case stands", fa="فقط از روند پرونده پرسید"
    ),
    SavedReason.PAPERS: Sentence(
        en="was not told which papers to bring", fa="از مدارک لازم خبر نداشت"
    ),
    SavedReason.ELSEWHERE: Sentence(
        en="came to the wrong place", fa="به جای نادرستی مراجعه کرده بود"
    ),
    SavedReason.BY_PHONE: Sentence(
        en="could have been done by phone or on the portal",
        fa="با تلفن یا از درگاه اینترنتی انجام‌شدنی بود",
    ),
    SavedReason.NO_APPOINTMENT: Sentence(
        en="whom to see was not there", fa="مسئول موردنظر حضور نداشت"
    ),
}
# As a message says it: nothing of what the station does instead.
CALLED_OFF: dict[str, Sentence] = {
    CallOff.ABSENT: Sentence(en="whom you were to see is not there", fa="مسئول مربوط حضور ندارد"),
    CallOff.DUTY: Sentence(en="the officers are needed elsewhere", fa="مأموریت فوری همکاران"),
    CallOff.CLOSED: Sentence(en="the station is closed then", fa="تعطیلی کلانتری در آن ساعت"),
    CallOff.FAULT: Sentence(en="a technical fault at the station", fa="نقص فنی در کلانتری"),
}


@dataclass(frozen=True)
class VisitorCame(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Ticket {visit}: came for “{service}”.", fa="نوبت {visit} برای «{service}» گرفته شد."
    )
    readers: ClassVar[Sequence[str]] = READERS
    visit: UUID
    service: UUID


@dataclass(frozen=True)
class VisitorCalled(Event):
    """``waited_s``: seconds from coming to being called."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{visit} was called to {desk} after {waited_s} s.",
        fa="{visit} پس از {waited_s} ثانیه به {desk} فراخوانده شد.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    visit: UUID
    desk: UUID
    waited_s: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"waited_s": figure(facts["waited_s"])}


@dataclass(frozen=True)
class VisitorRecalled(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{visit} was called again, for the {nth}. time.",
        fa="{visit} برای بار {nth} فراخوانده شد.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    visit: UUID
    nth: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"nth": figure(facts["nth"])}


@dataclass(frozen=True)
class ServingBegan(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{visit} is being served at {desk}.", fa="رسیدگی به کار {visit} در {desk} آغاز شد."
    )
    readers: ClassVar[Sequence[str]] = READERS
    visit: UUID
    desk: UUID


@dataclass(frozen=True)
class VisitorServed(Event):
    """``lasted_s``: seconds at the desk."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{visit} was served, in {lasted_s} s.", fa="کار {visit} در {lasted_s} ثانیه انجام شد."
    )
    readers: ClassVar[Sequence[str]] = READERS
    visit: UUID
    lasted_s: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"lasted_s": figure(facts["lasted_s"])}


@dataclass(frozen=True)
class VisitorReferred(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{visit} was referred to {to}.", fa="{visit} به {to} ارجاع شد."
    )
    readers: ClassVar[Sequence[str]] = READERS
    kinds: ClassVar[dict[str, str]] = {"to": "jurisdiction"}
    visit: UUID
    to: UUID


@dataclass(frozen=True)
class VisitorLeft(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{visit} left without being served.", fa="{visit} بی آنکه کارش انجام شود رفت."
    )
    readers: ClassVar[Sequence[str]] = READERS
    visit: UUID


@dataclass(frozen=True)
class VisitorMissed(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{visit} was called and not there.", fa="{visit} فراخوانده شد و حاضر نبود."
    )
    readers: ClassVar[Sequence[str]] = READERS
    visit: UUID


@dataclass(frozen=True)
class VisitorQueuedAgain(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{visit} is back and waits again.", fa="{visit} برگشت و دوباره در صف است."
    )
    readers: ClassVar[Sequence[str]] = READERS
    visit: UUID


@dataclass(frozen=True)
class VisitCouldHaveBeenSaved(Event):
    """``reason``: a SavedReason."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{visit} need not have come: {reason}.",
        fa="مراجعهٔ {visit} لازم نبود: {reason}.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    visit: UUID
    reason: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"reason": SAVED[facts["reason"]]}


@dataclass(frozen=True)
class DeskSetUp(Event):
    sentence: ClassVar[Sentence] = Sentence(en="{desk} was set up.", fa="{desk} برپا شد.")
    readers: ClassVar[Sequence[str]] = KEEPERS
    desk: UUID


@dataclass(frozen=True)
class DeskChanged(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="What is served at {desk} was changed.", fa="خدمات {desk} تغییر کرد."
    )
    readers: ClassVar[Sequence[str]] = KEEPERS
    desk: UUID


@dataclass(frozen=True)
class DeskTakenAway(Event):
    sentence: ClassVar[Sentence] = Sentence(en="{desk} was taken away.", fa="{desk} برچیده شد.")
    readers: ClassVar[Sequence[str]] = KEEPERS
    desk: UUID


@dataclass(frozen=True)
class ServicesInstalled(Event):
    """``added``: how many rows there were not yet."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The standard services were installed: {added} new rows.",
        fa="فهرست خدمات با {added} ردیف آماده شد.",
    )
    readers: ClassVar[Sequence[str]] = KEEPERS
    added: int


@dataclass(frozen=True)
class ServiceAdded(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="“{service}” is offered from now on.", fa="«{service}» از این پس عرضه می‌شود."
    )
    readers: ClassVar[Sequence[str]] = KEEPERS
    service: UUID


@dataclass(frozen=True)
class ServiceRetired(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="“{service}” is no longer offered.", fa="«{service}» دیگر عرضه نمی‌شود."
    )
    readers: ClassVar[Sequence[str]] = KEEPERS
    service: UUID


@dataclass(frozen=True)
class HallScreenIssued(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A screen in the hall was given an address of its own.",
        fa="برای یک نمایشگر سالن نشانی جداگانه صادر شد.",
    )
    readers: ClassVar[Sequence[str]] = KEEPERS
    screen: UUID


@dataclass(frozen=True)
class HallScreenRevoked(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The address of a screen in the hall was revoked.",
        fa="نشانی یک نمایشگر سالن باطل شد.",
    )
    readers: ClassVar[Sequence[str]] = KEEPERS
    screen: UUID


@dataclass(frozen=True)
class SlotOpened(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{places} places were opened for “{service}”.",
        fa="{places} نوبت برای «{service}» گشوده شد.",
    )
    readers: ClassVar[Sequence[str]] = KEEPERS
    service: UUID
    places: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"places": figure(facts["places"])}


@dataclass(frozen=True)
class AppointmentBooked(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} has an appointment for “{service}”.",
        fa="برای {person} وقت «{service}» گرفته شد.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    person: UUID
    service: UUID


@dataclass(frozen=True)
class AppointmentCancelled(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The appointment of {person} for “{service}” was cancelled.",
        fa="وقت {person} برای «{service}» لغو شد.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    person: UUID
    service: UUID


@dataclass(frozen=True)
class SlotPlacesChanged(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The time for “{service}” has {places} places from now on.",
        fa="این وقت «{service}» از این پس {places} نوبت دارد.",
    )
    readers: ClassVar[Sequence[str]] = KEEPERS
    service: UUID
    places: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"places": figure(facts["places"])}


@dataclass(frozen=True)
class SlotCalledOff(Event):
    """``people``: how many had booked it, each of whom has an entry of their own."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The time for “{service}” was called off for {people}: {reason}.",
        fa="این وقت «{service}» برای {people} نفر لغو شد: {reason}.",
    )
    readers: ClassVar[Sequence[str]] = KEEPERS
    service: UUID
    reason: str
    people: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"people": figure(facts["people"]), "reason": CALLED_OFF[facts["reason"]]}


@dataclass(frozen=True)
class AppointmentCalledOff(Event):
    """By the station, not by whom it was for."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The station called off the appointment of {person} for “{service}”: {reason}.",
        fa="کلانتری وقت {person} برای «{service}» را لغو کرد: {reason}.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    appointment: UUID
    person: UUID
    service: UUID
    reason: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"reason": CALLED_OFF[facts["reason"]]}
