"""What can happen to what is known of a person. Ids and names of fields; never a name or a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.people.events import PAGES
from kalantar.people.roles import Role
from kalantar.persons.models import Need

READERS = (Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER, Role.AUDITOR)
PAGES["registered_person"] = Sentence(en="registered person", fa="شخص ثبت‌شده")
PAGES["registered_persons"] = Sentence(en="search for persons", fa="جست‌وجوی اشخاص")

FIELDS: dict[str, Sentence] = {
    "given_fa": Sentence(en="given name in Persian", fa="نام به فارسی"),
    "family_fa": Sentence(en="family name in Persian", fa="نام خانوادگی به فارسی"),
    "given_en": Sentence(en="given name in Latin letters", fa="نام به حروف لاتین"),
    "family_en": Sentence(en="family name in Latin letters", fa="نام خانوادگی به حروف لاتین"),
    "father_name": Sentence(en="father's name", fa="نام پدر"),
    "birth_year": Sentence(en="year of birth", fa="سال تولد"),
    "phone": Sentence(en="phone number", fa="شمارهٔ تلفن"),
    "national_id": Sentence(en="national ID", fa="کد ملی"),
    "language": Sentence(en="language", fa="زبان"),
    "needs": Sentence(en="needs", fa="نیازها"),
}

NEEDS: dict[str, Sentence] = {
    Need.INTERPRETER: Sentence(en="an interpreter", fa="مترجم"),
    Need.GUARDIAN: Sentence(en="a guardian is with them", fa="همراه سرپرست"),
    Need.WHEELCHAIR: Sentence(en="a wheelchair", fa="صندلی چرخ‌دار"),
    Need.HEARING: Sentence(en="hard of hearing", fa="کم‌شنوا"),
    Need.SIGHT: Sentence(en="hard of sight", fa="کم‌بینا"),
    Need.OLD_AGE: Sentence(en="old age", fa="سالمند"),
    Need.SMALL_CHILD: Sentence(en="with a small child", fa="همراه کودک خردسال"),
}


@dataclass(frozen=True)
class PersonRegistered(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} was registered.", fa="مشخصات {person} ثبت شد."
    )
    readers: ClassVar[Sequence[str]] = READERS
    quiet = True
    person: UUID


@dataclass(frozen=True)
class PersonCorrected(Event):
    """``fields``: which were corrected, not what they say."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Of {person} this was corrected: {fields}.", fa="در مشخصات {person} اصلاح شد: {fields}."
    )
    readers: ClassVar[Sequence[str]] = READERS
    quiet = True
    person: UUID
    fields: Sequence[str]

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        said = [FIELDS[name] for name in facts["fields"]]
        fields = Sentence(
            en=", ".join(one.en for one in said), fa="، ".join(one.fa for one in said)
        )
        return {"fields": fields}


@dataclass(frozen=True)
class PersonsMerged(Event):
    """``person`` was found to be the same as ``into``, which stands for both."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{person} and {into} are one person and were merged.",
        fa="{person} و {into} یک شخص‌اند و در هم ادغام شدند.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    quiet = True
    kinds: ClassVar[dict[str, str]] = {"into": "person"}
    person: UUID
    into: UUID


@dataclass(frozen=True)
class PersonsUnmerged(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{person} and {into} are two persons after all and were taken apart.",
        fa="{person} و {into} دو شخص‌اند؛ ادغام آن‌ها برگردانده شد.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    quiet = True
    kinds: ClassVar[dict[str, str]] = {"into": "person"}
    person: UUID
    into: UUID


@dataclass(frozen=True)
class PhoneCodeSent(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A code was sent to the phone of {person}.",
        fa="کد تأیید به تلفن {person} فرستاده شد.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    quiet = True
    person: UUID


@dataclass(frozen=True)
class PhoneVerified(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The phone of {person} is theirs: the code came back.",
        fa="کد تأیید درست بود؛ تلفن از آنِ {person} است.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    quiet = True
    person: UUID


@dataclass(frozen=True)
class PhoneNotVerified(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A wrong code was given for the phone of {person}.",
        fa="برای تلفن {person} کد نادرستی گفته شد.",
    )
    readers: ClassVar[Sequence[str]] = READERS
    quiet = True
    person: UUID
