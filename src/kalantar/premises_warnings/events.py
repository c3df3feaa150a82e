"""What can happen to a warning on a place. The log holds its kind and times, never its words or address."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure, say_date
from kalantar.kernel.timeline import Event
from kalantar.people.events import PAGES
from kalantar.people.roles import WATCHERS
from kalantar.premises_warnings.models import Basis, Kind

KINDS: dict[str, Sentence] = {
    Kind.DOG: Sentence(en="dog", fa="سگ"),
    Kind.WEAPON: Sentence(en="weapon", fa="سلاح"),
    Kind.VIOLENCE: Sentence(en="violence towards officers", fa="خشونت با مأموران"),
    Kind.MEDICAL: Sentence(en="medical", fa="پزشکی"),
    Kind.DANGEROUS_MATTER: Sentence(
        en="gas, chemicals or explosives", fa="گاز، مواد شیمیایی یا منفجره"
    ),
    Kind.BUILDING: Sentence(en="unsafe building", fa="ساختمان ناایمن"),
    Kind.ACCESS: Sentence(en="way in", fa="راه ورود"),
}
BASES: dict[str, Sentence] = {
    Basis.INCIDENT: Sentence(en="an incident", fa="رخداد"),
    Basis.FILE: Sentence(en="a file", fa="پرونده"),
    Basis.LETTER: Sentence(en="a letter of another service", fa="نامهٔ دستگاه دیگر"),
    Basis.SEEN: Sentence(en="seen by an officer there", fa="مشاهدهٔ مأمور در محل"),
}
PAGES |= {
    "premises_warning": Sentence(en="warning on a place", fa="هشدار محل"),
    "premises_warnings": Sentence(en="list of warnings on places", fa="فهرست هشدارهای محل"),
}


def _day(said: str) -> Sentence:
    until = datetime.fromisoformat(said)
    return Sentence(en=say_date(until, "en"), fa=say_date(until, "fa"))


@dataclass(frozen=True)
class WarningEntered(Event):
    """``until``: ISO 8601."""

    sentence: ClassVar[Sentence] = Sentence(
        en="A warning was entered for this place: {kind}, until {until}.",
        fa="هشداری برای این محل ثبت شد: {kind}، تا {until}.",
    )
    readers = WATCHERS
    kind: str
    basis: str
    until: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"kind": KINDS[facts["kind"]], "until": _day(facts["until"])}


@dataclass(frozen=True)
class WarningRenewed(Event):
    """``until``: ISO 8601."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The warning was renewed until {until}.", fa="هشدار تا {until} تمدید شد."
    )
    readers = WATCHERS
    until: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"until": _day(facts["until"])}


@dataclass(frozen=True)
class WarningEnded(Event):
    sentence: ClassVar[Sentence] = Sentence(en="The warning was ended.", fa="هشدار پایان داده شد.")
    readers = WATCHERS


@dataclass(frozen=True)
class WarningsErased(Event):
    """``count``: so many, whose words were kept long enough after they were over."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The words of {count} warnings that were over were erased.",
        fa="متن {count} هشدار پایان‌یافته پاک شد.",
    )
    readers = WATCHERS
    count: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"count": figure(facts["count"])}
