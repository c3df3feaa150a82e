"""What can happen to a unit that gives no word."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.incidents.events import READERS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure, lasting
from kalantar.kernel.timeline import Event
from kalantar.welfare_checks.models import How

STEPS = (
    Sentence(en="the dispatchers", fa="دیسپچرها"),
    Sentence(en="the shift commander", fa="فرمانده شیفت"),
    Sentence(en="the commander and the chief of its station", fa="فرمانده و رئیس کلانتری یگان"),
)  # who is told, one step after the other, until somebody has heard the unit
HEARD: dict[str, Sentence] = {
    How.BUTTON: Sentence(en="on its phone", fa="با گوشی خود"),
    How.RADIO: Sentence(en="by radio", fa="با بی‌سیم"),
    How.STATUS: Sentence(en="by saying how far it is", fa="با اعلام وضعیت مأموریت"),
}


@dataclass(frozen=True)
class CheckDue(Event):
    """``silent_s``: seconds since its last word."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} has given no word for {silent_s}; somebody is to ask how it is.",
        fa="{unit} {silent_s} است خبری نداده است؛ باید حال آن پرسیده شود.",
    )
    readers = READERS
    incident: UUID
    unit: UUID
    silent_s: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"silent_s": lasting(facts["silent_s"])}


@dataclass(frozen=True)
class CheckTaken(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Asking {unit} how it is was taken up.",
        fa="پرسیدن حال {unit} بر عهده گرفته شد.",
    )
    readers = READERS
    incident: UUID
    unit: UUID


@dataclass(frozen=True)
class CheckUnanswered(Event):
    """``nth``: which time it was asked in vain, counted from one."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} was asked how it is, time {nth}: no answer.",
        fa="حال {unit} پرسیده شد، بار {nth}: پاسخی نداد.",
    )
    readers = READERS
    incident: UUID
    unit: UUID
    nth: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"nth": figure(facts["nth"])}


@dataclass(frozen=True)
class CheckEscalated(Event):
    """``step``: a place in ``STEPS``."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} has still not been heard; {to} are told.",
        fa="هنوز خبری از {unit} نیست؛ به {to} هشدار داده شد.",
    )
    readers = READERS
    incident: UUID
    unit: UUID
    step: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"to": STEPS[facts["step"]]}


@dataclass(frozen=True)
class HelpSent(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} gives no word; help was sent to it.",
        fa="خبری از {unit} نیست؛ برای کمک به آن یگان فرستاده شد.",
    )
    readers = READERS
    incident: UUID
    unit: UUID


@dataclass(frozen=True)
class UnitIsWell(Event):
    """The answer that ends a check. ``how``: a code of ``How``."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} answered {how}: all well.", fa="{unit} {how} پاسخ داد: همه‌چیز خوب است."
    )
    readers = READERS
    incident: UUID
    unit: UUID
    how: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"how": HEARD[facts["how"]]}


@dataclass(frozen=True)
class WordGiven(Event):
    """Before anybody had to ask."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} gave word {how}: all well.", fa="{unit} {how} خبر داد: همه‌چیز خوب است."
    )
    readers = READERS
    incident: UUID
    unit: UUID
    how: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"how": HEARD[facts["how"]]}
