"""What can happen to a panic alarm. Facts are ids and codes: where the officer was rests in the row."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.incidents.events import READERS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure
from kalantar.kernel.timeline import Event
from kalantar.panic_alarms.models import AlarmOutcome

OUTCOMES: dict[str, Sentence] = {
    AlarmOutcome.HELPED: Sentence(en="help reached the officer", fa="کمک به مأمور رسید"),
    AlarmOutcome.MISTAKE: Sentence(en="pressed by mistake", fa="به اشتباه فشرده شد"),
    AlarmOutcome.DRILL: Sentence(en="a drill", fa="تمرین بود"),
}


@dataclass(frozen=True)
class PanicAlarmRaised(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The panic button was pressed.", fa="دکمهٔ اضطرار فشرده شد."
    )
    readers = READERS
    alarm: UUID


@dataclass(frozen=True)
class PanicAlarmRaisedAgain(Event):
    """``times``: how often in all."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The panic button was pressed again, {times} times now.",
        fa="دکمهٔ اضطرار دوباره فشرده شد؛ تا اینجا {times} بار.",
    )
    readers = READERS
    alarm: UUID
    times: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"times": figure(facts["times"])}


@dataclass(frozen=True)
class PanicAlarmAcknowledged(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The panic alarm was acknowledged.", fa="اعلام اضطرار دریافت شد."
    )
    readers = READERS
    alarm: UUID


@dataclass(frozen=True)
class OfficerSaidSafe(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The officer says that they are safe.", fa="مأمور اعلام کرد که در امان است."
    )
    readers = READERS
    alarm: UUID


@dataclass(frozen=True)
class PanicAlarmEnded(Event):
    """``code``: an AlarmOutcome."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The panic alarm was ended: {code}.", fa="اعلام اضطرار پایان یافت: {code}."
    )
    readers = READERS
    alarm: UUID
    code: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"code": OUTCOMES[facts["code"]]}


@dataclass(frozen=True)
class AlarmPlacesForgotten(Event):
    """``alarms``: of how many the place was forgotten."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Where officers were when they pressed the panic button was forgotten after its time: {alarms}.",
        fa="محل مأموران هنگام فشردن دکمهٔ اضطرار پس از پایان مدت نگهداری پاک شد: {alarms} مورد.",
    )
    readers = READERS
    alarms: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"alarms": figure(facts["alarms"])}
